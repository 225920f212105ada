import { z } from 'zod';
import { mediaHashSchema } from './ids.ts';

/** What the host keeps and every screen loads: a PNG that a screen has made of the chosen picture. */
export const LOGO_LIMITS = { pixels: 480, bytes: 96 * 1024 } as const;

/** What an admin may choose. Pixels are those of the longer side. */
export const LOGO_FILE_LIMITS = { pixels: 8_000, leastPixels: 32, bytes: 5 * 1024 * 1024 } as const;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const base64Length = Math.ceil(LOGO_LIMITS.bytes / 3) * 4;

/** The bytes of a PNG in base64. */
export const logoDataSchema = z.string().max(base64Length).regex(BASE64);

export const logoSchema = z.object({
  /** Of the bytes: what screens ask for it by. */
  hash: mediaHashSchema,
  width: z.int().min(1).max(LOGO_LIMITS.pixels),
  height: z.int().min(1).max(LOGO_LIMITS.pixels),
  data: logoDataSchema,
});
export type Logo = Readonly<z.infer<typeof logoSchema>>;

export const logoFacts = [
  /** Null: none. */
  z.object({
    kind: z.literal('logo.changed'),
    before: logoSchema.nullable(),
    after: logoSchema.nullable(),
  }),
] as const;
