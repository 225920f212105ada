import { fileSize } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { AttachmentKind } from '#renderer/state/attachment.svelte.ts';
import type { Composing } from '#renderer/state/composing.svelte.ts';
import type { Toasts } from '#renderer/state/toasts.svelte.ts';
import { MAX_UPLOAD_BYTES } from '#shared/protocol/http.ts';

/** Attaches what can be sent and says why the rest cannot. */
export function attachFiles(
  files: Iterable<File>,
  composing: Composing,
  toasts: Toasts,
  /** Null: the file itself says what it is. */
  kind: AttachmentKind | null = null,
): void {
  const { attachment } = t.composer;
  const taken: { file: File; name: string }[] = [];
  for (const file of files) {
    const name = fileName(file);
    if (file.size === 0) toasts.show(attachment.empty(name), 'bad');
    else if (file.size > MAX_UPLOAD_BYTES) {
      toasts.show(attachment.tooBig(name, fileSize(MAX_UPLOAD_BYTES)), 'bad');
    } else taken.push({ file, name });
  }
  if (taken.length > 0) composing.attach(taken, kind);
}

/** What was copied from a screen has no name of its own. */
function fileName({ name, type }: File): string {
  const extension = type.split('/')[1]?.split(/[+;]/)[0] ?? '';
  if (name === '' || /^image\.\w+$/i.test(name))
    return `${t.composer.attachment.pasted}.${extension}`;
  return name.slice(-255);
}
