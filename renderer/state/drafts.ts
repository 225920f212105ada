import { SvelteMap } from 'svelte/reactivity';
import type { DraftNews, HubClient } from '#shared/client/types.ts';
import {
  DRAFT_LENGTH,
  isNoDraft,
  isSameDraft,
  joinedDraft,
  NO_WORDS,
} from '#shared/domain/draft.ts';
import type { Draft, DraftKind, DraftWords } from '#shared/domain/draft.ts';
import type { AgentId, ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { DraftShelf } from './draft-shelf.ts';

/** How long what is typed stays on this screen alone. */
const SAVE_AFTER_MS = 600;

/**
 * What an agent has begun to write, by conversation: on each of their screens, and afterwards.
 * Survives reloads, signing out and a lost connection; this device has it before the host does.
 */
export class Drafts {
  readonly #words = new SvelteMap<ConversationId, DraftWords>();
  /** What the host has. A draft that is the same here follows what other screens make of it. */
  readonly #known = new Map<ConversationId, DraftWords>();
  /** On its way to the host. */
  readonly #saving = new Map<ConversationId, DraftWords>();
  /** What other screens saved meanwhile; only the answer tells which of the two came last. */
  readonly #meanwhile = new Map<ConversationId, { draft: Draft; revision: number }>();
  readonly #due = new Map<ConversationId, ReturnType<typeof setTimeout>>();
  readonly #client: Pick<HubClient, 'command' | 'drafts'>;
  readonly #kind: DraftKind;
  readonly #shelf: DraftShelf;
  readonly #unsubscribe: Unsubscribe;

  constructor(
    client: Pick<HubClient, 'command' | 'drafts'>,
    agentId: AgentId,
    kind: DraftKind,
    storage: Storage = localStorage,
  ) {
    this.#client = client;
    this.#kind = kind;
    this.#shelf = new DraftShelf(storage, agentId, kind);
    for (const [id, { words, known }] of this.#shelf.all()) {
      if (!isNoDraft(words)) this.#words.set(id, words);
      this.#known.set(id, known);
    }
    const { all } = client.drafts;
    if (all !== null) this.#hear({ type: 'all', drafts: all });
    this.#unsubscribe = client.drafts.on((news) => this.#hear(news));
  }

  get(id: ConversationId): string {
    return this.#wordsOf(id).text;
  }

  set(id: ConversationId, text: string): void {
    this.#change(id, { ...this.#wordsOf(id), text });
  }

  quote(id: ConversationId): MessageId | null {
    return this.#wordsOf(id).quote;
  }

  setQuote(id: ConversationId, quote: MessageId | null): void {
    this.#change(id, { ...this.#wordsOf(id), quote });
  }

  /** Puts a text back that was on its way, before what has been written since. */
  restore(id: ConversationId, text: string): void {
    const { quote } = this.#wordsOf(id);
    this.#change(id, joinedDraft({ text, quote: null }, { text: this.get(id), quote }));
  }

  /** What was begun for conversations that were merged goes on in the others. */
  follow(current: (id: ConversationId) => ConversationId): void {
    for (const [id, words] of [...this.#words]) {
      const next = current(id);
      if (next === id) continue;
      // What the host has of it moves there; what it has not moves here.
      const isKnown = isSameDraft(words, this.#knownOf(id));
      this.#forget(id);
      if (!isKnown) this.#change(next, joinedDraft(this.#wordsOf(next), words));
    }
  }

  /** Nothing is sent any more; what the host has not yet stays on this device. */
  close(): void {
    this.#unsubscribe();
    for (const timer of this.#due.values()) clearTimeout(timer);
    this.#due.clear();
  }

  #wordsOf(id: ConversationId): DraftWords {
    return this.#words.get(id) ?? NO_WORDS;
  }

  #knownOf(id: ConversationId): DraftWords {
    return this.#known.get(id) ?? NO_WORDS;
  }

  #change(id: ConversationId, words: DraftWords): void {
    if (isSameDraft(words, this.#wordsOf(id))) return;
    this.#put(id, words);
    this.#saveSoon(id);
  }

  #put(id: ConversationId, words: DraftWords): void {
    if (isNoDraft(words)) this.#words.delete(id);
    else this.#words.set(id, words);
    this.#shelf.put(id, { words, known: this.#knownOf(id) });
  }

  #forget(id: ConversationId): void {
    clearTimeout(this.#due.get(id));
    this.#due.delete(id);
    this.#words.delete(id);
    this.#known.delete(id);
    this.#shelf.put(id, { words: NO_WORDS, known: NO_WORDS });
  }

  #saveSoon(id: ConversationId): void {
    if (this.#due.has(id)) return;
    const timer = setTimeout(() => {
      this.#due.delete(id);
      void this.#save(id);
    }, SAVE_AFTER_MS);
    this.#due.set(id, timer);
  }

  async #save(id: ConversationId): Promise<void> {
    const words = this.#wordsOf(id);
    const isTooLong = words.text.length > DRAFT_LENGTH;
    if (this.#saving.has(id) || isTooLong || isSameDraft(words, this.#knownOf(id))) return;
    this.#saving.set(id, words);
    const reply = await this.#client.command('draft.save', {
      conversationId: id,
      kind: this.#kind,
      ...words,
    });
    this.#saving.delete(id);
    // Refused, it stays on this device; the next change of it tries again.
    if (reply.ok) {
      this.#known.set(id, words);
      this.#put(id, this.#wordsOf(id));
    }
    const meanwhile = this.#meanwhile.get(id);
    this.#meanwhile.delete(id);
    const wasLater = !reply.ok || (meanwhile?.revision ?? 0) > reply.value.revision;
    if (meanwhile && wasLater) this.#hostHas(meanwhile.draft, false);
    if (!isSameDraft(words, this.#wordsOf(id))) this.#saveSoon(id);
  }

  #hear(news: DraftNews): void {
    if (news.type === 'one') {
      const { draft, revision } = news;
      if (draft.kind !== this.#kind) return;
      const id = draft.conversationId;
      if (this.#saving.has(id)) this.#meanwhile.set(id, { draft, revision });
      else this.#hostHas(draft, false);
      return;
    }
    this.#meanwhile.clear();
    const drafts = news.drafts.filter(({ kind }) => kind === this.#kind);
    const there = new Map(drafts.map((draft) => [draft.conversationId, draft]));
    for (const id of new Set([...this.#words.keys(), ...this.#known.keys(), ...there.keys()])) {
      const draft = there.get(id) ?? { conversationId: id, kind: this.#kind, ...NO_WORDS };
      this.#hostHas(draft, true);
    }
  }

  /** `afterAbsence`: both may have been written meanwhile, and neither is lost. */
  #hostHas({ conversationId: id, text, quote }: Draft, afterAbsence: boolean): void {
    const hosts = { text, quote };
    const mine = this.#wordsOf(id);
    const known = this.#knownOf(id);
    this.#known.set(id, hosts);
    if (isSameDraft(mine, hosts) || isSameDraft(mine, known)) return this.#put(id, hosts);
    const sent = this.#saving.get(id);
    const isOurs = isSameDraft(hosts, known) || (sent !== undefined && isSameDraft(hosts, sent));
    const isMore = afterAbsence && !isOurs && !mine.text.includes(text);
    this.#put(id, isMore ? joinedDraft(hosts, mine) : mine);
    this.#saveSoon(id);
  }
}
