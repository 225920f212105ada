import { fileSize } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import { MAX_CAPTION_LENGTH } from '#shared/domain/message.ts';
import { QUICK_REPLY_LENGTH, shortcutSchema } from '#shared/domain/quick-replies.ts';
import type { QuickReply } from '#shared/domain/quick-replies.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { MAX_UPLOAD_BYTES } from '#shared/protocol/http.ts';
import { Attachment } from './attachment.svelte.ts';
import type { People } from './people.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';

/** A quick reply that is being made or changed. */
export class QuickReplyWriting {
  shortcut = $state('');
  text = $state('');
  isForTeam = $state(false);
  attachment = $state.raw<Attachment | null>(null);
  readonly #id: QuickReply['id'] | null;
  readonly #me: QuickReply['ownerId'];

  constructor(before: QuickReply | null, people: People) {
    this.#id = before?.id ?? null;
    this.#me = people.me?.id ?? null;
    this.shortcut = before?.shortcut ?? '';
    this.text = before?.text ?? '';
    this.isForTeam = before === null ? people.may('write-team-replies') : before.ownerId === null;
    const file = before?.file ?? null;
    if (file !== null) this.attachment = Attachment.fromBody({ ...file, caption: '' });
  }

  get isShortcutRight(): boolean {
    return shortcutSchema.safeParse(this.shortcut.trim()).success;
  }

  get isEmpty(): boolean {
    return this.text.trim() === '' && this.attachment === null;
  }

  /** Characters above what fits. */
  get excess(): number {
    const limit = this.attachment === null ? QUICK_REPLY_LENGTH : MAX_CAPTION_LENGTH;
    return Math.max(0, this.text.trim().length - limit);
  }

  attach(file: File | undefined, toasts: Toasts): void {
    if (file === undefined) return;
    const { attachment } = t.composer;
    if (file.size === 0) toasts.show(attachment.empty(file.name), 'bad');
    else if (file.size > MAX_UPLOAD_BYTES) {
      toasts.show(attachment.tooBig(file.name, fileSize(MAX_UPLOAD_BYTES)), 'bad');
    } else this.attachment = Attachment.fromFile(file, file.name.slice(-255));
  }

  removeFile(): void {
    this.attachment?.discard();
    this.attachment = null;
  }

  /** When its file has arrived at the host; null: that did not work, as the file itself says. */
  async finished(): Promise<CommandParams<'quick-reply.save'>['quickReply'] | null> {
    await this.attachment?.uploaded;
    const { attachment } = this;
    if (attachment !== null && attachment.hash === null) return null;
    return {
      id: this.#id,
      shortcut: this.shortcut.trim(),
      text: this.text.trim(),
      ownerId: this.isForTeam ? null : this.#me,
      file:
        attachment?.hash == null
          ? null
          : { kind: attachment.kind, hash: attachment.hash, fileName: attachment.name },
    };
  }
}
