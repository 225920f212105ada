import { SvelteMap } from 'svelte/reactivity';
import { messageIdSchema } from '#shared/domain/ids.ts';
import type { AgentId, ConversationId, MessageId } from '#shared/domain/ids.ts';

/** What an agent has begun to write, by conversation. Survives reloads and signing out. */
export class Drafts {
  readonly #texts = new SvelteMap<ConversationId, string>();
  /** Which message each of them answers: never what it says, as that may be taken back. */
  readonly #quotes = new SvelteMap<ConversationId, MessageId>();
  readonly #prefix: string;
  readonly #quotePrefix: string;

  /** Messages and notes are kept apart: neither ever becomes the other. */
  constructor(agentId: AgentId, kind: 'message' | 'note' = 'message') {
    const name = kind === 'message' ? 'draft' : 'note';
    this.#prefix = `deskline.${name}.${agentId}.`;
    this.#quotePrefix = `deskline.${kind === 'message' ? '' : 'note-'}quote.${agentId}.`;
    for (const [id, text] of kept(this.#prefix)) this.#texts.set(id, text);
    for (const [id, quoted] of kept(this.#quotePrefix)) {
      const messageId = messageIdSchema.safeParse(Number(quoted));
      if (messageId.success) this.#quotes.set(id, messageId.data);
    }
  }

  get(id: ConversationId): string {
    return this.#texts.get(id) ?? '';
  }

  set(id: ConversationId, text: string): void {
    if (text === '') {
      this.#texts.delete(id);
      localStorage.removeItem(this.#prefix + id);
      return;
    }
    this.#texts.set(id, text);
    keep(this.#prefix + id, text);
  }

  quote(id: ConversationId): MessageId | null {
    return this.#quotes.get(id) ?? null;
  }

  setQuote(id: ConversationId, messageId: MessageId | null): void {
    if (messageId === null) {
      this.#quotes.delete(id);
      localStorage.removeItem(this.#quotePrefix + id);
      return;
    }
    this.#quotes.set(id, messageId);
    keep(this.#quotePrefix + id, String(messageId));
  }

  /** What was begun for conversations that were merged goes on in the others. */
  follow(current: (id: ConversationId) => ConversationId): void {
    for (const [id, text] of [...this.#texts]) {
      const next = current(id);
      if (next === id) continue;
      this.set(id, '');
      this.restore(next, text);
    }
    for (const [id, quoted] of [...this.#quotes]) {
      const next = current(id);
      if (next === id) continue;
      this.setQuote(id, null);
      if (this.quote(next) === null) this.setQuote(next, quoted);
    }
  }

  /** Puts a text back that was on its way, before what has been written since. */
  restore(id: ConversationId, text: string): void {
    const current = this.get(id);
    this.set(id, current.trim() === '' ? text : `${text}\n${current}`);
  }
}

function* kept(prefix: string): Iterable<readonly [ConversationId, string]> {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix)) continue;
    yield [Number(key.slice(prefix.length)) as ConversationId, localStorage.getItem(key) ?? ''];
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // The device's storage is full: it stays on the screen all the same.
  }
}
