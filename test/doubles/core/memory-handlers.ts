import type { CommandHandlers, CommandOutcome } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { epochSchema, seqSchema } from '#shared/domain/ids.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import { settingsFrom } from '#shared/domain/settings.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { fail, ok } from '#shared/util/result.ts';
import { aMessage, anAgent } from '../client/builders.ts';

/** What the handlers need of an office. */
export interface MemoryOffice {
  readonly conversations: ReadonlyMap<ConversationId, Conversation>;
  readonly messages: ReadonlyMap<ConversationId, readonly Message[]>;
  nextId(): number;
  commit(facts: readonly Fact[], by?: number | null): unknown;
}

/** Commands done the shortest way that keeps their contracts. Tests replace them one by one. */
export function memoryHandlers(office: MemoryOffice): {
  -readonly [N in keyof CommandHandlers]: CommandHandlers[N];
} {
  const find = (id: ConversationId) => office.conversations.get(id) ?? null;
  return {
    'conversation.list': async (params, caller) => ok(page(office, params, caller)),
    'conversation.history': async (params) => history(office, params),
    'conversation.claim': async ({ conversationId }, caller) => {
      const conversation = find(conversationId);
      if (!conversation) return fail('not-found', 'No such conversation.');
      if (conversation.ownerId !== null && conversation.ownerId !== caller.id) {
        return fail('not-owner', 'Somebody else has it.', { conversation });
      }
      if (conversation.ownerId === null) office.commit([claimed(conversation, caller)], caller.id);
      return ok({ conversation: find(conversationId) ?? conversation });
    },
    'conversation.close': async ({ conversationId }, caller) => {
      const conversation = find(conversationId);
      if (!conversation) return fail('not-found', 'No such conversation.');
      const epoch = epochSchema.parse(conversation.epoch + 1);
      office.commit([{ kind: 'conversation.closed', conversationId, epoch }], caller.id);
      return ok({ conversation: find(conversationId) ?? conversation });
    },
    'conversation.read': async () => ok({}),
    ...nothingElse(),
    'draft.save': async () => fail('not-found', 'Nothing is kept here.'),
    'contact.details': async ({ conversationId }) => {
      const conversation = find(conversationId);
      if (!conversation) return fail('not-found', 'No such conversation.');
      return ok({ conversation, firstSeenAt: null, merges: [] });
    },
    'contact.rename': async () => fail('not-found', 'Nobody is renamed here.'),
    'contact.set-field': async () => fail('not-found', 'Nothing is noted here.'),
    'contact-field.save': async () => fail('not-found', 'There are no fields here.'),
    'contact-field.remove': async () => ok({ became: 'removed' }),
    'contact-field.order': async () => ok({ before: [] }),
    'snooze-presets.save': async () => ok({}),
    'survey.save-texts': async () => ok({}),
    'hours.look': async ({ at }) => ok({ isOpen: at.map(() => true), nextOpening: null }),
    'contact-field.uses': async () => ok({ uses: [] }),
    'contact.block': async () => fail('not-found', 'Nobody is blocked here.'),
    'contact.merge': async () => fail('not-found', 'Nothing is merged here.'),
    'contact.unmerge': async () => fail('not-found', 'Nothing is merged here.'),
    'reply.send': async (params, caller) => reply(office, params, caller),
    'settings.get': async () => ok({ settings: settingsFrom([]), upTo: seqSchema.parse(0) }),
    'logo.get': async () => ok({ logo: null }),
    'logo.save': async () => fail('not-valid', 'This office has no logo.'),
    'settings.import': async () => ok({ changes: 0, importId: null }),
    'settings.undo-import': async () => fail('not-found', 'Nothing was imported here.'),
    'settings.change': async ({ name, value: after }, caller) => {
      office.commit([{ kind: 'settings.changed', name, before: after, after }], caller.id);
      return ok({ before: after, after });
    },
    'reply.send-again': async () => fail('not-unconfirmed', 'Nothing is unconfirmed here.'),
    'reply.was-sent': async () => fail('not-unconfirmed', 'Nothing is unconfirmed here.'),
    'reply.cancel': async () => fail('not-queued', 'Nothing is queued here.'),
    'conversation.typing': async () => ok({}),
    'presence.set': async ({ status }, caller) => {
      if (typeof status !== 'string') return fail('not-found', 'This office has no own statuses.');
      const fact = { kind: 'agent.status-changed', agentId: caller.id, status } as const;
      office.commit([{ ...fact, why: 'chosen' }], caller.id);
      return ok({});
    },
    'session.active': async () => ok({}),
    'presence.idle': async () => ok({}),
    'presence.closes': async () => ok({}),
    'own-status.save': async () => fail('not-found', 'This office has no own statuses.'),
    'own-status.remove': async () => ok({}),
    'quick-reply.save': async () => fail('not-found', 'There are no quick replies here.'),
    'quick-reply.remove': async () => ok({}),
    'media.fetch': async () => ok({}),
    'message.react': async () => NOT_POSSIBLE,
    'message.vote': async () => NOT_POSSIBLE,
    'message.edit': async () => NOT_POSSIBLE,
    'message.delete': async () => NOT_POSSIBLE,
    'message.info': async () => ok({ steps: [] }),
    search: async () => ok({ conversations: [], messages: [] }),
    'agent.add': async ({ name, role }, caller) => {
      if (caller.role !== 'admin') return fail('forbidden', 'Only admins add people.');
      const agent = anAgent(office.nextId(), { name, role });
      office.commit([{ kind: 'agent.added', agent }], caller.id);
      return ok({ agent });
    },
    'number.show-code': async () => ok({}),
    'number.link-with-phone': async () => ok({}),
    'number.use-here': async () => ok({}),
    'number.restart': async () => ok({}),
    'audit.list': async () => ok({ entries: [], contacts: [], next: null, lookedBackTo: null }),
    'audit.export': async () => ok({ entries: [], contacts: [], next: null, lookedBackTo: null }),
    'audit.verify': async () => ok({}),
    'audit.verification': async () => ok({ running: null, last: null, seal: null }),
    'audit.note-file': async () => ok({}),
    'backup.list': () => Promise.resolve(fail('forbidden', 'No backups here.')),
    'backup.make': () => Promise.resolve(fail('forbidden', 'No backups here.')),
    'number.history': async () => ok({ events: [], hasMore: false }),
  };
}

