import { ownTimeZone } from '#shared/domain/hours/time-zone.ts';
import { ok } from '#shared/util/result.ts';
import { infoHandler } from './actions/message-info.ts';
import {
  deleteHandler,
  editHandler,
  forgetStaleActions,
  reactHandler,
} from './actions/message-actions.ts';
import { OwnActions } from './actions/own-actions.ts';
import { voteHandler } from './actions/vote-in-poll.ts';
import { asTheyAreNow } from './accounts/as-they-are-now.ts';
import { peopleHandlers } from './accounts/people-handlers.ts';
import { newPasswordHasher } from './accounts/new-password.ts';
import { SessionWatch } from './accounts/session-watch.ts';
import { Sessions } from './accounts/sessions.ts';
import { Tries } from './accounts/tries.ts';
import { SignIn } from './accounts/sign-in.ts';
import type { CommandHandlers, Core } from './api.ts';
import { seeToRestore } from './backups/after-restore.ts';
import { backupHandlers } from './backups/backup-commands.ts';
import { Backups } from './backups/backups.ts';
import { openChatbot } from './bot/open-chatbot.ts';
import { weekOf } from '#shared/domain/bot/week-of-office.ts';
import { auditHandlers } from './audit/audit-commands.ts';
import { HostRuns } from './audit/host-runs.ts';
import { Verification } from './audit/verification.ts';
import { CatchUp } from './catch-up/catch-up.ts';
import { detailsHandler, renameHandler } from './contacts/contact-handlers.ts';
import { blockHandler } from './contacts/blocking.ts';
import { ContactPictures } from './contacts/contact-pictures.ts';
import { mergeHandler, unmergeHandler } from './contacts/merge-handlers.ts';
import { setFieldHandler } from './contacts/set-field.ts';
import { historyHandler, listHandler, searchHandler } from './inbox/views.ts';
import { hoursHandlers } from './hours/hours-commands.ts';
import { lookHandler } from './hours/look.ts';
import { HoursRoom } from './hours/office-hours.ts';
import type { Heard } from './inbox/receive.ts';
import { followGateway, storeTroubleOf } from './inbox/follow-gateway.ts';
import { Ledger } from './journal/ledger.ts';
import { fetchAgainHandler } from './media/fetch-again.ts';
import { createMediaAccess } from './media/media-access.ts';
import { MediaFetcher } from './media/media-fetcher.ts';
import { NumberLink } from './number/number-link.ts';
import { numberHandlers } from './number/number-orders.ts';
import { QuietRestart } from './number/quiet-restart.ts';
import { Outbox } from './outbox/outbox.ts';
import { definedFieldHandlers } from './labels/defined-field-commands.ts';
import { labelHandlers } from './labels/label-commands.ts';
import { saveSnoozePresetsHandler } from './labels/snooze-preset-commands.ts';
import { quickReplyHandlers } from './labels/quick-reply-commands.ts';
import { noteHandlers } from './notes/note-commands.ts';
import { Deadlines } from './ownership/deadlines.ts';
import { Leavers } from './ownership/leavers.ts';
import { ownershipHandlers } from './ownership/ownership-handlers.ts';
import { Unanswered } from './ownership/unanswered.ts';
import { Drafts } from './drafts/drafts.ts';
import type { BackupFiles } from './ports/backups.ts';
import type { Gateway } from './ports/gateway.ts';
import type { MediaFiles, Store } from './ports/store.ts';
import type { Clock, Log, PasswordHasher, Random, Whereabouts } from './ports/system.ts';
import { Presence } from './presence/presence.ts';
import { reportHandlers } from './reports/report-commands.ts';
import { ReadReceipts } from './receipts/read-receipts.ts';
import { openRules } from './rules/open-rules.ts';
import { previewHandler } from './routing/preview.ts';
import { Routing } from './routing/routing.ts';
import { cancelHandler, sendAgainHandler, wasSentHandler } from './replies/decisions.ts';
import { sendReplyHandler } from './replies/send-reply.ts';
import { importSettingsHandler } from './settings/import-settings.ts';
import { Preferences } from './settings/preferences.ts';
import type { CurrentSettings } from './settings/preferences.ts';
import { SharedSettings } from './settings/shared-settings.ts';
import { changeSettingHandler, getSettingsHandler } from './settings/settings-commands.ts';
import { answeringInSight } from './sync/answering-in-sight.ts';
import { Sight } from './sync/sight.ts';
import { SyncFeed } from './sync/sync-feed.ts';
import { answeringByRole, deletedByNow } from './sync/visible-to.ts';
import { HostWatch } from './time/host-watch.ts';
import { OfficeClock } from './time/office-clock.ts';
import { AnsweringAgents } from './typing/answering.ts';
import { Typing } from './typing/typing.ts';
import { typingHandler } from './typing/typing-handler.ts';
import { StorageTrouble } from './trouble/storage-trouble.ts';

export interface CoreNeeds {
  readonly store: Store;
  readonly files: MediaFiles;
  readonly backups: BackupFiles;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly random: Random;
  readonly passwords: PasswordHasher;
  readonly log: Log;
  readonly whereabouts: Whereabouts;
  /** Shown by the host; null when an admin exists already. */
  readonly setupCode: string | null;
}

