import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure, HubClient } from '#shared/client/types.ts';
import type { ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { Drafts } from './drafts.ts';
import { NoteWriting } from './note-writing.svelte.ts';
import type { People } from './people.svelte.ts';
import { explain } from './problems.ts';
import type { Toasts } from './toasts.svelte.ts';

/** Notes for colleagues: what is being written of them, and taking them back. */
export class Notes {
  readonly drafts: Drafts;
  readonly #client: HubClient;
  readonly #people: People;
  readonly #toasts: Toasts;
  readonly #writing = new Map<ConversationId, NoteWriting>();

  constructor(client: HubClient, people: People, toasts: Toasts, drafts: Drafts) {
    this.#client = client;
    this.#people = people;
    this.#toasts = toasts;
    this.drafts = drafts;
  }

  writing(id: ConversationId): NoteWriting {
    const known = this.#writing.get(id);
    if (known) return known;
    const fail = (failure: CommandFailure): void => this.#tell(failure);
    const writing = new NoteWriting(this.#client, this.#people, this.drafts, id, fail);
    this.#writing.set(id, writing);
    return writing;
  }

  async remove(messageId: MessageId): Promise<void> {
    const reply = await this.#client.command('note.delete', { messageId });
    if (!reply.ok) this.#tell(reply);
  }

  /** This person has seen the notes that name them here. */
  async see(conversationId: ConversationId): Promise<void> {
    await this.#client.command('mention.see', { conversationId });
  }

  #tell(failure: CommandFailure): void {
    const { failed } = t.handling.note;
    const known = Object.entries(failed).find(([code]) => code === failure.code)?.[1];
    this.#toasts.show(known ?? explain(failure), 'bad');
  }
}
