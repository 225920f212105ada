import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Content, Message } from '#shared/domain/message.ts';
import type { CommandName } from '#shared/protocol/commands/index.ts';
import { newRef } from '../core/office.ts';
import type { AskedOffice } from './asked-office.ts';
import { settingSamples } from './setting-samples.ts';

/** Who asks, and whose what they ask about is: theirs, or the colleague's. */
export interface Asking {
  readonly it: AskedOffice;
  readonly asker: Agent;
  readonly whose: Agent;
}

export interface Sample {
  readonly params: (asking: Asking) => object | Promise<object>;
  /** What may come of it beside `ok`, for who may ask: this office has no such thing. */
  readonly else?: string;
}

const about = ({ id, epoch }: Conversation) => ({ conversationId: id, epoch });
const QUEUE = { to: { type: 'queue' }, note: null } as const;
const RANGE = { from: '2026-01-01', to: '2026-01-31' };

/** What to ask about a chat of whoever it is. */
const ofTheirs =
  (more: (chat: Conversation, asking: Asking) => object | Promise<object>): Sample['params'] =>
  async (asking) =>
    more(await asking.it.chat(asking.whose), asking);

const ofAnybody =
  (more: (chat: Conversation, asking: Asking) => object | Promise<object>): Sample['params'] =>
  async (asking) =>
    more(await asking.it.chat(asking.it.colleague), asking);

const waiting =
  (more: (chat: Conversation) => object): Sample['params'] =>
  async ({ it }) =>
    more(await it.chat(null));

const target = (chat: Conversation, { id }: Message) => ({ ...about(chat), messageId: id });

const seen = (chat: Conversation) => ({
  ...about(chat),
  lastSeenMessageId: chat.lastCustomerMessageId,
});

const figures = ({ whose }: Asking) => ({ range: RANGE, filter: { agentId: whose.id } });

/** Closed by whose it was, a moment ago. */
const closed = ofTheirs(async (chat, { it, whose }) => {
  await it.handlers['conversation.close'](seen(chat), whose);
  return about(it.now(chat));
});

const POLL: Content = {
  kind: 'poll',
  question: 'When?',
  options: ['Monday', 'Friday'],
  allowsMany: false,
};

