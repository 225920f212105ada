import type { Replica, ReplicaChange } from '#shared/client/types.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { Emitter } from '#shared/util/emitter.ts';

/** Everything that changed since the last news. */
export interface ReplicaNews {
  readonly slices: ReadonlySet<ReplicaChange['slice']>;
  readonly timelines: ReadonlySet<ConversationId>;
}

const QUIET_MS = 40;

/**
 * Gathers the replica's changes, so that a burst of messages redraws the screen 25 times a second
 * and a single one at once.
 */
export class ReplicaFeed {
  readonly #news = new Emitter<ReplicaNews>();
  readonly #unsubscribe: Unsubscribe;
  #slices = new Set<ReplicaChange['slice']>();
  #timelines = new Set<ConversationId>();
  #isScheduled = false;
  #quietUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(replica: Replica) {
    this.#unsubscribe = replica.on((change) => this.#note(change));
  }

  on(listener: (news: ReplicaNews) => void): Unsubscribe {
    return this.#news.on(listener);
  }

  close(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
  }

  #note(change: ReplicaChange): void {
    this.#slices.add(change.slice);
    if (change.slice === 'timeline' || change.slice === 'pending') {
      this.#timelines.add(change.conversationId);
    }
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const wait = this.#quietUntil - performance.now();
    // A microtask, because one delta touches several slices in a row.
    if (wait <= 0) queueMicrotask(() => this.#flush());
    else this.#timer = setTimeout(() => this.#flush(), wait);
  }

  #flush(): void {
    const news = { slices: this.#slices, timelines: this.#timelines };
    this.#slices = new Set();
    this.#timelines = new Set();
    this.#isScheduled = false;
    this.#quietUntil = performance.now() + QUIET_MS;
    this.#news.emit(news);
  }
}
