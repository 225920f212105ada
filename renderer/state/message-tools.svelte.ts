import { tick } from 'svelte';
import type { NoteMessage } from './note-message.ts';
import { isNote } from './note-message.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import type { Chat } from './chat.svelte.ts';
import type { Desk } from './desk.svelte.ts';

/** Where a menu opens: at a button, a message or where the pointer was. */
export interface Anchor {
  getBoundingClientRect(): DOMRect;
}

interface Opening {
  readonly anchor: Anchor;
  /** Where the focus goes when it closes. */
  readonly opener: HTMLElement | null;
  /** What has the focus first. */
  readonly startsAt: 'reactions' | 'actions';
}

export type MessageDialog = 'emoji' | 'delete' | 'edits' | 'info';

/** What the messages of the open conversation share: one menu, one dialog, the ways between them. */
export class MessageTools {
  menu = $state.raw<(Opening & { readonly messageId: MessageId }) | null>(null);
  dialog = $state.raw<{ readonly what: MessageDialog; readonly messageId: MessageId } | null>(null);
  /** The message that Tab stops at. */
  current = $state<MessageId | null>(null);
  /** What the person writes here; for every conversation that is opened a message at first. */
  writes = $state<'message' | 'note'>('message');
  readonly desk: Desk;
  readonly #chat: Chat;
  /** Brings the person to the composer. */
  readonly #write: () => void;

  constructor(desk: Desk, chat: Chat, write: () => void) {
    this.desk = desk;
    this.#chat = chat;
    this.#write = write;
  }

  get conversation(): Conversation | null {
    return this.desk.conversations.get(this.#chat.id);
  }

  /** Null while it is not loaded. */
  find(id: MessageId | null): Message | null {
    if (id === null) return null;
    return this.#chat.timeline?.messages.find((message) => message.id === id) ?? null;
  }

  /** One that is not loaded, without loading what is around it. Null: it is not there any more. */
  async read(id: MessageId): Promise<Message | null> {
    const anchor = { messageId: id, side: 'around' } as const;
    const conversationId = this.#chat.id;
    const asked = { conversationId, anchor, limit: 1 };
    const reply = await this.desk.client.command('conversation.history', asked);
    if (!reply.ok) return null;
    return reply.value.messages.find((message) => message.id === id) ?? null;
  }

  openMenu(messageId: MessageId, opening: Opening): void {
    this.current = messageId;
    this.menu = { messageId, ...opening };
  }

  /** Begins an answer that quotes it. */
  answer({ id }: Message): void {
    const composing = this.desk.composing(this.#chat.id);
    composing.stopEdit();
    composing.quote = id;
    this.writeMessage();
  }

  /** The last message of this person, when WhatsApp still takes an edit of it. */
  editLast(now: number): void {
    const { conversation } = this;
    const own = this.#chat.timeline?.messages.findLast(
      (message) =>
        !isNote(message) &&
        message.author.type === 'agent' &&
        this.desk.people.isMe(message.author.agentId),
    );
    if (!own || !conversation) return;
    if (this.desk.actions.obstacle('edit', own, conversation, now) === null) this.edit(own);
  }

  edit(message: Message): void {
    this.desk.composing(this.#chat.id).startEdit(message);
    this.writeMessage();
  }

  writeMessage(): void {
    this.writes = 'message';
    this.#write();
  }

  writeNote(): void {
    this.writes = 'note';
    this.#write();
  }

  editNote(note: NoteMessage): void {
    this.desk.notes.writing(this.#chat.id).startEdit(note);
    this.writeNote();
  }

  open(what: MessageDialog, messageId: MessageId): void {
    this.dialog = { what, messageId };
  }

  /** Puts a message in view and marks it for a moment, also one that is not loaded yet. */
  async jump(id: MessageId | null): Promise<void> {
    // What is marked already is marked anew.
    this.#chat.aim = null;
    await tick();
    await this.#chat.open(id);
  }
}
