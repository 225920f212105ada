import { z } from 'zod';

/** What the host process tells the shell that started it. */
export const hostMessageSchema = z.discriminatedUnion('type', [
  /** Serves on `port`; `setupCode` is what makes the first admin account, null once there is one. */
  z.object({
    type: z.literal('running'),
    port: z.int().min(1).max(65_535),
    setupCode: z.string().nullable(),
  }),
  /** Cannot start and is about to exit; `reason` is a sentence that says what to do. */
  z.object({ type: z.literal('failed'), reason: z.string() }),
  /** The answer to `ping`. */
  z.object({ type: z.literal('pong') }),
]);
export type HostMessage = Readonly<z.infer<typeof hostMessageSchema>>;

/** What the shell tells the host process. */
export const shellMessageSchema = z.discriminatedUnion('type', [
  /** End in order, then exit. */
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('ping') }),
]);
export type ShellMessage = Readonly<z.infer<typeof shellMessageSchema>>;
