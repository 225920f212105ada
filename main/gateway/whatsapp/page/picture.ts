import type { PageWindow } from './page-window.ts';

interface PictureRequest {
  readonly address: string;
  readonly largestBytes: number;
  readonly ms: number;
}

/**
 * Somebody's small profile picture as base64; null when there is none or it is hidden from us. May
 * ask WhatsApp's servers.
 */
export async function readPicture(request: PictureRequest): Promise<string | null> {
  const page = globalThis as unknown as PageWindow;
  const wid = page.require('WAWebWidFactory').createWid(request.address);
  const thumb = await page
    .require('WAWebCollections')
    .ProfilePicThumb.find(wid)
    .catch((error: unknown) => {
      // Hidden by its owner, or none.
      if ((error as { name?: unknown }).name === 'ServerStatusCodeError') return undefined;
      throw error;
    });
  const url = thumb?.img ?? thumb?.eurl;
  if (!url) return null;
  const response = await fetch(url, { signal: AbortSignal.timeout(request.ms) });
  if (response.status === 404 || response.status === 410) return null;
  if (!response.ok) throw new Error(`The picture answers ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length === 0 || bytes.length > request.largestBytes) return null;
  const step = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += step) {
    text += String.fromCharCode(...bytes.subarray(at, at + step));
  }
  return btoa(text);
}