/** What a memory office is not asked for. */
function nothingElse() {
  const notFound = async () => fail('not-found', 'Not in this office.');
  const noHours = async () => fail('forbidden', 'Not in this office.');
  return {
    'conversation.transfer': notFound,
    'conversation.claim-many': async () => ok({ results: [] }),
    'conversation.transfer-many': async () => fail('unknown-agent', 'Not in this office.'),
    'conversation.close-many': async () => fail('unknown-outcome', 'Not in this office.'),
    'conversation.undo-many': async () => ok({ results: [] }),
    'conversation.hand-over-all': async () => fail('unknown-agent', 'Not in this office.'),
    'conversation.take-over': notFound,
    'conversation.request': notFound,
    'conversation.answer-request': notFound,
    'conversation.opened': notFound,
    'conversation.snooze': notFound,
    'conversation.wake': notFound,
    'conversation.undo': notFound,
    'conversation.tag': notFound,
    'note.add': notFound,
    'note.edit': notFound,
    'note.delete': notFound,
    'mention.see': notFound,
    'agent.change': notFound,
    'agent.reset-password': notFound,
    'agent.end-sessions': notFound,
    'agent.locked': async () => ok({ locked: [] }),
    'agent.second-factors': async () => ok({ agentIds: [] }),
    'agent.second-factor-off': notFound,
    'agent.unlock': notFound,
    'agent.deactivate': notFound,
    'agent.reactivate': notFound,
    'computer.list': async () => ok({ computers: [] }),
    'computer.add': async () => fail('too-many-codes', 'Nobody is paired here.'),
    'computer.forget-code': async () => ok({}),
    'computer.rename': notFound,
    'computer.revoke': notFound,
    'computer.restore': notFound,
    'host.addresses': async () => ok({ addresses: [], fingerprint: '', letsBrowsersIn: false }),
    'routing.preview': notFound,
    'tag.save': notFound,
    'outcome.save': notFound,
    'hours.get': noHours,
    'hours.save': noHours,
    'hours.save-own': noHours,
    'hours.override': noHours,
    'report.figures': noHours,
    'report.list': noHours,
    'report.sent': noHours,
    'report.time': noHours,
    'report.now': noHours,
    'bot.get': async () => fail('forbidden', 'Not in this office.'),
    'bot.versions': notFound,
    'bot.save': notFound,
    'bot.restore': notFound,
    'bot.remove': notFound,
    'bot.cover': notFound,
    'rules.get': async () => fail('forbidden', 'Not in this office.'),
    'rules.save': notFound,
    'rules.add': async () => fail('forbidden', 'Not in this office.'),
    'rules.remove': notFound,
    'rules.restore': notFound,
    'rules.order': async () => fail('forbidden', 'Not in this office.'),
    'rules.try': async () => fail('forbidden', 'Not in this office.'),
  } as const;
}

