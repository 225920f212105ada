import type { IpcMain, WebFrameMain } from 'electron';
import type { z } from 'zod';
import type { IpcAnswer, IpcCall, IpcCalls, IpcFailure } from '#shared/ipc/channels.ts';
import { fail } from '#shared/util/result.ts';
import type { Log } from '#main/core/ports/system.ts';

export type IpcHandler<C extends IpcCall> = (
  ...params: Parameters<IpcCalls[C]>
) => IpcAnswer<C> | Promise<IpcAnswer<C>>;

export interface IpcRouter {
  /** Answers a call of the screens; `params` is the schema of everything they may send with it. */
  handle<C extends IpcCall>(
    channel: C,
    params: z.ZodType<Parameters<IpcCalls[C]>>,
    handler: IpcHandler<C>,
  ): void;
}

interface RouterOptions {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  /** Whether a frame is one of our screens. */
  readonly isTrusted: (frame: WebFrameMain | null) => boolean;
  readonly log: Log;
}

/** The only place where the screens' calls come in: sender, schema, then the handler. */
export function createIpcRouter({ ipcMain, isTrusted, log }: RouterOptions): IpcRouter {
  return {
    handle(channel, params, handler) {
      ipcMain.handle(channel, async (event, ...received: unknown[]) => {
        if (!isTrusted(event.senderFrame)) {
          log.warn({ channel, origin: event.senderFrame?.origin }, 'A foreign frame was refused.');
          return forbidden;
        }
        const parsed = params.safeParse(received);
        if (!parsed.success) {
          log.warn({ channel, problem: parsed.error.message }, 'A call from a screen was refused.');
          return badParams;
        }
        try {
          return await handler(...parsed.data);
        } catch (error) {
          log.error({ channel, error }, 'A call from a screen failed.');
          return failed;
        }
      });
    },
  };
}

const forbidden: IpcFailure = fail('forbidden', 'Only the screens of Deskline may ask.');
const badParams: IpcFailure = fail('bad-params', 'That does not fit the call.');
const failed: IpcFailure = fail('failed', 'That did not work; the log says why.');
