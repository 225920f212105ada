import { z } from 'zod';
import type { AgentId } from '../ids.ts';
import type { Fact, FactKind } from '../journal.ts';

export const auditTopicSchema = z.enum([
  'sign-ins',
  'people',
  'settings',
  'chats',
  'number',
  'data',
]);
export type AuditTopic = z.infer<typeof auditTopicSchema>;
export const auditTopics = auditTopicSchema.options;

/** Where each fact is in the audit log; null: it is everyday traffic, and no line of it. */
export const topicOfKind = {
  'agent.added': 'people',
  'agent.changed': 'people',
  'agent.password-reset': 'people',
  'agent.password-changed': 'people',
  'agent.sessions-ended': 'people',
  'agent.second-factor-changed': 'people',
  'agent.recovery-code-used': 'sign-ins',
  'agent.status-changed': null,
  'conversation.started': null,
  'contact.changed': null,
  'contact.renamed': 'chats',
  'contact.block-changed': 'chats',
  'contact.picture-looked': null,
  'contact.merged': 'chats',
  'contact.unmerged': 'chats',
  'contact.field-set': null,
  'message.received': null,
  'message.queued': null,
  'message.observed': null,
  'message.noted': null,
  'message.completed': null,
  'message.imported': null,
  'message.state-changed': null,
  'message.held': null,
  'message.media-changed': null,
  'message.reacted': null,
  'message.edited': null,
  'message.deleted': 'chats',
  'message.voted': null,
  'note.added': null,
  'note.edited': null,
  'conversation.read': null,
  'conversation.claimed': 'chats',
  'conversation.transferred': 'chats',
  'conversation.taken-over': 'chats',
  'conversation.requested': 'chats',
  'conversation.request-ended': 'chats',
  'conversation.answer-due': null,
  'conversation.opened': null,
  'conversation.snoozed': 'chats',
  'conversation.woken': 'chats',
  'conversation.closed': 'chats',
  'conversation.undone': 'chats',
  'conversation.tagged': null,
  'mention.seen': null,
  'tag.saved': 'settings',
  'tag.removed': 'settings',
  'outcome.saved': 'settings',
  'outcome.removed': 'settings',
  'quick-reply.saved': 'settings',
  'quick-reply.removed': 'settings',
  'contact-field.saved': 'settings',
  'contact-field.removed': 'settings',
  'contact-field.ordered': 'settings',
  'snooze-presets.changed': 'settings',
  'survey.texts-changed': 'settings',
  'own-status.saved': 'settings',
  'own-status.removed': 'settings',
  'hours.office-changed': 'settings',
  'hours.own-changed': 'settings',
  'hours.overridden': 'settings',
  'bot.flow-saved': 'settings',
  'bot.flow-removed': 'settings',
  'bot.cover-changed': 'settings',
  'bot.began': null,
  'bot.waits': null,
  'bot.ended': null,
  'rule.saved': 'settings',
  'rule.removed': 'settings',
  'rule.ordered': 'settings',
  'rule.acted': null,
  'survey.planned': null,
  'survey.asked': null,
  'survey.dropped': null,
  'survey.answered': null,
  'survey.thanked': null,
  'contact.language-chosen': null,
  'settings.changed': 'settings',
  'logo.changed': 'settings',
  'coverage.number-linked': 'number',
  'coverage.import-started': null,
  'coverage.chat-imported': null,
  'coverage.import-finished': null,
  'coverage.gap-opened': null,
  'coverage.gap-closed': null,
  'number.state-changed': 'number',
  'number.order-given': 'number',
  'host.clock-set': 'number',
  'host.clock-judged': 'number',
  'host.slept': 'number',
  'host.restored': 'data',
  'host.backup-failed': 'data',
  'backup.made': 'data',
  'session.started': 'sign-ins',
  'session.ended': 'sign-ins',
  'sign-in.refused': 'sign-ins',
  'sign-in.locked': 'sign-ins',
  'sign-in.unlocked': 'sign-ins',
  'computer.code-made': 'sign-ins',
  'computer.pairing-tried': 'sign-ins',
  'computer.paired': 'sign-ins',
  'computer.renamed': 'sign-ins',
  'computer.revoked': 'sign-ins',
  'computer.restored': 'sign-ins',
  'deskline.started': 'number',
  'deskline.stopped': 'number',
  'file.exported': 'data',
  'file.imported': 'data',
  'file.import-undone': 'data',
  'journal.verified': 'data',
  'journal.erased': 'data',
} as const satisfies Readonly<Record<FactKind, AuditTopic | null>>;

type Topics = typeof topicOfKind;
export type AuditKind = {
  [Kind in FactKind]: Topics[Kind] extends null ? never : Kind;
}[FactKind];
/** A line of the audit log. */
export type AuditFact = Extract<Fact, { readonly kind: AuditKind }>;

export function auditTopicOf(kind: string): AuditTopic | null {
  return Object.hasOwn(topicOfKind, kind) ? topicOfKind[kind as FactKind] : null;
}

export function isAuditFact(fact: Fact): fact is AuditFact {
  return auditTopicOf(fact.kind) !== null;
}

/** Whom a line is about, besides who did it: both find it. */
const PEOPLE_IN = ['agentId', 'ownerId', 'fromId', 'toId', 'byId'] as const;

/** Everybody who has to do with an entry: who did it, and to whom. */
export function peopleIn(by: number | null, data: object): ReadonlySet<AgentId> {
  const people = new Set<AgentId>();
  const add = (id: unknown) => {
    if (typeof id === 'number') people.add(id as AgentId);
  };
  add(by);
  for (const name of PEOPLE_IN) add((data as Readonly<Record<string, unknown>>)[name]);
  if ('agent' in data && typeof data.agent === 'object' && data.agent !== null) {
    add((data.agent as { readonly id?: unknown }).id);
  }
  return people;
}
