import type { CommandOutcome, Core, Screen } from '#main/core/api.ts';
import { StoreError } from '#main/core/ports/store.ts';
import type { Log } from '#main/core/ports/system.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { commands, isCommandName } from '#shared/protocol/commands/index.ts';
import type { CommandName, CommandParams } from '#shared/protocol/commands/index.ts';
import type { CommandFrame, ResultFrame } from '#shared/protocol/frames.ts';
import { encodeFrame } from './host-frames.ts';

const NOT_STORED = 'The host cannot store anything right now; nothing was done.';

export interface Caller {
  readonly agent: Agent;
  readonly screen: Screen;
}

/** Checks a command, has the core do it and makes the frame that says what came of it. */
export async function runCommand(
  frame: CommandFrame,
  caller: Caller,
  handlers: Core['handlers'],
  log: Log,
): Promise<Buffer> {
  try {
    return encodeFrame(await answer(frame, caller, handlers));
  } catch (error) {
    if (error instanceof StoreError) {
      log.warn({ code: error.code, command: frame.name.slice(0, 64) }, 'a command was not stored');
      return encodeFrame(refused(frame.id, 'storage-trouble', NOT_STORED));
    }
    log.error({ error, command: frame.name.slice(0, 64) }, 'a command failed');
    const message = 'The host could not do this; its log says why.';
    return encodeFrame(refused(frame.id, 'host-trouble', message));
  }
}

async function answer(
  { id, name, params }: CommandFrame,
  caller: Caller,
  handlers: Core['handlers'],
): Promise<ResultFrame> {
  if (!isCommandName(name)) {
    return refused(id, 'unknown-command', 'This host does not know the command.');
  }
  const parsed = commands[name].params.safeParse(params);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') || 'params';
    // Rules of our own say in words what they want.
    const why = issue?.code === 'custom' ? ` ${issue.message}` : '';
    return refused(id, 'bad-params', `Not as expected: ${where}.${why}`);
  }
  return toResult(
    id,
    await call(handlers, name, parsed.data as CommandParams<typeof name>, caller),
  );
}

function call<N extends CommandName>(
  handlers: Core['handlers'],
  name: N,
  params: CommandParams<N>,
  { agent, screen }: Caller,
): Promise<CommandOutcome<N>> {
  return handlers[name](params, agent, screen);
}

function toResult(id: number, outcome: CommandOutcome<CommandName>): ResultFrame {
  if (outcome.ok) return { t: 'result', id, ok: true, value: outcome.value };
  const { ok, code, message, ...details } = outcome;
  return { t: 'result', id, ok, code, message, details };
}

export function refused(id: number, code: string, message: string): ResultFrame {
  return { t: 'result', id, ok: false, code, message, details: {} };
}
