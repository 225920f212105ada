import type { PageDownload, PageWindow } from './page-window.ts';

/** Starts to fetch and decrypt a message's file and returns at once; it stays in the page. */
export function beginDownload({ key, id }: { readonly key: string; readonly id: number }): void {
  const page = globalThis as unknown as PageWindow;
  const { Msg } = page.require('WAWebCollections');
  const run = async (): Promise<PageDownload> => {
    try {
      const message = Msg.get(key) ?? (await Msg.getMessagesById([key]))?.messages?.[0];
      const { mediaData } = message ?? {};
      if (!message?.directPath || !mediaData) return { result: 'gone' };
      const stage = () => mediaData.mediaStage;
      if (stage() === 'REUPLOADING') return { result: 'busy' };
      if (stage() !== 'RESOLVED') {
        await message.downloadMedia({ downloadEvenIfExpensive: true, rmrReason: 1 });
      }
      if (stage().includes('ERROR')) return { result: 'gone' };
      if (stage() === 'FETCHING' || stage() === 'REUPLOADING') return { result: 'busy' };
      const ignored = { addAnnotations: () => ignored, addPoint: () => ignored };
      const file = await page
        .require('WAWebDownloadManager')
        .downloadManager.downloadAndMaybeDecrypt({
          directPath: message.directPath,
          encFilehash: message.encFilehash,
          filehash: message.filehash,
          mediaKey: message.mediaKey,
          mediaKeyTimestamp: message.mediaKeyTimestamp,
          type: message.type,
          signal: new AbortController().signal,
          downloadQpl: ignored,
        });
      page.desklineFiles ??= new Map();
      page.desklineFiles.set(id, new Uint8Array(file));
      return {
        result: 'ready',
        bytes: file.byteLength,
        mime: message.mimetype ?? '',
        fileName: message.filename ?? null,
      };
    } catch (error) {
      const { status } = error as { status?: unknown };
      if (status === 404 || status === 410) return { result: 'gone' };
      return { result: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
  };
  page.desklineDownloads ??= new Map();
  page.desklineDownloads.set(id, run());
}

/** The outcome, `running` when it takes longer than `ms`; `gone` of a page that was reloaded is `failed`. */
export async function awaitDownload({
  id,
  ms,
}: {
  readonly id: number;
  readonly ms: number;
}): Promise<PageDownload | 'running'> {
  const { desklineDownloads: downloads } = globalThis as unknown as PageWindow;
  const running = downloads?.get(id);
  if (!running) return { result: 'failed', why: 'The page was reloaded meanwhile.' };
  const pause = new Promise<'running'>((resolve) => setTimeout(() => resolve('running'), ms));
  const outcome = await Promise.race([running, pause]);
  if (outcome !== 'running') downloads?.delete(id);
  return outcome;
}

/** A piece of a fetched file as base64; null when the page does not have it any more. */
export function readPiece({
  id,
  offset,
  length,
}: {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
}): string | null {
  const file = (globalThis as unknown as PageWindow).desklineFiles?.get(id);
  if (!file) return null;
  const piece = file.subarray(offset, offset + length);
  // More arguments than this do not fit into one call.
  const step = 0x8000;
  let text = '';
  for (let at = 0; at < piece.length; at += step) {
    text += String.fromCharCode(...piece.subarray(at, at + step));
  }
  return btoa(text);
}

/** Gives the page its memory back. */
export function dropFile({ id }: { readonly id: number }): void {
  const page = globalThis as unknown as PageWindow;
  page.desklineDownloads?.delete(id);
  page.desklineFiles?.delete(id);
}
