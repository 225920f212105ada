import { z } from 'zod';
import { timestampSchema } from './ids.ts';

/**
 * Why a session is over. `signed-out`: by its own person; `elsewhere`: they signed in on another
 * device; `by-admin`: an admin ended it; `unused`: nobody used it for long;
 * `shift-over`: its person's working hours are, and the time of grace; `computer-revoked`: an admin
 * keeps its PC out; `browsers-off`: the office wants no browsers on other PCs any more.
 */
export const sessionEndSchema = z.object({
  why: z.enum([
    'signed-out',
    'elsewhere',
    'by-admin',
    'password-changed',
    'password-reset',
    'deactivated',
    'unused',
    'shift-over',
    'computer-revoked',
    'browsers-off',
  ]),
  /** With `elsewhere`: what the browser or app there says it is. */
  device: z.string().optional(),
});
export type SessionEnd = Readonly<z.infer<typeof sessionEndSchema>>;

/** Where somebody is signed in. */
export const openSessionSchema = z.object({
  /** What the browser or app says it is. */
  device: z.string(),
  /** On a paired computer: what admins call that. */
  computer: z.string().optional(),
  address: z.string(),
  startedAt: timestampSchema,
});
export type OpenSession = Readonly<z.infer<typeof openSessionSchema>>;

/** A browser or app of this name is kept and shown no longer than this. */
export const DEVICE_LENGTH = 200;
