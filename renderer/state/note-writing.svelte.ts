import { mentionsIn } from './mentions.ts';
import type { NoteMessage } from './note-message.ts';
import type { CommandFailure, HubClient } from '#shared/client/types.ts';
import type { AgentId, ClientRef, ConversationId, MessageId } from '#shared/domain/ids.ts';
import { NOTE_LENGTH } from '#shared/domain/content-kinds.ts';
import { clientRefSchema } from '#shared/domain/ids.ts';
import type { Drafts } from './drafts.ts';
import type { People } from './people.svelte.ts';

/** A note in the making. It knows no way to a customer. */
export class NoteWriting {
  /** While set, the field has that note's text. */
  editing = $state<MessageId | null>(null);
  isSaving = $state(false);
  #edited = $state('');
  /** The same until the host has it: what is sent twice is one note. */
  #ref: { readonly text: string; readonly clientRef: ClientRef } | null = null;
  readonly #client: HubClient;
  readonly #people: Pick<People, 'active' | 'agents'>;
  readonly #drafts: Drafts;
  readonly #id: ConversationId;
  readonly #fail: (failure: CommandFailure) => void;

  constructor(
    client: HubClient,
    people: Pick<People, 'active' | 'agents'>,
    drafts: Drafts,
    id: ConversationId,
    fail: (failure: CommandFailure) => void,
  ) {
    this.#client = client;
    this.#people = people;
    this.#drafts = drafts;
    this.#id = id;
    this.#fail = fail;
  }

  get text(): string {
    return this.editing === null ? this.#drafts.get(this.#id) : this.#edited;
  }

  set text(text: string) {
    if (this.editing === null) this.#drafts.set(this.#id, text);
    else this.#edited = text;
  }

  get excess(): number {
    return Math.max(0, this.text.trim().length - NOTE_LENGTH);
  }

  get canSave(): boolean {
    return this.text.trim() !== '' && this.excess === 0 && !this.isSaving;
  }

  startEdit({ id, content }: NoteMessage): void {
    this.editing = id;
    this.#edited = content.text;
  }

  stopEdit(): void {
    this.editing = null;
    this.#edited = '';
  }

  /** The text leaves the field when the host has it. True: it has. */
  async save(): Promise<boolean> {
    if (!this.canSave) return false;
    this.isSaving = true;
    const text = this.text.trim();
    const { editing } = this;
    // Who was named in it and left since stays named.
    const named = editing === null ? this.#people.active : this.#people.agents;
    const mentions = [...mentionsIn(text, named)];
    const reply =
      editing === null
        ? await this.#add(text, mentions)
        : await this.#client.command('note.edit', { messageId: editing, text, mentions });
    this.isSaving = false;
    if (!reply.ok) {
      this.#fail(reply);
      return false;
    }
    if (editing === null) this.#drafts.set(this.#id, '');
    else if (this.editing === editing) this.stopEdit();
    return true;
  }

  async #add(text: string, mentions: AgentId[]) {
    const isAgain = this.#ref?.text === text;
    const clientRef = isAgain && this.#ref ? this.#ref.clientRef : newClientRef();
    this.#ref = { text, clientRef };
    const params = { conversationId: this.#id, clientRef, text, mentions };
    const reply = await this.#client.command('note.add', params);
    if (reply.ok || reply.code === 'client-ref-reused') this.#ref = null;
    return reply;
  }
}

export function newClientRef(): ClientRef {
  return clientRefSchema.parse(crypto.randomUUID());
}
