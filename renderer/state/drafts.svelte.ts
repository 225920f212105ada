import { SvelteMap } from 'svelte/reactivity';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';

/** What an agent has begun to write, by conversation. Survives reloads and signing out. */
export class Drafts {
  readonly #texts = new SvelteMap<ConversationId, string>();
  readonly #prefix: string;

  constructor(agentId: AgentId) {
    this.#prefix = `deskline.draft.${agentId}.`;
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(this.#prefix)) continue;
      const id = Number(key.slice(this.#prefix.length)) as ConversationId;
      this.#texts.set(id, localStorage.getItem(key) ?? '');
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
    try {
      localStorage.setItem(this.#prefix + id, text);
    } catch {
      // The device's storage is full: the text stays on the screen all the same.
    }
  }

  /** What was begun for conversations that were merged goes on in the others. */
  follow(current: (id: ConversationId) => ConversationId): void {
    for (const [id, text] of [...this.#texts]) {
      const next = current(id);
      if (next === id) continue;
      this.set(id, '');
      this.restore(next, text);
    }
  }

  /** Puts a text back that was on its way, before what has been written since. */
  restore(id: ConversationId, text: string): void {
    const current = this.get(id);
    this.set(id, current.trim() === '' ? text : `${text}\n${current}`);
  }
}
