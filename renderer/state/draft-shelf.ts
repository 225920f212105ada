import { z } from 'zod';
import { conversationIdSchema, messageIdSchema } from '#shared/domain/ids.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import { isNoDraft, NO_WORDS } from '#shared/domain/draft.ts';
import type { DraftKind } from '#shared/domain/draft.ts';

const wordsSchema = z.object({ text: z.string(), quote: messageIdSchema.nullable() });
const keptSchema = z.object({ words: wordsSchema, known: wordsSchema });

/** What is written here, and what of it the host is known to have. */
export type KeptDraft = z.infer<typeof keptSchema>;

/** This device's own copy of an agent's drafts of one kind. */
export class DraftShelf {
  readonly #storage: Storage;
  readonly #prefix: string;

  constructor(storage: Storage, agentId: AgentId, kind: DraftKind) {
    this.#storage = storage;
    this.#prefix = `deskline.${kind}-draft.${agentId}.`;
  }

  all(): [ConversationId, KeptDraft][] {
    return Object.keys(this.#storage).flatMap((key) => {
      if (!key.startsWith(this.#prefix)) return [];
      const id = conversationIdSchema.safeParse(Number(key.slice(this.#prefix.length)));
      const kept = keptIn(this.#storage.getItem(key));
      return id.success && kept !== null ? [[id.data, kept]] : [];
    });
  }

  put(id: ConversationId, kept: KeptDraft): void {
    const name = this.#prefix + id;
    if (isNoDraft(kept.words) && isNoDraft(kept.known)) {
      this.#storage.removeItem(name);
      return;
    }
    try {
      this.#storage.setItem(name, JSON.stringify(kept));
    } catch {
      // The device's storage is full: it stays on the screen all the same.
    }
  }
}

function keptIn(value: string | null): KeptDraft | null {
  if (value === null) return null;
  try {
    return keptSchema.parse(JSON.parse(value));
  } catch {
    // Whatever it is, somebody wrote it.
    return { words: { text: value, quote: null }, known: NO_WORDS };
  }
}
