import { createHubClient } from '#shared/client/hub-client.ts';
import type { HubClient } from '#shared/client/types.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { NO_HOURS } from '#shared/domain/hours/now.ts';
import type { ClientRef, ConversationId, MessageId } from '#shared/domain/ids.ts';
import { isProgress } from '#shared/domain/message.ts';
import type { Message } from '#shared/domain/message.ts';
import { STANDARD_OFFICE } from '#shared/domain/office.ts';
import type { ConversationView } from '#shared/protocol/commands/conversation.ts';
import { MemoryCore } from '../core/memory-core.ts';
import { ManualClock } from '../manual-clock.ts';
import { aConversation, aMessage, anAgent } from './builders.ts';
import { MemoryWire } from './memory-wire.ts';
import type { StormAction } from './storm-actions.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A host in memory, a client of it and everything that can go wrong between the two. */
export class Storm {
  readonly core: MemoryCore;
  readonly client: HubClient;
  readonly written: { conversationId: ConversationId; clientRef: ClientRef }[] = [];
  readonly takenBack = new Set<ClientRef>();
  readonly #clock = new ManualClock();
  readonly #wire: MemoryWire;
  #refs = 0;

  constructor(core = new MemoryCore()) {
    this.core = core;
    this.#wire = new MemoryWire(core, anAgent(2));
    this.client = createHubClient({
      connect: this.#wire.connect,
      clock: this.#clock,
      token: () => Promise.resolve('token'),
      clientInfo: { name: 'storm', version: '1' },
      newClientRef: () => `reply-ref-${++this.#refs}`,
      random: () => 0.5,
      pageSize: 3,
    });
  }

  async start(): Promise<void> {
    for (let id = 1; id <= 8 && this.core.conversations.size < 8; id += 1) {
      this.core.startConversation(id);
      this.#write(id, 0);
    }
    this.client.start();
    await this.calm();
  }

  end(): void {
    this.client.stop();
  }

  messagesOf(id: ConversationId): readonly Message[] {
    return this.core.messages.get(id) ?? [];
  }

  /** The same office seen by a client that was never there before. */
  async newcomer(): Promise<Storm> {
    const other = new Storm(this.core);
    await other.start();
    return other;
  }

  async readAll(view: ConversationView): Promise<readonly Conversation[]> {
    do {
      void this.client.loadView(view);
      await this.calm();
    } while (this.client.replica.view(view).hasMore);
    return this.client.replica.list(view);
  }

  /** The network works again and everything that was on its way arrives. */
  async calm(): Promise<void> {
    this.#wire.welcomes(true);
    for (let quiet = 0; quiet < 2;) {
      await settled();
      if (this.client.status.name === 'offline') this.client.retryNow();
      quiet = this.#wire.isQuiet && this.client.status.name === 'online' ? quiet + 1 : 0;
      if (quiet === 1) this.#wire.beat();
      this.#wire.answer(100);
      this.#wire.deliver(1_000);
    }
  }

  async run(action: StormAction): Promise<void> {
    switch (action.do) {
      case 'deliver':
        this.#wire.deliver(action.count);
        break;
      case 'answer':
        this.#wire.answer(action.count);
        break;
      case 'wait':
        await this.#clock.advance(action.ms);
        break;
      case 'repeat':
        this.#wire.repeat(action.lines, action.frames);
        break;
      case 'drop':
        this.#wire.drop();
        break;
      case 'lose':
        this.#wire.lose();
        break;
      case 'forgetful':
        this.core.mostMissed = this.core.mostMissed > 5 ? 2 : 1_000;
        break;
      case 'restart':
        this.#wire.welcomes(false);
        this.#wire.drop();
        break;
      case 'agent':
        this.core.commit([{ kind: 'agent.added', agent: anAgent(this.core.nextId()) }]);
        break;
      case 'number':
        this.core.setNumber(
          this.core.head % 2 ? { name: 'linking' } : { name: 'syncing', progress: null },
        );
        break;
      case 'status': {
        const { status, why } = action;
        const agentId = anAgent(action.who).id;
        this.core.commit([{ kind: 'agent.status-changed', agentId, status, why }]);
        break;
      }
      case 'office':
        this.core.office.change({
          ...STANDARD_OFFICE,
          presence: { awayMinutes: action.awayMinutes },
        });
        break;
      case 'hours':
        this.core.hours.change({
          ...NO_HOURS,
          isSet: true,
          office: { isOpen: action.isOpen, until: null, because: null },
        });
        break;
      case 'list':
        void this.client.loadView(action.view);
        break;
      default:
        this.#inConversation(action);
    }
    await settled();
  }

