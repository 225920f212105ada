import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What a child process can be asked to do. */
type Handlers = Readonly<Record<string, (argument: never) => unknown>>;

interface Call {
  readonly t: 'do';
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}
interface Answer {
  readonly t: 'did';
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** In the child, which ends with the process that started it. */
export function serveCalls(handlers: Handlers): void {
  process.on('disconnect', () => process.exit());
  process.on('message', (message: Call | { t: string }) => {
    if (message.t === 'do') void answer(message as Call);
  });
  const answer = async ({ id, name, argument }: Call): Promise<void> => {
    try {
      const value = await handlers[name]?.(argument as never);
      process.send?.({ t: 'did', id, value } satisfies Answer);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send?.({ t: 'did', id, error: text } satisfies Answer);
    }
  };
  process.send?.({ t: 'did', id: 0 } satisfies Answer);
}

type Value<F> = F extends (argument: never) => infer R ? Awaited<R> : never;

/** In the process that started it. */
export class Callee<H extends Handlers> {
  readonly process: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #serves = Promise.withResolvers<unknown>();
  #lastId = 0;

  constructor(child: ChildProcess) {
    this.process = child;
    this.#waiting.set(0, this.#serves);
    this.#serves.promise.catch(() => undefined);
    child.on('message', (message: Answer | { t: string }) => {
      if (message.t === 'did') this.#hear(message as Answer);
    });
    child.once('exit', (code, signal) => {
      const error = new Error(`The process is over (${code ?? signal ?? ''}).`);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
  }

  /** Resolves when it can be asked. */
  async serves(): Promise<this> {
    await this.#serves.promise;
    return this;
  }

  do<N extends keyof H & string>(name: N, ...[argument]: Parameters<H[N]>): Promise<Value<H[N]>> {
    const id = ++this.#lastId;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.process.send({ t: 'do', id, name, argument } satisfies Call);
    return waiting.promise as Promise<Value<H[N]>>;
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    // Nobody waits for the answers of who is killed on purpose.
    this.#waiting.clear();
    this.process.kill('SIGKILL');
    await ended;
  }

  #hear({ id, value, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }
}
