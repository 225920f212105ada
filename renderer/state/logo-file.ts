import { LOGO_FILE_LIMITS, LOGO_LIMITS } from '#shared/domain/logo.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';

export type LogoFileProblem =
  'svg' | 'kind' | 'empty' | 'bytes' | 'pixels' | 'small' | 'unreadable';

/** Each is tried until one is small enough: a photo needs fewer pixels than a drawing. */
const SIDES = [LOGO_LIMITS.pixels, 360, 280, 200, 128];

/** Decodes what somebody chose and makes a logo's PNG of it, in base64. */
export async function readLogoFile(file: Blob): Promise<Result<string, Failure<LogoFileProblem>>> {
  if (file.size === 0) return problem('empty');
  const kind = pictureKind(new Uint8Array(await file.slice(0, 512).arrayBuffer()));
  if (kind !== 'picture') return problem(kind);
  if (file.size > LOGO_FILE_LIMITS.bytes) return problem('bytes');
  const picture = await decoded(file);
  if (picture === null) return problem('unreadable');
  try {
    const side = Math.max(picture.width, picture.height);
    if (side > LOGO_FILE_LIMITS.pixels) return problem('pixels');
    if (side < LOGO_FILE_LIMITS.leastPixels) return problem('small');
    for (const most of SIDES) {
      const png = await drawn(picture, Math.min(1, most / side));
      if (png !== null && png.size <= LOGO_LIMITS.bytes) return ok(await base64Of(png));
    }
    return problem('unreadable');
  } finally {
    picture.close();
  }
}

function problem(code: LogoFileProblem): Failure<LogoFileProblem> {
  return fail(code, `The chosen file is no logo: ${code}.`);
}

/** By its first bytes: names and types of files are often wrong. */
export function pictureKind(start: Uint8Array): 'picture' | 'svg' | 'kind' {
  const text = String.fromCharCode(...start);
  if (text.startsWith('\x89PNG\r\n\x1a\n') || text.startsWith('\xff\xd8\xff')) return 'picture';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'picture';
  // With whatever stands in front of it: a byte order mark, a declaration, a comment.
  return /<svg[\s>:]|<!doctype svg/i.test(text.replaceAll('\0', '')) ? 'svg' : 'kind';
}

async function decoded(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file);
  } catch {
    // What a browser cannot decode it says by throwing.
    return null;
  }
}

async function drawn(picture: ImageBitmap, scale: number): Promise<Blob | null> {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/png' });
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
