import type { HubClient, PendingReply } from '#shared/client/types.ts';
import { textOf } from '#shared/domain/apply-action.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ClientRef, ConversationId, MessageId } from '#shared/domain/ids.ts';
import { isMediaContent, MAX_CAPTION_LENGTH, MAX_TEXT_LENGTH } from '#shared/domain/message.ts';
import type { Message } from '#shared/domain/message.ts';
import type { ReplyBody } from '#shared/protocol/commands/reply.ts';
import { Attachment } from './attachment.svelte.ts';
import type { AttachmentKind, MediaBody } from './attachment.svelte.ts';
import type { Drafts } from './drafts.ts';
import type { MessageActions } from './message-actions.svelte.ts';

/** What of a reply was typed into the composer. */
export function typedText(body: ReplyBody): string {
  if (body.kind === 'text') return body.text;
  return 'hash' in body ? body.caption : '';
}

/** A message that is being given another text. */
interface Editing {
  readonly messageId: MessageId;
  readonly before: string;
  readonly limit: number;
}

/** What an agent is writing to one customer: text and attachments, until it is on its way. */
export class Composing {
  attachments = $state.raw<readonly Attachment[]>([]);
  /** Send was pressed while files were still uploading. */
  isWaiting = $state(false);
  /** While set, the composer has that message's text; what was begun is still there afterwards. */
  editing = $state.raw<Editing | null>(null);
  #edited = $state('');
  readonly #client: HubClient;
  readonly #drafts: Drafts;
  readonly #actions: MessageActions;
  readonly #id: ConversationId;

  constructor(client: HubClient, drafts: Drafts, actions: MessageActions, id: ConversationId) {
    this.#client = client;
    this.#drafts = drafts;
    this.#actions = actions;
    this.#id = id;
  }

  get text(): string {
    return this.editing === null ? this.#drafts.get(this.#id) : this.#edited;
  }

  set text(text: string) {
    if (this.editing === null) this.#drafts.set(this.#id, text);
    else this.#edited = text;
  }

  /** The message that this answers. */
  get quote(): MessageId | null {
    return this.#drafts.quote(this.#id);
  }

  set quote(messageId: MessageId | null) {
    this.#drafts.setQuote(this.#id, messageId);
  }

  startEdit({ id, content }: Message, text = textOf(content)): void {
    const before = textOf(content);
    if (before === null || text === null) return;
    const limit = isMediaContent(content) ? MAX_CAPTION_LENGTH : MAX_TEXT_LENGTH;
    this.editing = { messageId: id, before, limit };
    this.#edited = text;
  }

  stopEdit(): void {
    this.editing = null;
    this.#edited = '';
  }

  /** Characters above what WhatsApp takes in one message. */
  get excess(): number {
    const usual = this.attachments.length > 0 ? MAX_CAPTION_LENGTH : MAX_TEXT_LENGTH;
    const limit = this.editing?.limit ?? usual;
    return Math.max(0, this.text.trim().length - limit);
  }

  get isEmpty(): boolean {
    return this.text.trim() === '' && this.attachments.length === 0;
  }

  get isUploading(): boolean {
    return this.attachments.some(({ hash, failure }) => hash === null && failure === null);
  }

  get canSend(): boolean {
    if (this.editing !== null) return this.text.trim() !== '' && this.excess === 0;
    const hasFailed = this.attachments.some(({ failure }) => failure !== null);
    return !this.isEmpty && this.excess === 0 && !hasFailed && !this.isWaiting;
  }

  /** `kind` is null where the files themselves say what they are. */
  attach(
    files: readonly { readonly file: File; readonly name: string }[],
    kind: AttachmentKind | null = null,
  ): void {
    const added = files.map(({ file, name }) => Attachment.fromFile(file, name, kind));
    this.attachments = [...this.attachments, ...added];
  }