const NOT_POSSIBLE = fail('not-possible', 'Not in this office.');

function page(office: MemoryOffice, params: CommandParams<'conversation.list'>, caller: Agent) {
  const { view, after, limit } = params;
  const sign = view === 'waiting' ? 1 : -1;
  const key = (conversation: Conversation) =>
    view === 'waiting' ? (conversation.waitingSince ?? conversation.lastAt) : conversation.lastAt;
  const all = [...office.conversations.values()]
    .filter(({ state, ownerId }) =>
      view === 'mine'
        ? state === 'open' && ownerId === caller.id
        : view === 'all' || state === 'waiting',
    )
    .sort((a, b) => sign * (key(a) - key(b) || a.id - b.id));
  const rest = all.filter(
    (one) => after === null || sign * (key(one) - after.at || one.id - after.id) > 0,
  );
  const conversations = rest.slice(0, limit);
  const last = conversations.at(-1);
  const next = last && rest.length > limit ? { at: key(last), id: last.id } : null;
  return { conversations, next };
}

function history(
  office: MemoryOffice,
  { conversationId, anchor, limit }: CommandParams<'conversation.history'>,
): CommandOutcome<'conversation.history'> {
  const conversation = office.conversations.get(conversationId);
  const all = office.messages.get(conversationId) ?? [];
  if (!conversation) return fail('not-found', 'No such conversation.');
  const index = all.findIndex(({ id }) => id === anchor?.messageId);
  if (anchor && index < 0) return fail('not-found', 'No such message.');
  const start = {
    before: Math.max(0, index - limit),
    after: index + 1,
    around: Math.max(0, index - (limit >> 1)),
    newest: Math.max(0, all.length - limit),
  }[anchor?.side ?? 'newest'];
  const end = anchor?.side === 'before' ? index : Math.min(all.length, start + limit);
  const messages = all.slice(start, end);
  const hasMore = { hasOlder: start > 0, hasNewer: end < all.length };
  return ok({ conversation, messages, events: [], ...hasMore });
}

function claimed({ id, epoch }: Conversation, caller: Agent): Fact {
  return {
    kind: 'conversation.claimed',
    conversationId: id,
    ownerId: caller.id,
    epoch: epochSchema.parse(epoch + 1),
  };
}

function reply(
  office: MemoryOffice,
  params: CommandParams<'reply.send'>,
  caller: Agent,
): CommandOutcome<'reply.send'> {
  const { conversationId, clientRef, body, lastSeenMessageId } = params;
  const conversation = office.conversations.get(conversationId);
  if (!conversation) return fail('not-found', 'No such conversation.');
  const messages = office.messages.get(conversationId) ?? [];
  const earlier = messages.find((message) => message.clientRef === clientRef);
  if (earlier) return ok({ message: earlier, conversation });
  if (conversation.ownerId !== null && conversation.ownerId !== caller.id) {
    return fail('not-owner', 'Somebody else has it.', { conversation });
  }
  const unseen = messages.filter(
    ({ author, id }) => author.type === 'contact' && id > (lastSeenMessageId ?? 0),
  );
  if (unseen.length > 0) return fail('unseen-messages', 'There is news.', { messages: unseen });

  const newest = messages.reduce((at, message) => Math.max(at, message.at), 0);
  const message = aMessage(office.nextId(), conversationId, {
    author: { type: 'agent', agentId: caller.id },
    at: newest + 1,
    content: 'hash' in body ? { kind: 'text', text: body.caption } : body,
    state: 'queued',
    waKey: null,
    clientRef,
  });
  const claim = conversation.ownerId === null ? [claimed(conversation, caller)] : [];
  office.commit([...claim, { kind: 'message.queued', conversationId, message }], caller.id);
  return ok({ message, conversation: office.conversations.get(conversationId) ?? conversation });
}
