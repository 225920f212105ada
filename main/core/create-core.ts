import { ownTimeZone } from '#shared/domain/hours/time-zone.ts';
import { forgetStaleActions } from './actions/message-actions.ts';
import { OwnActions } from './actions/own-actions.ts';
import { newPasswordHasher } from './accounts/new-password.ts';
import { SessionWatch } from './accounts/session-watch.ts';
import { Sessions } from './accounts/sessions.ts';
import { Tries } from './accounts/tries.ts';
import { SecondFactors } from './accounts/second-factors.ts';
import { SignIn } from './accounts/sign-in.ts';
import type { Core } from './api.ts';
import { ComputersRoom } from './computers/computers-room.ts';
import { seeToRestore } from './backups/after-restore.ts';
import { Backups } from './backups/backups.ts';
import { openChatbot } from './bot/open-chatbot.ts';
import { weekOf } from '#shared/domain/bot/week-of-office.ts';
import { HostRuns } from './audit/host-runs.ts';
import { Verification } from './audit/verification.ts';
import { CatchUp } from './catch-up/catch-up.ts';
import { ContactPictures } from './contacts/contact-pictures.ts';
import { HoursRoom } from './hours/office-hours.ts';
import type { Heard } from './inbox/receive.ts';
import { followGateway, storeTroubleOf } from './inbox/follow-gateway.ts';
import { Ledger } from './journal/ledger.ts';
import { createMediaAccess } from './media/media-access.ts';
import { MediaFetcher } from './media/media-fetcher.ts';
import { NumberLink } from './number/number-link.ts';
import { QuietRestart } from './number/quiet-restart.ts';
import { Outbox } from './outbox/outbox.ts';
import { Deadlines } from './ownership/deadlines.ts';
import { Leavers } from './ownership/leavers.ts';
import { Unanswered } from './ownership/unanswered.ts';
import { Drafts } from './drafts/drafts.ts';
import type { BackupFiles } from './ports/backups.ts';
import type { Gateway } from './ports/gateway.ts';
import type { MediaFiles } from './ports/media-files.ts';
import type { Store } from './ports/store.ts';
import type {
  Clock,
  Log,
  OneTimeCodes,
  PairingExchange,
  PasswordHasher,
  Random,
  Whereabouts,
  Pictures,
} from './ports/system.ts';
import { Presence } from './presence/presence.ts';
import { ReadReceipts } from './receipts/read-receipts.ts';
import { openRules } from './rules/open-rules.ts';
import { openSurveys } from './survey/open-surveys.ts';
import { Routing } from './routing/routing.ts';
import { Preferences } from './settings/preferences.ts';
import type { CurrentSettings } from './settings/preferences.ts';
import { SharedSettings } from './settings/shared-settings.ts';
import { Sight } from './sync/sight.ts';
import { SyncFeed } from './sync/sync-feed.ts';
import { HostWatch } from './time/host-watch.ts';
import { OfficeClock } from './time/office-clock.ts';
import { AnsweringAgents } from './typing/answering.ts';
import { Typing } from './typing/typing.ts';
import { StorageTrouble } from './trouble/storage-trouble.ts';
import { commandHandlers } from './command-handlers.ts';

export interface CoreNeeds {
  readonly store: Store;
  readonly files: MediaFiles;
  readonly backups: BackupFiles;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly random: Random;
  readonly passwords: PasswordHasher;
  readonly oneTimeCodes: OneTimeCodes;
  readonly pairing: PairingExchange;
  readonly pictures: Pictures;
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
  const secondFactors = new SecondFactors({
    ledger,
    clock,
    random,
    codes: needs.oneTimeCodes,
    issuer: () => `Deskline ${preferences.current().office.name}`.trim(),
  });
  const accounts = new SignIn({
    ledger,
    tries,
    secondFactors,
    clock,
    random,
    passwords,
    hashNew,
    sessions,
    setupCode,
    log,
  });
  const computers = new ComputersRoom({
    ledger,
    sessions,
    settings: preferences,
    clock,
    random,
    exchange: needs.pairing,
    whereabouts: needs.whereabouts,
    log,
  });
  const runs = new HostRuns({ ledger, clock, log });
  const verification = new Verification({ ledger, store, clock, log });
  const presence = new Presence({ ledger, accounts, settings: preferences, clock, log });
  const office = new SharedSettings(preferences, ledger);
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
  const sight = new Sight(ledger.read, preferences, clock);
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
  const surveys = openSurveys({
    ledger,
    isConnected: () => gateway.link().name === 'connected',
    settings: preferences,
    clock,
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

  // In the order in which they start and stop; the first write by themselves.
  const writing = [
    fetcher,
    pictures,
    sessionWatch,
    deadlines,
    unanswered,
    routing,
    chatbot,
    rules,
    surveys,
    leavers,
    receipts,
  ];
  const working = [quietRestart, host, hours, ...writing];

  let unsubscribe = (): void => {};
  return {
    clock,
    accounts,
    computers,
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
    handlers: commandHandlers({
      pictures: needs.pictures,
      ledger,
      reports: store.reports,
      files,
      gateway,
      clock,
      random,
      log,
      settings: preferences,
      sight,
      hours,
      hostTimeZone,
      hashNew,
      sessions,
      tries,
      whereabouts: needs.whereabouts,
      typing,
      answering,
      drafts,
      presence,
      own,
      verification,
      backups,
      ofRooms: {
        ...chatbot.handlers,
        ...rules.handlers,
        ...surveys.handlers,
        ...computers.handlers,
      },
    }),

    async start() {
      await runs.started();
      await seeToRestore(ledger);
      await computers.start();
      unsubscribe = gateway.on(follow);
      for (const part of [presence, catchUp, outbox, ...working, backups]) part.start();
      forgetStaleActions(ledger, clock).catch(storeTrouble('which events came too early'));
      await gateway.start();
    },

    async stop() {
      // What still arrives is found by the catch-up of the next start.
      unsubscribe();
      for (const part of [verification, outbox, typing, answering, ...working]) part.stop();
      await gateway.stop();
      await Promise.all([
        ...[outbox, drafts, ...writing].map((part) => part.idle()),
        catchUp.stop(),
        backups.stop(),
        trouble.stop(),
        presence.stop(),
        accounts.stop(),
        computers.idle(),
      ]);
      await runs.stopped();
    },
  };
}