export interface RunningCore extends Core {
  /** The office's time: what the hub tells screens is by it, too. */
  readonly clock: OfficeClock;
  readonly settings: CurrentSettings;
  readonly presence: Presence;
  readonly hours: HoursRoom;
  /** Starts the link to WhatsApp and what hangs on it. */
  start(): Promise<void>;
  /** Stops taking and handing over; the store stays open. */
  stop(): Promise<void>;
}

/** Wires the domain to its ports. */
export function createCore(needs: CoreNeeds): RunningCore {
  const { gateway, random, passwords, log, setupCode } = needs;
  const clock = needs.clock instanceof OfficeClock ? needs.clock : new OfficeClock(needs.clock);
  const trouble = new StorageTrouble({ ...needs, clock });
  const { store, files } = trouble;
  const ledger = new Ledger(store, clock);
  const host = new HostWatch({ ledger, clock, log });
  const preferences = new Preferences(ledger);
  const number = new NumberLink(ledger, log, gateway.link());
  const quietRestart = new QuietRestart({ gateway, number, settings: preferences, clock, log });
  const outbox = new Outbox({
    ledger,
    gateway,
    files,
    settings: preferences,
    clock,
    random,
    log,
  });
  const fetcher = new MediaFetcher({
    ledger,
    gateway,
    files,
    clock,
    log,
    largest: () => preferences.current().media.largestDownloadMB * 1_000_000,
  });
  const typing = new Typing({ ledger, gateway, settings: preferences, clock, log });

  const hashNew = newPasswordHasher(passwords, preferences);
  const sessions = new Sessions({ ledger, clock, random, settings: preferences });
  const tries = new Tries({ ledger, clock, random, log });
  const accounts = new SignIn({
    ledger,
    tries,
    clock,
    random,
    passwords,
    hashNew,
    sessions,
    setupCode,
    log,
  });
  const runs = new HostRuns({ ledger, clock, log });
  const verification = new Verification({ ledger, store, clock, log });
  const presence = new Presence({ ledger, accounts, settings: preferences, clock, log });
  const office = new SharedSettings(preferences);
  const hostTimeZone = ownTimeZone();
  const hours = new HoursRoom({ ledger, clock, host, hostTimeZone });
  const sessionWatch = new SessionWatch({
    ledger,
    sessions,
    hours,
    settings: preferences,
    clock,
    log,
  });
  const drafts = new Drafts(ledger, log);
  const sight = new Sight(ledger.read, preferences);
  const sync = new SyncFeed(ledger, sight, {
    number,
    trouble,
    presence,
    office,
    hours,
    answering: { all: () => answering.all() },
    drafts,
  });
  // After the sync feed: an answer is announced before the end of its writing is.
  const answering = new AnsweringAgents(ledger, clock);
  presence.onGone((screen) => answering.gone(screen));

  const backups = new Backups({
    ledger,
    files: needs.backups,
    settings: preferences,
    clock,
    log,
  });
  const pictures = new ContactPictures({ ledger, gateway, files, clock, log });

  const receipts = new ReadReceipts({ ledger, gateway, settings: preferences, log });
  const routing = new Routing({ ledger, presence, hours, settings: preferences, clock, log });
  const leavers = new Leavers({ ledger, presence, settings: preferences, log });
  const deadlines = new Deadlines({ ledger, settings: preferences, clock, log });
  const unanswered = new Unanswered({
    ledger,
    settings: preferences,
    hours,
    answering,
    clock,
    log,
  });

  const own = new OwnActions(clock);
  const chatbot = openChatbot({
    ledger,
    clock,
    settings: preferences,
    hours,
    week: () => weekOf(ledger.read.hours.get(), hostTimeZone),
    isForLastOwner: (read, conversation, since) =>
      routing.isForLastOwner(read, conversation, since),
    log,
  });
  const rules = openRules({
    ledger,
    clock,
    settings: preferences,
    hours,
    log,
  });
  const heard: Heard = (unit, message, arrival, before) => {
    // First the rules: what they tag and give away decides what the chatbot and routing do.
    const isAnswered = rules.heard(unit, message, arrival, before);
    chatbot.heard(unit, message, arrival, isAnswered);
  };
  const failed = (error: unknown) =>
    log.error({ error }, 'chatbot and rules failed at a message; it was stored without them');
  const hearing = { whoOfUs: own.whoOfUs, heard, failed };
  const catchUp = new CatchUp({
    ledger,
    gateway,
    settings: preferences,
    clock,
    log,
    hearing,
  });
  const actions = { ledger, gateway, own, clock, log };

  const storeTrouble = storeTroubleOf(log);
  const follow = followGateway({
    ledger,
    gateway,
    settings: preferences,
    clock,
    log,
    number,
    catchUp,
    outbox,
    fetcher,
    pictures,
    receipts,
    hearing,
  });

  trouble.onOver((storedUpTo) => {
    // First, so that what is stored from now on does not hide what was refused.
    catchUp.lostOne(storedUpTo);
    presence.catchUp();
    if (gateway.link().name !== 'connected') return;
    outbox.ready();
    fetcher.ready();
  });

  clock.on((event) => {
    if (event.type !== 'judged' || !event.isRight) return;
    sessions.timeMoved(event.by).catch(storeTrouble('that the time was set'));
  });
  host.onWake((ms) => {
    presence.slept(ms);
    gateway.lookNow();
    catchUp.slept(ms);
  });

  const forCallers = (handlers: CommandHandlers) =>
    asTheyAreNow(
      ledger.read,
      answeringInSight(sight, answeringByRole(deletedByNow(ledger.read), handlers)),
    );

  let unsubscribe = (): void => {};
  return {
    clock,
    accounts,
    sync,
    presence,
    answering,
    drafts,
    office,
    hours,
    number,
    settings: preferences,
    trouble,
    media: createMediaAccess({ ledger, files, clock, sight }),
    handlers: forCallers({
      'conversation.list': listHandler(ledger.read, sight),
      'conversation.history': historyHandler(ledger.read),
      'contact.details': detailsHandler(ledger.read),
      'contact.rename': renameHandler(ledger),
      'contact.set-field': setFieldHandler(ledger),
      'contact.block': blockHandler({ ledger, gateway }),
      'contact.merge': mergeHandler(ledger),
      'contact.unmerge': unmergeHandler(ledger),
      ...ownershipHandlers({ ledger, clock, random }),
      ...noteHandlers(ledger, clock),
      ...labelHandlers(ledger),
      ...definedFieldHandlers(ledger),
      'snooze-presets.save': saveSnoozePresetsHandler(ledger),
      ...hoursHandlers({ ledger, clock, hostTimeZone }),
      'hours.look': lookHandler({ hours, clock }),
      ...quickReplyHandlers(ledger),
      'reply.send': sendReplyHandler({ ledger, files, clock }),
      'reply.send-again': sendAgainHandler(ledger),
      'reply.was-sent': wasSentHandler(ledger),
      'reply.cancel': cancelHandler(ledger),
      'conversation.typing': typingHandler({ ledger, typing, answering }),
      'draft.save': drafts.save,
      'session.active': async (_, __, screen) => {
        if (screen) await sessions.used(screen.digest);
        return ok({});
      },
      'presence.set': presence.set,
      'presence.idle': presence.idle,
      'presence.closes': presence.closes,
      'media.fetch': fetchAgainHandler(ledger),
      search: searchHandler(ledger.read, sight),
      'routing.preview': previewHandler({
        read: ledger.read,
        hours,
        settings: preferences,
        clock,
      }),
      ...peopleHandlers({
        ledger,
        hashNew,
        sessions,
        tries,
        clock,
        whereabouts: needs.whereabouts,
      }),
      'settings.get': getSettingsHandler(ledger),
      'settings.change': changeSettingHandler(ledger),
      'settings.import': importSettingsHandler(ledger),
      ...numberHandlers(ledger, gateway),
      ...auditHandlers(ledger, verification),
      ...backupHandlers(backups),
      ...chatbot.handlers,
      ...rules.handlers,
      ...reportHandlers({
        ledger,
        reports: store.reports,
        settings: preferences,
        clock,
        sight,
      }),
      'message.react': reactHandler(actions),
      'message.vote': voteHandler(actions),
      'message.edit': editHandler(actions),
      'message.delete': deleteHandler(actions),
      'message.info': infoHandler(ledger.read),
    }),

    async start() {
      await runs.started();
      await seeToRestore(ledger);
      unsubscribe = gateway.on(follow);
      presence.start();
      catchUp.start();
      outbox.start();
      fetcher.start();
      pictures.start();
      quietRestart.start();
      host.start();
      hours.start();
      sessionWatch.start();
      deadlines.start();
      unanswered.start();
      routing.start();
      chatbot.start();
      rules.start();
      leavers.start();
      receipts.start();
      backups.start();
      forgetStaleActions(ledger, clock).catch(storeTrouble('which events came too early'));
      await gateway.start();
    },

    async stop() {
      // What still arrives is found by the catch-up of the next start.
      unsubscribe();
      verification.stop();
      outbox.stop();
      typing.stop();
      answering.stop();
      fetcher.stop();
      pictures.stop();
      quietRestart.stop();
      host.stop();
      hours.stop();
      sessionWatch.stop();
      deadlines.stop();
      unanswered.stop();
      routing.stop();
      chatbot.stop();
      rules.stop();
      leavers.stop();
      receipts.stop();
      await gateway.stop();
      await Promise.all([
        outbox.idle(),
        sessionWatch.idle(),
        fetcher.idle(),
        pictures.idle(),
        deadlines.idle(),
        unanswered.idle(),
        routing.idle(),
        chatbot.idle(),
        rules.idle(),
        leavers.idle(),
        receipts.idle(),
        drafts.idle(),
        catchUp.stop(),
        backups.stop(),
        trouble.stop(),
        presence.stop(),
        accounts.stop(),
      ]);
      await runs.stopped();
    },
  };
}
