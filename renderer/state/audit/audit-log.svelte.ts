import type { HubClient } from '#shared/client/types.ts';
import type { ConversationId, Seq } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';
import type { ReplicaFeed } from '../replica-feed.ts';
import { auditQuery, EVERYTHING } from './audit-query.ts';
import type { AuditChoice } from './audit-query.ts';

type Page = CommandResult<'audit.list'>;

const PAGE = 50;
/** So many requests are made by themselves for one page that few lines fit. */
const LOOKS = 20;

/** The audit log as far as it was looked at, by what was chosen. Lives with its page. */
export class AuditLog {
  choice = $state.raw<AuditChoice>(EVERYTHING);
  entries = $state.raw<readonly JournalEntry[]>([]);
  contacts = $state.raw<ReadonlyMap<ConversationId, string>>(new Map());
  isLoading = $state(true);
  hasFailed = $state(false);
  /** Older ones may be there. */
  hasMore = $state(false);
  lookedBackTo = $state<number | null>(null);
  /** Newer ones that are not shown yet. */
  fresh = $state.raw<Page | null>(null);
  readonly #client: HubClient;
  readonly #unsubscribe: () => void;
  #next: Seq | null = null;
  /** Answers to earlier choices are late. */
  #asked = 0;

  constructor(client: HubClient, feed: ReplicaFeed) {
    this.#client = client;
    this.#unsubscribe = feed.on(({ slices }) => {
      if (slices.has('audit') || slices.has('all')) void this.#lookForNew();
    });
    void this.load();
  }

  close(): void {
    this.#asked += 1;
    this.#unsubscribe();
  }

  choose(choice: AuditChoice): void {
    this.choice = choice;
    void this.load();
  }

  async load(): Promise<void> {
    this.entries = [];
    this.fresh = null;
    this.#next = null;
    await this.#more();
  }

  more(): void {
    void this.#more();
  }

  /** How many newer ones there are; `isMore`: at least. */
  get news(): { readonly count: number; readonly isMore: boolean } {
    const newest = this.entries[0]?.seq ?? 0;
    const count = this.fresh?.entries.filter(({ seq }) => seq > newest).length ?? 0;
    return { count, isMore: count === PAGE };
  }

  showNew(): void {
    const { fresh } = this;
    if (fresh === null) return;
    const newest = this.entries[0]?.seq ?? 0;
    const news = fresh.entries.filter(({ seq }) => seq > newest);
    // What lies between is not known: then it begins anew with the newest.
    if (news.length === PAGE) {
      void this.load();
      return;
    }
    this.entries = [...news, ...this.entries];
    this.#know(fresh);
    this.fresh = null;
  }

  async #more(): Promise<void> {
    const asked = ++this.#asked;
    this.isLoading = true;
    this.hasFailed = false;
    const wanted = this.entries.length + PAGE;
    for (let look = 0; look < LOOKS && this.entries.length < wanted; look += 1) {
      const reply = await this.#ask(this.#next, wanted - this.entries.length);
      if (asked !== this.#asked) return;
      if (!reply.ok) {
        this.hasFailed = true;
        break;
      }
      this.entries = [...this.entries, ...reply.value.entries];
      this.#know(reply.value);
      this.#next = reply.value.next;
      this.hasMore = reply.value.next !== null;
      this.lookedBackTo = reply.value.lookedBackTo;
      if (!this.hasMore) break;
    }
    this.isLoading = false;
  }

  async #lookForNew(): Promise<void> {
    if (this.isLoading || this.hasFailed) return;
    const asked = this.#asked;
    const reply = await this.#ask(null, PAGE);
    if (asked !== this.#asked || !reply.ok) return;
    this.fresh = reply.value;
    // Nothing moves under a reader's eyes where there is nothing to read.
    if (this.entries.length === 0) this.showNew();
  }

  #ask(before: Seq | null, limit: number) {
    return this.#client.command('audit.list', { filter: auditQuery(this.choice), before, limit });
  }

  #know({ contacts }: Page): void {
    const known = new Map(this.contacts);
    for (const { conversationId, name } of contacts) known.set(conversationId, name);
    this.contacts = known;
  }
}
