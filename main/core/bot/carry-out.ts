import { fieldValue, withField } from '#shared/domain/contact-fields.ts';
import { noteFor } from '#shared/domain/defined-fields.ts';
import type { BotEffect, BotTurn } from '#shared/domain/bot/run.ts';
import type { BotMedia, HandoverTarget } from '#shared/domain/bot/steps.ts';
import type { ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { Content, Message } from '#shared/domain/message.ts';
import type { Unit } from '../journal/ledger.ts';
import { currentOf } from '../ownership/claim.ts';
import { give } from '../ownership/transfer.ts';
import { isAvailable } from '../presence/is-available.ts';

/** Makes facts of what the engine decided, in the unit of what it decided about. */
export function carryOut(
  unit: Unit,
  conversationId: ConversationId,
  { run, effects }: BotTurn,
  now: number,
): void {
  for (const effect of effects) carryOutOne(unit, conversationId, effect, now);
  if (run !== null) unit.record({ kind: 'bot.waits', conversationId, run });
}

function carryOutOne(
  unit: Unit,
  conversationId: ConversationId,
  effect: BotEffect,
  now: number,
): void {
  switch (effect.type) {
    case 'say': {
      const content = contentOf(effect.text, effect.media);
      if (content !== null) say(unit, conversationId, content, now);
      return;
    }
    case 'tag':
      return tag(unit, conversationId, effect.tagId);
    case 'language':
      return unit.record({
        kind: 'contact.language-chosen',
        conversationId,
        language: effect.code,
      });
    case 'field':
      return setField(unit, conversationId, effect.name, effect.value);
    case 'over': {
      const to = effect.to === null ? {} : { to: effect.to };
      unit.record({ kind: 'bot.ended', conversationId, why: effect.why, ...to });
      if (effect.to !== null) handOver(unit, conversationId, effect.to);
    }
  }
}

/** Under the name that the office's definition keeps it by; what does not fit its type stays a text. */
function setField(unit: Unit, conversationId: ConversationId, said: string, answer: string): void {
  const { name, value } = noteFor(unit.tx.labels.get().contactFields, said, answer);
  const { fields } = currentOf(unit, conversationId).contact;
  if (withField(fields, name, value) === fields) return;
  const before = fieldValue(fields, name);
  unit.record({ kind: 'contact.field-set', conversationId, name, value, before });
}

/**
 * Queues what the chatbot says; returns the message's id. `first`: what is to be recorded about it
 * before.
 */
export function say(
  unit: Unit,
  conversationId: ConversationId,
  content: Content,
  now: number,
  first: (id: MessageId) => void = () => {},
): MessageId {
  const message: Message = {
    id: unit.tx.nextId('message') as MessageId,
    conversationId,
    waKey: null,
    author: { type: 'bot' },
    at: Math.max(now, currentOf(unit, conversationId).lastAt + 1),
    content,
    state: 'queued',
    failure: null,
    clientRef: null,
    arrivedLate: false,
    isImported: false,
  };
  first(message.id);
  unit.record({ kind: 'message.queued', conversationId, message });
  return message.id;
}

function contentOf(text: string, media: BotMedia | null): Content | null {
  if (media?.hash == null) return text === '' ? null : { kind: 'text', text };
  const { kind, hash, mime, bytes, fileName } = media;
  const shape = { seconds: null, width: null, height: null };
  return {
    kind,
    caption: text,
    media: { state: 'ready', hash, mime, bytes, fileName, ...shape },
  };
}

/** One that was retired since is put on all the same: the flow says so. */
function tag(unit: Unit, conversationId: ConversationId, id: number): void {
  const known = unit.tx.labels.get().tags.find((each) => each.id === id);
  if (known === undefined || currentOf(unit, conversationId).tags.includes(known.id)) return;
  unit.record({ kind: 'conversation.tagged', conversationId, tagId: known.id, isOn: true });
}

/** It waits in the queue already: a topic is all it takes. Who is not here is given nothing. */
function handOver(unit: Unit, conversationId: ConversationId, to: HandoverTarget): void {
  if (to.type === 'tag' && to.tagId !== null) tag(unit, conversationId, to.tagId);
  if (to.type !== 'agent' || to.agentId === null) return;
  const isHere = unit.tx.agents.get(to.agentId)?.isDeactivated === false;
  if (!isHere || !isAvailable(unit.tx, to.agentId)) return;
  const given = { toId: to.agentId, tagId: null, why: 'bot', noteId: null } as const;
  give(unit, currentOf(unit, conversationId), given, null);
}
