import type { HubClient, PendingReply } from '#shared/client/types.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ClientRef, ConversationId, Epoch, MessageId, TagId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import type { CommandName, CommandParams } from '#shared/protocol/commands/index.ts';
import type { Destination } from '#shared/protocol/commands/handling.ts';
import { invariant } from '#shared/util/assert.ts';
import type { AtScreen, To } from './steps.ts';
import { addressOf } from './whatsapp-outside.ts';

/** A screen of the product's without its pixels. */
export interface Screen {
  readonly agent: Agent;
  readonly client: HubClient;
  ask<N extends CommandName>(name: N, params: CommandParams<N>): void;
  newRef(): string;
}

/** What somebody at a screen knows besides what it shows. */
export interface Surroundings {
  readonly agents: readonly Agent[];
  now(): number;
  /** A text for the customer that nobody ever used. */
  text(): string;
  /** One for colleagues alone. */
  note(): string;
  messages(id: ConversationId): readonly Message[];
  /** A held reply was given back to its writer. */
  dropped(reply: PendingReply): void;
  notes(): readonly Message[];
}

/** What an agent does, by what the screen shows, which may be long ago. */
export function actAtScreen(screen: Screen, step: AtScreen, around: Surroundings): void {
  switch (step.do) {
    case 'hand over all': {
      const note = step.hasNote ? around.note() : '';
      const to = destination(step.where, around);
      return screen.ask('conversation.hand-over-all', { to, note });
    }
    case 'selection':
      return actOnAll(screen, step, around);
    case 'status':
      return screen.ask('presence.set', { status: step.status });
    case 'idle':
      return screen.ask('presence.idle', { isIdle: step.isIdle });
    case 'list':
      void screen.client.loadView(step.view);
      return;
    case 'change note':
      return changeNote(screen, step, around);
    default: {
      const shown = chatOf(screen.client, step.chat);
      if (shown !== null) inChat(screen, shown, step, around);
    }
  }
}

/** Everything that the screen shows is selected. */
function actOnAll(
  screen: Screen,
  step: Extract<AtScreen, { do: 'selection' }>,
  around: Surroundings,
): void {
  const conversations = [...screen.client.replica.conversations.values()].map((shown) => ({
    conversationId: shown.id,
    epoch: Math.max(0, shown.epoch - step.stale) as Epoch,
    lastSeenMessageId: seen(shown, step.unseen, around),
    clientRef: screen.newRef() as ClientRef,
  }));
  if (conversations.length === 0) return;
  if (step.what === 'claim') return screen.ask('conversation.claim-many', { conversations });
  if (step.what === 'close') return screen.ask('conversation.close-many', { conversations });
  if (step.what === 'undo') return screen.ask('conversation.undo-many', { conversations });
  const note = step.hasNote ? around.note() : '';
  const to = destination(step.where, around);
  screen.ask('conversation.transfer-many', { conversations, to, note });
}

