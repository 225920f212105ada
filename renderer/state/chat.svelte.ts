import type { Timeline } from '#shared/client/types.ts';
import type { Handover } from '#shared/domain/handling.ts';
import type { ConversationId, MessageId } from '#shared/domain/ids.ts';
import { fromCustomer, newestFromCustomer } from './from-customer.ts';
import type { Desk } from './desk.svelte.ts';
import { noteOpened } from './handling-actions.ts';

export type LoadState = 'loading' | 'ready' | 'not-found' | 'failed';

/** The conversation on the screen: what is loaded of it, what is new in it, what has been read. */
export class Chat {
  readonly id: ConversationId;
  load = $state<LoadState>('loading');
  /** The first message that came while nobody was looking. */
  firstUnseen = $state<MessageId | null>(null);
  /** What to put in view, once it is loaded: a message, or the newest ones. Null: wait. */
  aim = $state.raw<{ readonly messageId: MessageId | null } | null>(null);
  /** Whether the newest message is in view. */
  isAtEnd = $state(true);
  /** What came along with it when it was given to this person; until they hide it or lose it. */
  handover = $state.raw<Handover | null>(null);
  readonly #desk: Desk;
  #awaySince: MessageId | null = null;
  #readUpTo: MessageId | null = null;
  #openedAt: number | null = null;

  constructor(desk: Desk, id: ConversationId) {
    this.#desk = desk;
    this.id = id;
    if (desk.timelines.get(id)) this.load = 'ready';
  }

  get timeline(): Timeline | null {
    return this.#desk.timelines.get(this.id);
  }

  async open(around: MessageId | null): Promise<void> {
    const failure = await this.#desk.timelines.open(this.id, around);
    if (failure) this.load = failure.code === 'not-found' ? 'not-found' : 'failed';
    else this.load = 'ready';
    if (!around) this.firstUnseen ??= this.#firstUnread();
    this.aim = { messageId: around };
  }

  /** It has left this person's sight, or is back: the host says what there is to see of it. */
  follow(isKnown: boolean, around: MessageId | null): void {
    if (isKnown && this.load === 'not-found') void this.open(around);
    if (!isKnown && this.load === 'ready' && this.timeline === null) void this.open(null);
  }

  /** The person looks elsewhere: what arrives from now on is new to them. */
  leave(): void {
    if (this.timeline) this.#awaySince = newestFromCustomer(this.timeline) ?? (0 as MessageId);
  }

  /** Something changed, or the person is back: moves the mark and tells the host what was read. */
  notice(): void {
    const newest = newestFromCustomer(this.timeline);
    if (newest === null) return;
    if (document.hasFocus()) {
      this.#awaySince = null;
      this.#tellRead(newest);
    } else if (this.#awaySince !== null && newest > this.#awaySince) {
      this.firstUnseen = this.#firstAfter(this.#awaySince);
      this.#awaySince = null;
    }
  }

  /** Somebody really looks at it: what was given to them has arrived, and who called them is heard. */
  look(): void {
    const conversation = this.#desk.conversations.get(this.id);
    const me = this.#desk.people.me?.id;
    if (conversation && conversation.ownerId !== me) this.handover = null;
    if (!conversation || me === undefined || this.load !== 'ready') return;
    if (!document.hasFocus() || document.visibilityState !== 'visible') return;
    const { handover, mentions, ownerId } = conversation;
    const isOfOthers = handover !== null && handover.fromId !== me;
    if (isOfOthers && ownerId === me && handover.at !== this.#openedAt) {
      this.#openedAt = handover.at;
      this.handover = handover;
      void noteOpened(this.#desk, conversation);
    }
    if (mentions.some(({ agentId, isSeen }) => agentId === me && !isSeen)) {
      void this.#desk.notes.see(this.id);
    }
  }

  #tellRead(newest: MessageId): void {
    const conversation = this.#desk.conversations.get(this.id);
    if (!conversation || conversation.unread === 0 || !this.isAtEnd) return;
    if (!this.#desk.people.isMe(conversation.ownerId) || this.#readUpTo === newest) return;
    this.#readUpTo = newest;
    void this.#desk.client.command('conversation.read', {
      conversationId: this.id,
      upTo: newest,
    });
  }

  #firstUnread(): MessageId | null {
    const unread = this.#desk.conversations.get(this.id)?.unread ?? 0;
    if (unread === 0) return null;
    return fromCustomer(this.timeline).slice(-unread)[0]?.id ?? null;
  }

  #firstAfter(seen: MessageId): MessageId | null {
    return fromCustomer(this.timeline).find(({ id }) => id > seen)?.id ?? null;
  }
}
