import { fieldValue, withField } from '#shared/domain/contact-fields.ts';
import { byEveryName, noteFor } from '#shared/domain/defined-fields.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId, ConversationId, MessageId, TagId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import { can } from '#shared/domain/rights.ts';
import type { RuleEvent } from '#shared/domain/rules/event.ts';
import type { RuleDeed, RuleHindrance } from '#shared/domain/rules/facts.ts';
import type {
  NoticeTarget,
  RuleAction,
  RuleActionOf,
  SavedRule,
} from '#shared/domain/rules/rule.ts';
import type { RuleRef } from '#shared/domain/rules/rule-ref.ts';
import { ruleText } from '#shared/domain/rules/text.ts';
import { assertNever } from '#shared/util/assert.ts';
import { isTalking } from '#shared/domain/bot/part.ts';
import type { Unit } from '../journal/ledger.ts';
import { currentOf, nextEpoch } from '../ownership/claim.ts';
import { give } from '../ownership/transfer.ts';
import { isAvailable } from '../presence/is-available.ts';
import { replyHindrance } from './may-reply.ts';

export interface ActNeeds {
  readonly now: number;
  readonly office: string;
}

interface Acting extends ActNeeds {
  readonly unit: Unit;
  readonly id: ConversationId;
  readonly rule: RuleRef;
  readonly event: RuleEvent;
}

/** Done, left undone and why, or null: there was nothing to do. */
type Deed = RuleDeed | { readonly why: RuleHindrance } | null;

/**
 * Does what the rule says, in its order; what cannot be done keeps nothing else from being done.
 * Whether somebody has the chat now or was answered: the chatbot has nothing to say to it then.
 */
export function act(
  unit: Unit,
  id: ConversationId,
  { id: ruleId, rule: { name, then } }: SavedRule,
  because: { readonly event: RuleEvent; readonly words: readonly string[] },
  needs: ActNeeds,
): { readonly tookOver: boolean } {
  const { event, words } = because;
  const acting = { ...needs, unit, id, rule: { id: ruleId, name }, event };
  const did: RuleDeed[] = [];
  const left: { what: RuleAction['type']; why: RuleHindrance }[] = [];
  for (const action of then) {
    const deed = actOnce(acting, action, did);
    if (deed === null) continue;
    if ('what' in deed) did.push(deed);
    else left.push({ what: action.type, why: deed.why });
  }
  const hasReplied = did.some(({ what }) => what === 'reply');
  if (did.length > 0 || left.length > 0 || event.type === 'waited') {
    unit.record({
      kind: 'rule.acted',
      conversationId: id,
      ruleId,
      rule: name,
      why: event.type,
      ...(words.length === 0 ? {} : { words: [...words] }),
      ...(event.type === 'waited' ? { waitedSince: event.since } : {}),
      ...(hasReplied ? { replied: true } : {}),
      did,
      left,
    });
  }
  return { tookOver: hasReplied || did.some(({ what }) => what === 'assign') };
}

function actOnce(acting: Acting, action: RuleAction, did: readonly RuleDeed[]): Deed {
  switch (action.type) {
    case 'tag':
    case 'untag':
      return tag(acting, action);
    case 'assign':
      return assign(acting, action);
    case 'note':
      return note(acting, action.text, []) ? { what: 'note' } : null;
    case 'reply':
      return did.some(({ what }) => what === 'reply') ? null : reply(acting, action);
    case 'notify': {
      const agentIds = peopleOf(acting, action.to);
      if (agentIds.length === 0) return { why: 'nobody' };
      return note(acting, action.text, agentIds) ? { what: 'notify', agentIds } : null;
    }
    case 'close':
      return close(acting, action);
    case 'field':
      return setField(acting, action);
    default:
      return assertNever(action);
  }
}

function offered({ unit }: Acting, tagId: TagId | null): TagId | null {
  const known = unit.tx.labels.get().tags.find(({ id }) => id === tagId);
  return known === undefined || known.isRetired ? null : known.id;
}

function tag(acting: Acting, { type, tagId: wanted }: RuleActionOf<'tag' | 'untag'>): Deed {
  const { unit, id: conversationId, rule } = acting;
  const isOn = type === 'tag';
  // One that is offered no more is still taken off.
  const tagId = isOn ? offered(acting, wanted) : wanted;
  if (tagId === null) return { why: 'tag-gone' };
  if (currentOf(unit, conversationId).tags.includes(tagId) === isOn) return null;
  unit.record({ kind: 'conversation.tagged', conversationId, tagId, isOn, rule });
  return { what: 'tag', tagId, isOn };
}

