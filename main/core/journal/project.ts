import { asAgent, isAgentFact } from '#shared/domain/agent.ts';
import { afterAction, afterNoteEdit, afterSending } from '#shared/domain/apply-action.ts';
import { isComputerFact, nextComputer } from '#shared/domain/computer.ts';
import { isCoverageFact, nextCoverage } from '#shared/domain/coverage.ts';
import type { CoverageFact } from '#shared/domain/coverage.ts';
import { isHoursFact } from '#shared/domain/hours/facts.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import { isLabelFact } from '#shared/domain/labels.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import { invariant } from '#shared/util/assert.ts';
import { nextPresence } from '#shared/domain/presence.ts';
import type { Tx } from '../ports/store.ts';
import { projectBot, projectEndOfTalk } from './project-bot.ts';
import { nextConversation } from './conversation-head.ts';
import type { ConversationChange } from './conversation-change.ts';
import { projectHours } from './project-hours.ts';
import { projectRules } from './project-rules.ts';
import { projectSurveys } from './project-surveys.ts';
import { projectReports } from '../reports/project-reports.ts';
import { projectMerge, projectUnmerge } from './project-merge.ts';

/**
 * Brings the state tables to where an entry puts them. The only writer of those tables: replaying
 * a journal through it into an empty store rebuilds them.
 */
export function project(tx: Tx, entry: JournalEntry): readonly ConversationChange[] {
  const { fact } = entry;
  const presence = fact.kind === 'agent.status-changed' ? tx.presence.get(fact.agentId) : null;
  const message = projectMessage(tx, entry);
  const changes = projectState(tx, entry);
  projectEndOfTalk(tx, changes);
  projectSurveys(tx, entry, changes);
  projectReports(tx, entry, changes, { message, presence });
  return changes;
}

function projectState(tx: Tx, entry: JournalEntry): readonly ConversationChange[] {
  projectBot(tx, entry);
  projectRules(tx, entry);
  const { fact } = entry;
  if (isAgentFact(fact)) tx.state.putAgent(asAgent(fact.agent));
  if (fact.kind === 'agent.status-changed') {
    tx.state.putPresence(nextPresence(tx.presence.get(fact.agentId), fact, entry.at));
  }
  if (isComputerFact(fact)) {
    const before = 'computerId' in fact ? tx.computers.get(fact.computerId) : null;
    const after = nextComputer(before, fact, entry);
    if (after !== null) tx.state.putComputer(after);
  }
  if (fact.kind === 'settings.changed') tx.state.putSetting(fact.name, fact.after, entry.by);
  if (fact.kind === 'logo.changed') tx.state.putLogo(fact.after);
  if (isLabelFact(fact)) tx.state.putLabel(fact);
  if (isHoursFact(fact)) projectHours(tx, fact, entry.at);
  if (fact.kind === 'contact.picture-looked') tx.state.putPictureLook(fact.address, entry.at);
  if (isCoverageFact(fact)) projectCoverage(tx, fact, entry.at);
  if (fact.kind === 'contact.merged') return projectMerge(tx, entry, fact);
  if (fact.kind === 'contact.unmerged') return projectUnmerge(tx, entry, fact);
  if (!('conversationId' in fact)) return [];

  const before = tx.conversations.get(fact.conversationId);
  const after = nextConversation(before, entry);
  if (after === null || after === before) return [];
  tx.state.putConversation(after);
  return [{ before, after }];
}

function projectCoverage(tx: Tx, fact: CoverageFact, at: number): void {
  const before = tx.coverage.get();
  const after = nextCoverage(before, fact, at);
  for (const number of after.numbers) {
    if (!before.numbers.includes(number)) tx.state.putNumber(number);
  }
  for (const gap of [...after.gaps, ...after.closed]) {
    if (!before.gaps.includes(gap) && !before.closed.includes(gap)) tx.state.putGap(gap);
  }
  if (fact.kind === 'coverage.number-linked') {
    // What was stored before any number was known is the first one's.
    const afterMessage = before.numbers.length === 0 ? 0 : tx.messages.lastId();
    tx.state.putLink({ phone: fact.phone, at, afterMessage });
  }
  if (fact.kind === 'coverage.chat-imported') {
    tx.state.putImportedChat(fact.phone, fact.address);
  }
}

/** Returns the message as it was, where its state changes. */
function projectMessage(tx: Tx, { fact, at }: JournalEntry): Message | null {
  switch (fact.kind) {
    case 'message.received':
    case 'message.queued':
    case 'message.observed':
    case 'message.noted':
    case 'message.imported':
    case 'note.added':
      tx.state.insertMessage(fact.message);
      break;
    case 'message.state-changed': {
      const message = known(tx, fact.messageId);
      if (message.waKey !== null && message.waKey !== fact.waKey) {
        tx.state.putEarlierKey(message.waKey, message.id);
      }
      if (fact.isFirstContact) tx.state.putFirstContact(fact.conversationId, at);
      tx.state.updateMessage(afterSending(message, fact));
      return message;
    }
    case 'message.held':
      tx.state.updateMessage(afterSending(known(tx, fact.messageId), fact));
      break;
    case 'message.completed':
      tx.state.updateMessage({ ...known(tx, fact.messageId), content: fact.content });
      break;
    case 'message.media-changed': {
      const message = known(tx, fact.messageId);
      invariant(isMediaContent(message.content), 'only media have a file');
      tx.state.updateMessage({ ...message, content: { ...message.content, media: fact.media } });
      break;
    }
    case 'note.edited':
      tx.state.updateMessage(afterNoteEdit(known(tx, fact.messageId), fact));
      break;
    case 'message.reacted':
    case 'message.edited':
    case 'message.deleted':
    case 'message.voted':
      tx.state.updateMessage(afterAction(known(tx, fact.messageId), fact));
      break;
    default:
  }
  return null;
}

function known(tx: Tx, id: MessageId): Message {
  const message = tx.messages.get(id);
  invariant(message !== null, `message ${id} is stored`);
  return message;
}