  #inConversation(action: Extract<StormAction, { conversation: number }>): void {
    const { id } = aConversation(action.conversation);
    switch (action.do) {
      case 'write':
        return this.#write(id, action.late);
      case 'patch':
        return this.#patch(id, action.pick);
      case 'answering': {
        const agentIds = action.agents.map((agent) => anAgent(agent).id);
        return this.core.setAnswering({ conversationId: id, agentIds });
      }
      case 'claim':
        void this.core.handlers['conversation.claim'](
          { conversationId: id, epoch: this.core.conversation(id).epoch },
          anAgent(action.by),
        );
        return;
      case 'close':
        void this.core.handlers['conversation.close'](
          { conversationId: id, epoch: this.core.conversation(id).epoch, lastSeenMessageId: null },
          anAgent(3),
        );
        return;
      case 'open':
        void this.client.openTimeline(id, ...this.#someMessage(id, action.around));
        return;
      case 'older':
        void this.client.loadOlder(id);
        return;
      case 'newer':
        void this.client.loadNewer(id);
        return;
      case 'leave':
        return this.client.closeTimeline(id);
      case 'reply':
        return this.#reply(id);
      default:
        return this.#decide(id, action.do);
    }
  }

  /** `late`: how far in the past it was written; it arrives now all the same. */
  #write(conversationId: number, late: number): void {
    const id = this.core.nextId();
    const isMedia = id % 3 === 0;
    const content = isMedia ? { kind: 'image', caption: '', media: pendingMedia } : undefined;
    const message = aMessage(id, conversationId, {
      at: 100_000 + (id - late * 8) * 10,
      ...(content && { content }),
    });
    const fact = { conversationId: message.conversationId, message };
    this.core.commit([{ kind: 'message.received', ...fact }]);
  }

  #patch(conversationId: ConversationId, pick: number): void {
    const all = this.messagesOf(conversationId);
    const message = all[pick % all.length];
    if (!message) return;
    const { id: messageId, content, waKey, failure } = message;
    if (content.kind === 'image') {
      const media = { ...content.media, state: 'ready' as const, bytes: this.core.head };
      this.core.commit([{ kind: 'message.media-changed', conversationId, messageId, media }]);
    } else {
      const state = isProgress(message.state, 'sent') ? 'sent' : 'read';
      const fact = { conversationId, messageId, state, waKey, failure } as const;
      this.core.commit([{ kind: 'message.state-changed', ...fact }]);
    }
  }

  #reply(conversationId: ConversationId): void {
    const text = `Answer ${this.written.length}`;
    const { clientRef } = this.client.reply(conversationId, { kind: 'text', text });
    this.written.push({ conversationId, clientRef });
  }

  #decide(id: ConversationId, decision: 'insist' | 'takeBack'): void {
    for (const { clientRef, state } of this.client.replica.pending(id)) {
      if (state === 'sending') continue;
      if (decision === 'insist') this.client.sendHeld(clientRef);
      else if (this.client.takeBack(clientRef)) this.takenBack.add(clientRef);
    }
  }

  #someMessage(id: ConversationId, pick: number | null): [] | [MessageId] {
    const all = this.messagesOf(id);
    const message = pick === null ? undefined : all[pick % all.length];
    return message ? [message.id] : [];
  }
}

const pendingMedia = {
  state: 'pending',
  hash: null,
  mime: 'image/png',
  bytes: null,
  fileName: null,
  seconds: null,
  width: null,
  height: null,
};
