import { z } from 'zod';
import { timestampSchema } from './ids.ts';

/**
 * Why the host cannot store anything right now. Until it is over replies are refused and what
 * customers write stays in WhatsApp, from where it is fetched afterwards.
 */
export const troubleSchema = z.object({
  /**
   * `disk-full` and `read-only` end by themselves when somebody makes room or gives the rights
   * back; `io`: the disk fails in other ways; `damaged`: the database, which needs a restart.
   */
  name: z.enum(['disk-full', 'read-only', 'io', 'damaged']),
  since: timestampSchema,
});
export type Trouble = Readonly<z.infer<typeof troubleSchema>>;