function assign(acting: Acting, { to, evenWhenOwned }: RuleActionOf<'assign'>): Deed {
  const { unit, id, rule } = acting;
  const conversation = currentOf(unit, id);
  const { state, ownerId } = conversation;
  if (state === 'closed' || (ownerId !== null && !evenWhenOwned)) return null;
  const given = { why: 'rule', noteId: null, rule } as const;
  if (to.type === 'agent') {
    if (ownerId !== null && ownerId === to.agentId) return null;
    const agent = to.agentId === null ? null : unit.tx.agents.get(to.agentId);
    if (agent === null || agent.isDeactivated) return { why: 'agent-gone' };
    if (!isAvailable(unit.tx, agent.id)) return { why: 'agent-away' };
    give(unit, conversation, { ...given, toId: agent.id, tagId: null }, null);
    return { what: 'assign' };
  }
  const tagId = to.type === 'tag' ? offered(acting, to.tagId) : null;
  if (to.type === 'tag' && tagId === null) return { why: 'tag-gone' };
  if (ownerId === null && isInQueueOf(conversation, tagId)) return null;
  give(unit, conversation, { ...given, toId: null, tagId }, null);
  return { what: 'assign' };
}

/** It waits there already, and the chatbot is out of it. */
function isInQueueOf({ tags, bot }: Conversation, tagId: TagId | null): boolean {
  if (tagId === null) return !isTalking(bot);
  const isOut = bot?.phase === 'done' || bot?.phase === 'person';
  return isOut && tags.includes(tagId);
}

function textFor({ unit, id, office }: Acting, text: string): string {
  const { names, fields } = currentOf(unit, id).contact;
  const name = names.ours ?? names.saved ?? names.whatsapp;
  const known = byEveryName(unit.tx.labels.get().contactFields, fields);
  return ruleText(text, { name, office, fields: known });
}

function newMessage({ unit, id, rule, now }: Acting): Omit<Message, 'content' | 'state'> {
  return {
    id: unit.tx.nextId('message') as MessageId,
    conversationId: id,
    waKey: null,
    author: { type: 'bot', rule },
    at: Math.max(now, currentOf(unit, id).lastAt + 1),
    failure: null,
    clientRef: null,
    arrivedLate: false,
    isImported: false,
  };
}

/** A note that names people is on their screens, and among their mentions until they saw it. */
function note(acting: Acting, wording: string, mentions: readonly AgentId[]): boolean {
  const text = textFor(acting, wording);
  if (text === '') return false;
  const message: Message = {
    ...newMessage(acting),
    content: { kind: 'note', text, mentions: [...mentions] },
    state: 'received',
  };
  acting.unit.record({ kind: 'note.added', conversationId: acting.id, message });
  return true;
}

function reply(acting: Acting, { text: wording, evenWhenOwned }: RuleActionOf<'reply'>): Deed {
  const { unit, id, rule, event, now } = acting;
  const text = textFor(acting, wording);
  const why = replyHindrance(unit.tx, currentOf(unit, id), {
    ruleId: rule.id,
    now,
    writtenAt: event.type === 'message' ? event.at : null,
    evenWhenOwned,
  });
  if (why === 'quiet' || text === '') return null;
  if (why !== null) return { why };
  const message: Message = {
    ...newMessage(acting),
    content: { kind: 'text', text },
    state: 'queued',
  };
  unit.record({ kind: 'message.queued', conversationId: id, message });
  return { what: 'reply' };
}

/** Who works here of those who are meant. */
function peopleOf({ unit, id }: Acting, to: NoticeTarget): AgentId[] {
  const here = unit.tx.agents.all().filter(({ isDeactivated }) => !isDeactivated);
  const meant = here.filter((agent) => {
    switch (to.type) {
      case 'everyone':
        return true;
      case 'admins':
        return can(agent.role, 'take-every-chat');
      case 'owner':
        return agent.id === currentOf(unit, id).ownerId;
      case 'agents':
        return to.agentIds.includes(agent.id);
      default:
        return assertNever(to);
    }
  });
  return meant.map((agent) => agent.id);
}

function close(acting: Acting, { outcomeId, evenWhenOwned }: RuleActionOf<'close'>): Deed {
  const { unit, id: conversationId, rule } = acting;
  const conversation = currentOf(unit, conversationId);
  const { state, ownerId, bot, episode } = conversation;
  if (state === 'closed' || (ownerId !== null && !evenWhenOwned)) return null;
  const known = unit.tx.labels.get().outcomes.find(({ id }) => id === outcomeId);
  const isGone = outcomeId !== null && known?.isRetired !== false;
  if (isGone) return { why: 'outcome-gone' };
  if (isTalking(bot)) unit.record({ kind: 'bot.ended', conversationId, why: 'done' });
  unit.record({
    kind: 'conversation.closed',
    conversationId,
    epoch: nextEpoch(conversation),
    episode,
    ...(outcomeId === null ? {} : { outcomeId }),
    rule,
  });
  return { what: 'close' };
}

function setField(acting: Acting, action: RuleActionOf<'field'>): Deed {
  const { unit, id: conversationId, rule } = acting;
  if (action.name === '' || action.value === '') return null;
  const { contactFields } = unit.tx.labels.get();
  const { name, value } = noteFor(contactFields, action.name, action.value);
  const { fields } = currentOf(unit, conversationId).contact;
  const before = fieldValue(fields, name);
  if (before === value) return null;
  if (withField(fields, name, value) === fields) return { why: 'fields-full' };
  unit.record({ kind: 'contact.field-set', conversationId, name, value, before, rule });
  return { what: 'field', name, value };
}