function inChat(
  screen: Screen,
  shown: Conversation,
  step: Extract<AtScreen, { chat: number }>,
  around: Surroundings,
): void {
  const { client } = screen;
  const { id: conversationId } = shown;
  const epoch = Math.max(0, shown.epoch - ('stale' in step ? step.stale : 0)) as Epoch;
  const asked = { conversationId, epoch };
  const lastSeenMessageId = seen(shown, 'unseen' in step ? step.unseen : 0, around);
  switch (step.do) {
    case 'claim':
      return screen.ask('conversation.claim', asked);
    case 'reply':
      client.reply(conversationId, { kind: 'text', text: around.text() });
      return;
    case 'raw reply': {
      const ref = step.again ? `${screen.agent.name}-again` : screen.newRef();
      const clientRef = ref as ClientRef;
      const body = { kind: 'text' as const, text: around.text() };
      return screen.ask('reply.send', { ...asked, lastSeenMessageId, clientRef, body });
    }
    case 'decide':
      return decide(client, conversationId, step.sends, around);
    case 'transfer': {
      const note = step.hasNote
        ? { text: around.note(), clientRef: screen.newRef() as ClientRef }
        : null;
      const to = destination(step.where, around);
      return screen.ask('conversation.transfer', { ...asked, to, note });
    }
    case 'take over':
      return screen.ask('conversation.take-over', { ...asked, reason: 'It takes too long' });
    case 'request':
      return screen.ask('conversation.request', asked);
    case 'answer request':
      return screen.ask('conversation.answer-request', { ...asked, answer: step.answer });
    case 'opened':
      return screen.ask('conversation.opened', asked);
    case 'snooze': {
      const until = step.ms === null ? null : around.now() + step.ms;
      return screen.ask('conversation.snooze', { ...asked, lastSeenMessageId, until });
    }
    case 'wake':
      return screen.ask('conversation.wake', asked);
    case 'close':
      return screen.ask('conversation.close', { ...asked, lastSeenMessageId });
    case 'undo':
      return screen.ask('conversation.undo', asked);
    case 'tag': {
      const tagId = (step.tag + 1) as TagId;
      return screen.ask('conversation.tag', { conversationId, tagId, isOn: step.isOn });
    }
    case 'note': {
      const mentions = step.mentions.flatMap((who) => around.agents[who]?.id ?? []);
      const clientRef = screen.newRef() as ClientRef;
      return screen.ask('note.add', { conversationId, clientRef, text: around.note(), mentions });
    }
    case 'block':
      return screen.ask('contact.block', { conversationId, isBlocked: step.isBlocked });
    case 'see mention':
      return screen.ask('mention.see', { conversationId });
    case 'read':
      if (lastSeenMessageId === null) return;
      return screen.ask('conversation.read', { conversationId, upTo: lastSeenMessageId });
    case 'typing':
      return screen.ask('conversation.typing', { conversationId, isTyping: step.isTyping });
    case 'open':
      void client.openTimeline(conversationId);
      return;
    case 'older':
      void client.loadOlder(conversationId);
      return;
    case 'leave':
      return client.closeTimeline(conversationId);
  }
}

/** The chat with this customer on the screen. */
export function chatOf({ replica }: HubClient, chat: number): Conversation | null {
  const address = addressOf(chat);
  for (const conversation of replica.conversations.values()) {
    if (conversation.contact.address === address) return conversation;
  }
  return null;
}

/** The agent looks at what was held back, and sends it all the same or drops it. */
function decide(client: HubClient, id: ConversationId, sends: boolean, around: Surroundings): void {
  for (const { clientRef, state } of client.replica.pending(id)) {
    if (state === 'sending') continue;
    if (sends) client.sendHeld(clientRef);
    else {
      const reply = client.takeBack(clientRef);
      if (reply !== null) around.dropped(reply);
    }
  }
}

function changeNote(
  screen: Screen,
  step: Extract<AtScreen, { do: 'change note' }>,
  around: Surroundings,
): void {
  const notes = around.notes();
  const note = notes[step.note % Math.max(1, notes.length)];
  const named = around.agents[step.mention];
  if (note === undefined || named === undefined) return;
  if (step.deletes) return screen.ask('note.delete', { messageId: note.id });
  const mentions = [named.id];
  screen.ask('note.edit', { messageId: note.id, text: around.note(), mentions });
}

/** The customer's last message on the screen, or one before it. */
function seen(
  { id, lastCustomerMessageId }: Conversation,
  unseen: number,
  around: Surroundings,
): MessageId | null {
  if (unseen === 0 || lastCustomerMessageId === null) return lastCustomerMessageId;
  const earlier = around
    .messages(id)
    .filter(({ author }) => author.type === 'contact')
    .map((message) => message.id)
    .filter((each) => each < lastCustomerMessageId);
  return earlier.sort((a, b) => a - b).at(-unseen) ?? null;
}

function destination({ to, which }: To, { agents }: Surroundings): Destination {
  if (to === 'queue') return { type: 'queue' };
  if (to === 'tag') return { type: 'tag', tagId: (which + 1) as TagId };
  const agent = agents[which];
  invariant(agent, 'there is such an agent');
  return { type: 'agent', agentId: agent.id };
}
