import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import { textOf } from '#shared/domain/apply-action.ts';
import type { ActionFact } from '#shared/domain/apply-action.ts';
import { isSameSide } from '#shared/domain/message-actions.ts';
import type { Author } from '#shared/domain/author.ts';
import { isSameChoice } from '#shared/domain/poll-vote.ts';
import { keyUnder, parseKey } from '#shared/domain/message-key.ts';
import type { Message } from '#shared/domain/message.ts';
import type { Unit } from '../journal/ledger.ts';
import type { IncomingMessage, MessageAction } from '../ports/gateway.ts';
import type { Reads } from '../ports/reads.ts';

/** Whose doing it is when WhatsApp tells that it was ours. */
export type WhoOfUs = (action: MessageAction) => Author;

/** The stored message with this key, also when WhatsApp moved the chat to another address since. */
export function messageByKey(read: Reads, key: WaMessageKey): Message | null {
  const exact = read.messages.byKey(key);
  if (exact !== null) return exact;
  const remote = parseKey(key)?.remote;
  if (remote === undefined) return null;
  const contact = read.contacts.byAddresses([remote as WaAddress]);
  for (const address of contact?.addresses ?? []) {
    const found = read.messages.byKey(keyUnder(key, address));
    if (found !== null) return found;
  }
  return null;
}

/** Records what happened to a message; what comes before its message is kept until it arrives. */
export function happen(unit: Unit, action: MessageAction, whoOfUs: WhoOfUs): void {
  const message = messageByKey(unit.tx, action.key);
  if (message === null) unit.tx.keepEarlyAction(action);
  else recordAction(unit, message, action, actorOf(action, whoOfUs));
}

/** What had happened to a message before it arrived. */
export function catchUpWithEarly(unit: Unit, incoming: IncomingMessage, whoOfUs: WhoOfUs): void {
  const { key, contact } = incoming;
  const catchUp = (each: WaMessageKey) => {
    for (const action of unit.tx.takeEarlyActions(each)) happen(unit, action, whoOfUs);
  };
  catchUp(key);
  for (const address of contact.addresses) {
    // Mostly the only address is the one in the key: nothing to take apart then.
    if (!key.includes(`_${address}_`)) catchUp(keyUnder(key, address));
  }
}

/** Null when it says nothing new: events come repeated, and older ones after newer ones. */
export function recordAction(
  unit: Unit,
  message: Message,
  action: MessageAction,
  author: Author,
): void {
  const fact = factOf(message, action, author);
  if (fact !== null) unit.record(fact, author.type === 'agent' ? author.agentId : null);
}

function factOf(message: Message, action: MessageAction, author: Author): ActionFact | null {
  // Nothing more happens to what was taken back.
  if (message.deletion !== undefined) return null;
  const { id: messageId, conversationId } = message;
  const { at } = action;
  switch (action.type) {
    case 'reacted': {
      const { emoji } = action;
      const known = message.reactions?.find((each) => isSameSide(each.author, author));
      if ((known?.emoji ?? null) === emoji) return null;
      if (known !== undefined && known.author.type !== 'agent' && isOlder(at, known.at))
        return null;
      return { kind: 'message.reacted', conversationId, messageId, author, emoji, at };
    }
    case 'edited': {
      const { text } = action;
      const current = textOf(message.content);
      if (current === null || current === text) return null;
      if (message.edits !== undefined && isOlder(at, message.edits.at)) return null;
      return { kind: 'message.edited', conversationId, messageId, text, at };
    }
    case 'deleted':
      return { kind: 'message.deleted', conversationId, messageId, deletion: { by: author, at } };
    case 'voted': {
      const { options } = action;
      const known = message.votes?.find((each) => isSameSide(each.author, author));
      if (isSameChoice(known?.options ?? [], options)) return null;
      if (known !== undefined && known.author.type !== 'agent' && isOlder(at, known.at))
        return null;
      return { kind: 'message.voted', conversationId, messageId, vote: { author, options, at } };
    }
  }
}

/** WhatsApp tells whole seconds. */
function isOlder(at: number, known: number): boolean {
  return Math.floor(at / 1000) < Math.floor(known / 1000);
}

export function actorOf(action: MessageAction, whoOfUs: WhoOfUs): Author {
  // Only who wrote a message can change its text, so the message's own author is told elsewhere.
  if (action.type === 'edited') return parseKey(action.key)?.fromMe ? whoOfUs(action) : CONTACT;
  return action.by === 'us' ? whoOfUs(action) : CONTACT;
}

const CONTACT: Author = { type: 'contact' };