export const samples = {
  'conversation.list': { params: () => ({ view: 'all', after: null, limit: 10 }) },
  'conversation.history': {
    params: ofAnybody(({ id }) => ({ conversationId: id, anchor: null, limit: 10 })),
  },
  'contact.details': { params: ofAnybody(({ id }) => ({ conversationId: id })) },
  search: { params: () => ({ text: 'hello', limit: 10 }) },
  'message.info': {
    params: ofAnybody(async (chat, { it }) => ({
      messageId: (await it.answered(chat, it.colleague)).id,
    })),
  },
  'media.fetch': {
    params: ofAnybody((chat, { it }) => ({ messageId: it.written(chat).id })),
    else: 'not-found',
  },
  'conversation.claim': { params: waiting(about) },
  'conversation.claim-many': { params: waiting((chat) => ({ conversations: [about(chat)] })) },
  'conversation.request': { params: ofAnybody(about) },
  'conversation.opened': { params: ofAnybody(about) },
  'conversation.read': {
    params: ofAnybody((chat, { it }) => ({ conversationId: chat.id, upTo: it.written(chat).id })),
  },
  'mention.see': { params: ofAnybody(({ id }) => ({ conversationId: id })) },
  'note.add': {
    params: ofAnybody(({ id }) => ({
      conversationId: id,
      clientRef: newRef(),
      text: 'Note',
      mentions: [],
    })),
  },
  'conversation.tag': {
    params: ofAnybody(({ id }) => ({ conversationId: id, tagId: 1, isOn: true })),
  },
  'contact.rename': { params: ofAnybody(({ id }) => ({ conversationId: id, name: 'Anna' })) },
  'contact.set-field': {
    params: ofAnybody(({ id }) => ({
      conversationId: id,
      name: 'Number',
      value: '7',
      before: null,
    })),
  },
  'contact.unmerge': {
    params: async ({ it }) => {
      const [one, other] = [await it.chat(null), await it.chat(null)];
      const ids = { conversationId: one.id, epoch: one.epoch };
      const others = { otherId: other.id, otherEpoch: other.epoch };
      await it.handlers['contact.merge']({ ...ids, ...others }, it.admin);
      const isGone = it.office.store.read.conversations.get(one.id) === null;
      return { goneId: isGone ? one.id : other.id };
    },
  },
  'draft.save': {
    params: ofAnybody(({ id }) => ({ conversationId: id, kind: 'note', text: 'x', quote: null })),
  },
  'conversation.typing': { params: waiting(({ id }) => ({ conversationId: id, isTyping: true })) },
  'presence.set': { params: () => ({ status: 'online' }) },
  'session.active': { params: () => ({}) },
  'presence.idle': { params: () => ({ isIdle: false }) },
  'presence.closes': { params: () => ({}) },
  'conversation.hand-over-all': { params: () => ({ to: { type: 'queue' }, note: '' }) },

  'reply.send': {
    params: ofTheirs((chat) => ({
      ...seen(chat),
      clientRef: newRef(),
      body: { kind: 'text', text: 'Hello' },
    })),
  },
  'reply.send-again': {
    params: ofTheirs(async (chat, { it, whose }) => {
      const { id: messageId, waKey } = await it.doubted(chat, whose);
      return { ...seen(it.now(chat)), messageId, waKey };
    }),
  },
  'message.react': {
    params: ofTheirs((chat, { it }) => ({ ...target(chat, it.written(chat)), emoji: '👍' })),
  },
  'message.vote': {
    params: async ({ it, whose }) => {
      const chat = await it.chat(whose, POLL);
      return { ...target(chat, it.written(chat)), options: ['Monday'] };
    },
  },
  'message.edit': {
    params: async ({ it, asker, whose }) => {
      const chat = await it.chat(whose);
      const message = await it.answered(chat, whose);
      const now = whose === asker ? it.now(chat) : await it.given(chat, whose, asker);
      return { ...target(now, message), text: 'Better' };
    },
  },
  'conversation.close': { params: ofTheirs(seen) },
  'conversation.close-many': { params: ofTheirs((chat) => ({ conversations: [seen(chat)] })) },
  'conversation.snooze': { params: ofTheirs((chat) => ({ ...seen(chat), until: null })) },
  'conversation.wake': {
    params: ofTheirs(async (chat, { it, whose }) => {
      await it.handlers['conversation.snooze']({ ...seen(chat), until: null }, whose);
      return about(it.now(chat));
    }),
  },
  'conversation.answer-request': {
    params: ofTheirs(async (chat, { it }) => {
      await it.handlers['conversation.request'](about(chat), it.other);
      return { ...about(it.now(chat)), answer: 'keep' };
    }),
  },
  'conversation.undo': { params: closed },
  'conversation.undo-many': {
    params: async (asking) => ({ conversations: [await closed(asking)] }),
  },
  'note.edit': {
    params: ofAnybody(async (chat, { it, whose }) => ({
      messageId: (await it.note(chat, whose)).id,
      text: 'Better',
      mentions: [],
    })),
  },

  'conversation.transfer': { params: ofTheirs((chat) => ({ ...about(chat), ...QUEUE })) },
  'conversation.transfer-many': {
    params: ofTheirs((chat) => ({
      conversations: [{ ...about(chat), clientRef: newRef() }],
      to: QUEUE.to,
      note: '',
    })),
  },
  'contact.merge': {
    params: async ({ it, whose }) => {
      // Of two owned ones the one that was written to last stays with its owner.
      const gone = await it.chat(whose);
      await it.office.clock.advance(1_000);
      const stays = await it.chat(it.other);
      return { ...about(gone), otherId: stays.id, otherEpoch: stays.epoch };
    },
  },
  'reply.was-sent': {
    params: ofTheirs(async (chat, { it, whose }) => {
      const { id: messageId, waKey } = await it.doubted(chat, whose);
      return { messageId, waKey };
    }),
  },
  'reply.cancel': {
    params: ofTheirs(async (chat, { it, whose }) => ({
      messageId: (await it.queued(chat, whose)).id,
    })),
  },
  'conversation.take-over': { params: ofAnybody((chat) => ({ ...about(chat), reason: 'Ill' })) },
  'message.delete': {
    params: async ({ it, asker, whose }) => {
      const chat = await it.chat(whose);
      const message = await it.answered(chat, whose);
      const now = whose === asker ? it.now(chat) : await it.given(chat, whose, asker);
      return target(now, message);
    },
  },
  'note.delete': {
    params: ofAnybody(async (chat, { it, whose }) => ({
      messageId: (await it.note(chat, whose)).id,
    })),
  },
  'contact.block': { params: ofAnybody(({ id }) => ({ conversationId: id, isBlocked: true })) },

  'report.figures': { params: (asking) => ({ ...figures(asking), by: 'all' }) },
  'report.list': {
    params: (asking) => ({ ...figures(asking), figure: 'opened', offset: 0, limit: 10 }),
  },
  'report.sent': { params: figures },
  'report.time': { params: ({ whose }) => ({ range: RANGE, agentId: whose.id }) },
  'report.now': { params: () => ({}) },
  ...settingSamples,
} satisfies Record<CommandName, Sample>;
