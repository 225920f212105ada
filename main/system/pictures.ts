import { createHash } from 'node:crypto';
import type { Pictures } from '#main/core/ports/system.ts';
import { logoSchema, LOGO_LIMITS } from '#shared/domain/logo.ts';
import { decodePng } from './png.ts';

export const pictures: Pictures = {
  logo(base64) {
    const png = decodePng(Buffer.from(base64, 'base64'), LOGO_LIMITS.pixels);
    if (png === null) return null;
    const { width, height, bytes } = png;
    const hash = createHash('sha256').update(bytes).digest('hex');
    return (
      logoSchema.safeParse({ hash, width, height, data: bytes.toString('base64') }).data ?? null
    );
  },
};
