import { z } from 'zod';
import { flowIdSchema } from './flow.ts';

/** Which flow answers when. Null: none is chosen. */
export const botCoverSchema = z.object({
  closed: z.object({ isOn: z.boolean(), flowId: flowIdSchema.nullable() }),
  open: z.object({ isOn: z.boolean(), flowId: flowIdSchema.nullable() }),
});
export type BotCover = Readonly<z.infer<typeof botCoverSchema>>;
export type BotTime = keyof BotCover;

export const NO_COVER: BotCover = {
  closed: { isOn: false, flowId: null },
  open: { isOn: false, flowId: null },
};

export const botTimes = ['closed', 'open'] as const satisfies readonly BotTime[];
