import type { HubClient } from '#shared/client/types.ts';
import type { ClientRef, ConversationId } from '#shared/domain/ids.ts';
import { MAX_CAPTION_LENGTH, MAX_TEXT_LENGTH } from '#shared/domain/message.ts';
import type { ReplyBody } from '#shared/protocol/commands/reply.ts';
import { Attachment } from './attachment.svelte.ts';
import type { AttachmentKind } from './attachment.svelte.ts';
import type { Drafts } from './drafts.svelte.ts';

/** What of a reply was typed into the composer. */
export function typedText(body: ReplyBody): string {
  if (body.kind === 'text') return body.text;
  return 'hash' in body ? body.caption : '';
}

/** What an agent is writing to one customer: text and attachments, until it is on its way. */
export class Composing {
  attachments = $state.raw<readonly Attachment[]>([]);
  /** Send was pressed while files were still uploading. */
  isWaiting = $state(false);
  readonly #client: HubClient;
  readonly #drafts: Drafts;
  readonly #id: ConversationId;

  constructor(client: HubClient, drafts: Drafts, id: ConversationId) {
    this.#client = client;
    this.#drafts = drafts;
    this.#id = id;
  }

  get text(): string {
    return this.#drafts.get(this.#id);
  }

  set text(text: string) {
    this.#drafts.set(this.#id, text);
  }

  /** Characters above what WhatsApp takes in one message. */
  get excess(): number {
    const limit = this.attachments.length > 0 ? MAX_CAPTION_LENGTH : MAX_TEXT_LENGTH;
    return Math.max(0, this.text.trim().length - limit);
  }

  get isEmpty(): boolean {
    return this.text.trim() === '' && this.attachments.length === 0;
  }

  get isUploading(): boolean {
    return this.attachments.some(({ hash, failure }) => hash === null && failure === null);
  }

  get canSend(): boolean {
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

  remove(attachment: Attachment): void {
    attachment.discard();
    this.attachments = this.attachments.filter((other) => other !== attachment);
  }

  /** Text and files leave the composer only when they are on their way. True: they are. */
  async send(): Promise<boolean> {
    if (!this.canSend) return false;
    this.isWaiting = true;
    await Promise.all(this.attachments.map(({ uploaded }) => uploaded));
    this.isWaiting = false;
    if (!this.canSend) return false;
    if (this.attachments.length > 0) this.#replyWithFiles();
    else this.#client.reply(this.#id, { kind: 'text', text: this.text.trim() });
    this.text = '';
    return true;
  }

  /** What was made in a dialog goes out by itself; what is being written stays. */
  sendOther(body: ReplyBody): void {
    this.#client.reply(this.#id, body);
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
    this.#client.reply(this.#id, { kind, caption: '', hash, fileName: name });
    voice.discard();
    return true;
  }

  /** Takes a held or failed reply back for editing. */
  takeBack(clientRef: ClientRef): void {
    const reply = this.#client.takeBack(clientRef);
    if (!reply) return;
    const { body } = reply;
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
      this.#client.reply(this.#id, { kind, caption, hash, fileName: name });
    }
    for (const attachment of this.attachments) attachment.discard();
    this.attachments = [];
  }
}
