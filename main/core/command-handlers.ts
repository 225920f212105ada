import { infoHandler } from './actions/message-info.ts';
import { deleteHandler, editHandler, reactHandler } from './actions/message-actions.ts';
import { voteHandler } from './actions/vote-in-poll.ts';
import { asTheyAreNow } from './accounts/as-they-are-now.ts';
import { peopleHandlers } from './accounts/people-handlers.ts';
import { backupHandlers } from './backups/backup-commands.ts';
import { auditHandlers } from './audit/audit-commands.ts';
import { detailsHandler, renameHandler } from './contacts/contact-handlers.ts';
import { blockHandler } from './contacts/blocking.ts';
import { mergeHandler, unmergeHandler } from './contacts/merge-handlers.ts';
import { setFieldHandler } from './contacts/set-field.ts';
import { historyHandler, listHandler, searchHandler } from './inbox/views.ts';
import { hoursHandlers } from './hours/hours-commands.ts';
import { lookHandler } from './hours/look.ts';
import { fetchAgainHandler } from './media/fetch-again.ts';
import { numberHandlers } from './number/number-orders.ts';
import { definedFieldHandlers } from './labels/defined-field-commands.ts';
import { labelHandlers } from './labels/label-commands.ts';
import { ownStatusHandlers } from './labels/own-status-commands.ts';
import { saveSnoozePresetsHandler } from './labels/snooze-preset-commands.ts';
import { quickReplyHandlers } from './labels/quick-reply-commands.ts';
import { noteHandlers } from './notes/note-commands.ts';
import { ownershipHandlers } from './ownership/ownership-handlers.ts';
import { reportHandlers } from './reports/report-commands.ts';
import { previewHandler } from './routing/preview.ts';
import { cancelHandler, sendAgainHandler, wasSentHandler } from './replies/decisions.ts';
import { sendReplyHandler } from './replies/send-reply.ts';
import { importSettingsHandler } from './settings/import-settings.ts';
import { getLogoHandler, saveLogoHandler } from './settings/logo.ts';
import { undoImportHandler } from './settings/undo-import.ts';
import { changeSettingHandler, getSettingsHandler } from './settings/settings-commands.ts';
import { answeringInSight } from './sync/answering-in-sight.ts';
import { answeringByRole, deletedByNow } from './sync/visible-to.ts';
import { typingHandler } from './typing/typing-handler.ts';
import { activeHandler } from './accounts/active-handler.ts';
import type { HashNewPassword } from './accounts/new-password.ts';
import type { Sessions } from './accounts/sessions.ts';
import type { Tries } from './accounts/tries.ts';
import type { OwnActions } from './actions/own-actions.ts';
import type { CommandHandlers } from './api.ts';
import type { Verification } from './audit/verification.ts';
import type { Backups } from './backups/backups.ts';
import type { Drafts } from './drafts/drafts.ts';
import type { HoursRoom } from './hours/office-hours.ts';
import type { Ledger } from './journal/ledger.ts';
import type { Gateway } from './ports/gateway.ts';
import type { MediaFiles } from './ports/media-files.ts';
import type { ReportReader } from './ports/report-reader.ts';
import type { Clock, Log, Random, Whereabouts, Pictures } from './ports/system.ts';
import type { Presence } from './presence/presence.ts';
import type { CurrentSettings } from './settings/preferences.ts';
import type { Sight } from './sync/sight.ts';
import type { AnsweringAgents } from './typing/answering.ts';
import type { Typing } from './typing/typing.ts';

type OfRooms = Pick<
  CommandHandlers,
  Extract<
    keyof CommandHandlers,
    `bot.${string}` | `rules.${string}` | `survey.${string}` | `computer.${string}`
  >
>;

interface Needs {
  readonly ledger: Ledger;
  readonly reports: ReportReader;
  readonly files: MediaFiles;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly settings: CurrentSettings;
  readonly sight: Sight;
  readonly hours: HoursRoom;
  readonly hostTimeZone: string;
  readonly hashNew: HashNewPassword;
  readonly sessions: Sessions;
  readonly tries: Tries;
  readonly whereabouts: Whereabouts;
  readonly typing: Typing;
  readonly answering: AnsweringAgents;
  readonly drafts: Drafts;
  readonly presence: Presence;
  readonly own: OwnActions;
  readonly verification: Verification;
  readonly backups: Backups;
  readonly pictures: Pictures;
  /** Of rooms that answer for themselves. */
  readonly ofRooms: OfRooms;
}

/** Every command that a screen may give, behind what its caller may do and sees. */
export function commandHandlers(needs: Needs): CommandHandlers {
  const { ledger, reports, files, gateway, clock, random, log, settings, sight } = needs;
  const { hours, hostTimeZone, hashNew, sessions, tries, whereabouts, typing, answering } = needs;
  const { drafts, presence, own, verification, backups, pictures, ofRooms } = needs;
  const actions = { ledger, gateway, own, clock, log };
  const handlers: CommandHandlers = {
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
    ...ownStatusHandlers(ledger),
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
    'session.active': activeHandler(sessions),
    'presence.set': presence.set,
    'presence.idle': presence.idle,
    'presence.closes': presence.closes,
    'media.fetch': fetchAgainHandler(ledger),
    search: searchHandler(ledger.read, sight),
    'routing.preview': previewHandler({
      read: ledger.read,
      hours,
      settings,
      clock,
    }),
    ...peopleHandlers({
      ledger,
      hashNew,
      sessions,
      tries,
      clock,
      whereabouts,
      settings,
    }),
    'settings.get': getSettingsHandler(ledger),
    'settings.change': changeSettingHandler(ledger),
    'logo.get': getLogoHandler(ledger),
    'logo.save': saveLogoHandler(ledger, pictures),
    'settings.import': importSettingsHandler(ledger, pictures),
    'settings.undo-import': undoImportHandler(ledger, clock),
    ...numberHandlers(ledger, gateway),
    ...auditHandlers(ledger, verification),
    ...backupHandlers(backups),
    ...ofRooms,
    ...reportHandlers({
      ledger,
      reports,
      settings,
      clock,
      sight,
    }),
    'message.react': reactHandler(actions),
    'message.vote': voteHandler(actions),
    'message.edit': editHandler(actions),
    'message.delete': deleteHandler(actions),
    'message.info': infoHandler(ledger.read),
  };
  return asTheyAreNow(
    ledger.read,
    answeringInSight(sight, answeringByRole(deletedByNow(ledger.read), handlers)),
  );
}
