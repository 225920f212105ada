import { commands } from '../protocol/commands/index.ts';
import type { CommandName, CommandParams, CommandResult } from '../protocol/commands/index.ts';
import type { CommandFrame, ResultFrame } from '../protocol/frames.ts';
import type { CommandFailure, CommandReply } from './types.ts';

/** Below what the host allows one session to have running. */
const MAX_RUNNING = 16;

interface Tracked {
  readonly id: number;
  readonly name: CommandName;
  readonly params: unknown;
  isSent: boolean;
  settle(answer: ResultFrame | CommandFailure): void;
}

export function commandFailure(code: string, message: string): CommandFailure {
  return { ok: false, code, message, details: {} };
}

/** Which commands were asked, which wait for the connection and which for their answer. */
export class CommandTracker {
  readonly #send: (frame: CommandFrame) => CommandFailure | null;
  readonly #tracked = new Map<number, Tracked>();
  #state: 'over' | 'waiting' | 'online' = 'over';
  #nextId = 1;
  #running = 0;

  /** `send` may refuse a frame that the host would not take. */
  constructor(send: (frame: CommandFrame) => CommandFailure | null) {
    this.#send = send;
  }

  run<N extends CommandName>(name: N, params: CommandParams<N>): Promise<CommandReply<N>> {
    const refusal = this.#refusal(name);
    if (refusal) return Promise.resolve(refusal);
    return new Promise((resolve) => {
      const tracked: Tracked = {
        id: this.#nextId++,
        name,
        params,
        isSent: false,
        settle: (answer) => resolve(readAnswer(name, answer)),
      };
      this.#tracked.set(tracked.id, tracked);
      this.#pump();
    });
  }

  /** An attempt to connect is under way: what may be repeated waits for it. */
  started(): void {
    if (this.#state === 'over') this.#state = 'waiting';
  }

  online(): void {
    this.#state = 'online';
    this.#pump();
  }

  lost(reason: CommandFailure | null): void {
    this.#state = 'waiting';
    this.#running = 0;
    for (const tracked of [...this.#tracked.values()]) {
      if (reason && tracked.isSent) this.#fail(tracked, reason);
      else if (commands[tracked.name].repeatable) tracked.isSent = false;
      else {
        this.#fail(
          tracked,
          commandFailure(
            'disconnected',
            'The connection was lost before the answer came; it may have been done.',
          ),
        );
      }
    }
  }

  over(): void {
    this.#state = 'over';
    this.#running = 0;
    for (const tracked of [...this.#tracked.values()]) this.#fail(tracked, notConnected());
  }

  result(frame: ResultFrame): void {
    const tracked = this.#tracked.get(frame.id);
    if (!tracked?.isSent) return;
    this.#tracked.delete(frame.id);
    this.#running -= 1;
    tracked.settle(frame);
    this.#pump();
  }

  #refusal(name: CommandName): CommandFailure | null {
    const canWait = this.#state === 'waiting' && commands[name].repeatable;
    return this.#state === 'online' || canWait ? null : notConnected();
  }

  #pump(): void {
    if (this.#state !== 'online') return;
    for (const tracked of [...this.#tracked.values()]) {
      if (this.#running >= MAX_RUNNING || this.#state !== 'online') return;
      if (tracked.isSent) continue;
      tracked.isSent = true;
      this.#running += 1;
      const { id, name, params } = tracked;
      const refusal = this.#send({ t: 'command', id, name, params });
      if (!refusal) continue;
      this.#running -= 1;
      this.#fail(tracked, refusal);
    }
  }

  #fail(tracked: Tracked, failure: CommandFailure): void {
    this.#tracked.delete(tracked.id);
    tracked.settle(failure);
  }
}

function notConnected(): CommandFailure {
  return commandFailure('disconnected', 'There is no connection to the host.');
}

function readAnswer<N extends CommandName>(
  name: N,
  answer: ResultFrame | CommandFailure,
): CommandReply<N> {
  if (!answer.ok) {
    const { code, message, details } = answer;
    return { ok: false, code, message, details };
  }
  const parsed = commands[name].result.safeParse(answer.value);
  if (!parsed.success) {
    return commandFailure('host-trouble', 'The answer of the host could not be understood.');
  }
  return { ok: true, value: parsed.data as CommandResult<N> };
}
