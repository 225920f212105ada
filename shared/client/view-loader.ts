import type { CommandParams } from '../protocol/commands/index.ts';
import type { TagId } from '../domain/ids.ts';
import type { ConversationView } from '../protocol/commands/conversation.ts';
import type { ReplicaStore } from './replica-store.ts';
import type { CommandReply } from './types.ts';

const MAX_PAGE = 200;

type ListParams = CommandParams<'conversation.list'>;

export interface ViewsPort {
  /** How many conversations are read at a time. */
  readonly pageSize: number;
  readPage(params: ListParams): Promise<CommandReply<'conversation.list'>>;
}

/** Reads views page by page, and anew after a snapshot. */
export class ViewLoader {
  readonly #port: ViewsPort;
  readonly #replica: ReplicaStore;
  readonly #loading = new Map<ConversationView, Promise<void>>();
  readonly #wanted = new Set<ConversationView>();

  constructor(port: ViewsPort, replica: ReplicaStore) {
    this.#port = port;
    this.#replica = replica;
  }

  load(view: ConversationView): Promise<void> {
    const loading = this.#loading.get(view);
    if (loading) return loading;
    const { isLoaded, hasMore } = this.#replica.view(view);
    if (isLoaded && !hasMore) return Promise.resolve();
    this.#wanted.add(view);
    return this.#start(view, this.#port.pageSize);
  }

  /** What is on its way about another tag is dropped when it comes. */
  chooseTag(tagId: TagId | null): Promise<void> {
    if (tagId === this.#replica.tagId) return Promise.resolve();
    this.#loading.delete('tagged');
    this.#wanted.delete('tagged');
    this.#replica.chooseTag(tagId);
    return tagId === null ? Promise.resolve() : this.load('tagged');
  }

  /** Call before the replica forgets: remembers how far each view was read. */
  depths(): ReadonlyMap<ConversationView, number> {
    return new Map([...this.#wanted].map((view) => [view, this.#replica.list(view).length]));
  }

  reread(depths: ReadonlyMap<ConversationView, number>): void {
    this.#loading.clear();
    for (const [view, depth] of depths) {
      void this.#start(view, Math.min(MAX_PAGE, Math.max(this.#port.pageSize, depth)));
    }
  }

  /** Connected again: a view whose first page did not come is asked for again. */
  resume(): void {
    for (const view of this.#wanted) {
      if (!this.#replica.view(view).isLoaded) void this.load(view);
    }
  }

  /** Reads on in a view that others have emptied while more of it is there. */
  keepUp(): void {
    for (const view of this.#wanted) {
      if (this.#replica.isShort(view, this.#port.pageSize)) void this.load(view);
    }
  }

  #start(view: ConversationView, limit: number): Promise<void> {
    const loading = this.#read(view, limit, () => this.#loading.get(view) === loading);
    this.#loading.set(view, loading);
    return loading;
  }

  async #read(view: ConversationView, limit: number, isCurrent: () => boolean): Promise<void> {
    const after = this.#replica.viewEnd(view);
    const { tagId } = this.#replica;
    const tag = view === 'tagged' && tagId !== null ? { tagId } : {};
    const reply = await this.#port.readPage({ view, after, limit, ...tag });
    // A snapshot came in between, and the view is being read from its beginning.
    if (!isCurrent()) return this.#loading.get(view);
    this.#loading.delete(view);
    if (reply.ok) this.#replica.pageRead(view, reply.value.conversations, reply.value.next);
  }
}
