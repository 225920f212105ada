import type { Migration } from './migration.ts';
import { firstTables } from './0001-first-tables.ts';
import { kindsOfContent } from './0002-kinds-of-content.ts';
import { settingsTable } from './0003-settings.ts';
import { coverage } from './0004-coverage.ts';
import { numberHistory } from './0005-number-history.ts';
import { mergedContacts } from './0006-merged-contacts.ts';
import { messageActions } from './0007-message-actions.ts';
import { hostHistory } from './0008-host-history.ts';
import { stepsOfMessages } from './0009-steps-of-messages.ts';
import { sending } from './0010-sending.ts';
import { contactPictures } from './0011-contact-pictures.ts';
import { agentStatuses } from './0012-agent-statuses.ts';
import { handling } from './0013-handling.ts';
import { drafts } from './0014-drafts.ts';
import { chosenOffline } from './0015-chosen-offline.ts';
import { hours } from './0016-hours.ts';
import { quickReplies } from './0017-quick-replies.ts';
import { people } from './0018-people.ts';
import { chatbot } from './0019-chatbot.ts';
import { rules } from './0020-rules.ts';
import { definedFields } from './0021-defined-fields.ts';
import { audit } from './0022-audit.ts';
import { reports } from './0023-reports.ts';
import { ownLogin } from './0024-own-login.ts';
import { oneSession } from './0025-one-session.ts';
import { lockOuts } from './0026-lock-outs.ts';
import { everyones } from './0027-everyones.ts';
import { lockedSessions } from './0028-locked-sessions.ts';
import { secondFactors } from './0029-second-factors.ts';
import { quickIndexes } from './0030-quick-indexes.ts';
import { computers } from './0031-computers.ts';
import { surveys } from './0032-surveys.ts';
import { ownStatuses } from './0033-own-statuses.ts';

/** In order, without gaps. A released one never changes. */
export const migrations: readonly Migration[] = [
  firstTables,
  kindsOfContent,
  settingsTable,
  coverage,
  numberHistory,
  mergedContacts,
  messageActions,
  hostHistory,
  stepsOfMessages,
  sending,
  contactPictures,
  agentStatuses,
  handling,
  drafts,
  chosenOffline,
  hours,
  quickReplies,
  people,
  chatbot,
  rules,
  definedFields,
  audit,
  reports,
  ownLogin,
  oneSession,
  lockOuts,
  everyones,
  lockedSessions,
  secondFactors,
  quickIndexes,
  computers,
  surveys,
  ownStatuses,
];