  /** A file that the host has already, a quick reply's for example. */
  attachStored(file: Pick<MediaBody, 'kind' | 'hash' | 'fileName'>): void {
    this.attachments = [...this.attachments, Attachment.fromBody({ ...file, caption: '' })];
  }

  remove(attachment: Attachment): void {
    attachment.discard();
    this.attachments = this.attachments.filter((other) => other !== attachment);
  }

  /** The conversation was merged into another one: what was begun goes on there. */
  handOver(next: Composing): void {
    next.attachments = [...next.attachments, ...this.attachments];
    this.attachments = [];
    if (this.editing === null || next.editing !== null) return;
    next.editing = this.editing;
    next.text = this.text;
    this.stopEdit();
  }

  /** Text and files leave the composer only when they are on their way. True: they are. */
  async send(): Promise<boolean> {
    if (!this.canSend) return false;
    if (this.editing !== null) {
      this.#saveEdit(this.editing);
      return false;
    }
    this.isWaiting = true;
    await Promise.all(this.attachments.map(({ uploaded }) => uploaded));
    this.isWaiting = false;
    if (!this.canSend) return false;
    if (this.attachments.length > 0) this.#replyWithFiles();
    else this.#reply({ kind: 'text', text: this.text.trim() });
    this.text = '';
    return true;
  }

  /** What was made in a dialog goes out by itself; what is being written stays. */
  sendOther(body: ReplyBody): void {
    this.#reply(body);
  }

  /** False: it could not be uploaded and stays among the attachments. */
  async sendVoice(file: File): Promise<boolean> {
    const voice = Attachment.fromFile(file, file.name, 'voice');
    await voice.uploaded;
    if (voice.hash === null) {
      this.attachments = [...this.attachments, voice];
      return false;
    }
    const { kind, hash, name } = voice;
    this.#reply({ kind, caption: '', hash, fileName: name });
    voice.discard();
    return true;
  }

  /** Takes a held or failed reply back for editing. */
  takeBack(clientRef: ClientRef): void {
    const reply = this.#client.takeBack(clientRef);
    if (reply) this.writeAgain(reply);
  }

  /** What was written before is in the composer again, to be changed and sent. */
  writeAgain({ body, quote }: Pick<PendingReply, 'body' | 'quote'>): void {
    if (quote !== null) this.quote = quote;
    if ('hash' in body) {
      this.attachments = [...this.attachments, Attachment.fromBody(body)];
    }
    const text = typedText(body);
    if (text !== '') this.#drafts.restore(this.#id, text);
  }

  #replyWithFiles(): void {
    for (const [index, { hash, kind, name }] of this.attachments.entries()) {
      if (hash === null) continue;
      const caption = index === 0 ? this.text.trim() : '';
      this.#reply({ kind, caption, hash, fileName: name });
    }
    for (const attachment of this.attachments) attachment.discard();
    this.attachments = [];
  }

  /** The first message that goes out answers what is quoted. */
  #reply(body: ReplyBody): void {
    this.#client.reply(this.#id, body, this.#quotable());
    this.quote = null;
  }

  /** Null also for what was taken back meanwhile: the composer has said so. */
  #quotable(): MessageId | null {
    const timeline = this.#client.replica.timeline(this.#id);
    const quoted = timeline?.messages.find(({ id }) => id === this.quote);
    return quoted?.deletion === undefined ? this.quote : null;
  }

  #saveEdit(editing: Editing): void {
    const text = this.text.trim();
    this.stopEdit();
    if (text === editing.before.trim()) return;
    const conversation = this.#client.replica.conversations.get(this.#id);
    if (conversation) void this.#edit(conversation, editing, text);
  }

  async #edit(conversation: Conversation, editing: Editing, text: string): Promise<void> {
    const isDone = await this.#actions.edit(conversation, editing.messageId, text);
    if (isDone || this.editing !== null) return;
    this.editing = editing;
    this.#edited = text;
  }
}
