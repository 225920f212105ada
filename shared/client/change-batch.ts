import type { ConversationId } from '../domain/ids.ts';
import { Emitter } from '../util/emitter.ts';
import type { Unsubscribe } from '../util/emitter.ts';
import type { LostConversation, Move } from '../domain/move.ts';
import type { ReplicaChange } from './types.ts';

type PlainSlice = Exclude<ReplicaChange['slice'], 'conversations' | 'timeline' | 'pending' | 'all'>;

/** Collects what changed and says it once, when everything is in place. */
export class ChangeBatch {
  readonly #emitter = new Emitter<ReplicaChange>();
  readonly #slices = new Set<PlainSlice>();
  readonly #conversations = new Set<ConversationId>();
  readonly #moves = new Map<ConversationId, Move>();
  #lost: LostConversation[] = [];
  readonly #written = new Set<ConversationId>();
  readonly #timelines = new Set<ConversationId>();
  readonly #pending = new Set<ConversationId>();
  #isAll = false;
  #depth = 0;

  on(listener: (change: ReplicaChange) => void): Unsubscribe {
    return this.#emitter.on(listener);
  }

  /** Changes made within `work`, also by what it calls, are announced after it. */
  run(work: () => void): void {
    this.#depth += 1;
    try {
      work();
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) this.#announce();
    }
  }

  slice(slice: PlainSlice): void {
    this.run(() => void this.#slices.add(slice));
  }

  conversation(id: ConversationId): void {
    this.run(() => void this.#conversations.add(id));
  }

  move(id: ConversationId, move: Move): void {
    this.run(() => void this.#moves.set(id, move));
  }

  lost(lost: LostConversation): void {
    this.run(() => void this.#lost.push(lost));
  }

  customerWrote(id: ConversationId): void {
    this.run(() => void this.#written.add(id));
  }

  timeline(id: ConversationId): void {
    this.run(() => void this.#timelines.add(id));
  }

  pending(id: ConversationId): void {
    this.run(() => void this.#pending.add(id));
  }

  all(): void {
    this.run(() => void (this.#isAll = true));
  }

  #announce(): void {
    for (const change of this.#take()) this.#emitter.emit(change);
  }

  #take(): ReplicaChange[] {
    const changes: ReplicaChange[] = [];
    if (this.#isAll) changes.push({ slice: 'all' });
    else {
      for (const slice of this.#slices) changes.push({ slice } satisfies ReplicaChange);
      if (this.#conversations.size > 0 || this.#lost.length > 0) {
        changes.push({
          slice: 'conversations',
          ids: [...this.#conversations],
          moves: new Map(this.#moves),
          lost: this.#lost,
          written: new Set(this.#written),
        });
      }
      for (const conversationId of this.#timelines) {
        changes.push({ slice: 'timeline', conversationId });
      }
      for (const conversationId of this.#pending)
        changes.push({ slice: 'pending', conversationId });
    }
    this.#isAll = false;
    this.#lost = [];
    for (const noted of [
      this.#slices,
      this.#conversations,
      this.#moves,
      this.#written,
      this.#timelines,
      this.#pending,
    ]) {
      noted.clear();
    }
    return changes;
  }
}
