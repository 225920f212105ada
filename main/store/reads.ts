import type { Reads } from '#main/core/ports/reads.ts';
import type { Prepares } from './connection.ts';
import { agentReads } from './repositories/agents.ts';
import { auditReads } from './repositories/audit.ts';
import { botReads } from './repositories/bot.ts';
import { computerReads } from './repositories/computers.ts';
import { contactReads } from './repositories/contacts.ts';
import { conversationReads } from './repositories/conversations.ts';
import { pictureReads } from './repositories/pictures.ts';
import { coverageReads } from './repositories/coverage.ts';
import { draftReads } from './repositories/drafts.ts';
import { hoursReads } from './repositories/hours.ts';
import { journalReads } from './repositories/journal.ts';
import { labelReads } from './repositories/labels.ts';
import { logoReads } from './repositories/logo.ts';
import { markReads } from './repositories/marks.ts';
import { mergeReads } from './repositories/merges.ts';
import { messageReads } from './repositories/messages.ts';
import { presenceReads } from './repositories/presence.ts';
import { restoreReads } from './repositories/restore.ts';
import { firstContactReads } from './repositories/sending.ts';
import { ruleReads } from './repositories/rules.ts';
import { secondFactorReads } from './repositories/second-factors.ts';
import { surveyReads } from './repositories/surveys.ts';
import { sessionReads } from './repositories/sessions.ts';
import { tryReads } from './repositories/tries.ts';
import { settingReads } from './repositories/settings.ts';
import { uploadReads } from './repositories/uploads.ts';

export function readsOf(connection: Prepares): Reads {
  return {
    agents: agentReads(connection),
    bot: botReads(connection),
    surveys: surveyReads(connection),
    rules: ruleReads(connection),
    sessions: sessionReads(connection),
    computers: computerReads(connection),
    secondFactors: secondFactorReads(connection),
    ...tryReads(connection),
    contacts: contactReads(connection),
    conversations: conversationReads(connection),
    merges: mergeReads(connection),
    messages: messageReads(connection),
    firstContacts: firstContactReads(connection),
    labels: labelReads(connection),
    logo: logoReads(connection),
    hours: hoursReads(connection),
    drafts: draftReads(connection),
    marks: markReads(connection),
    settings: settingReads(connection),
    restore: restoreReads(connection),
    uploads: uploadReads(connection),
    coverage: coverageReads(connection),
    pictures: pictureReads(connection),
    presence: presenceReads(connection),
    audit: auditReads(connection),
    journal: journalReads(connection),
  };
}
