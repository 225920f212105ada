import { Worker } from 'node:worker_threads';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { bounded } from './bounded.ts';
import { endBrowser } from './browser-process.ts';
import { callLimit } from './limits.ts';
import { calls, fromWorkerSchema } from './protocol.ts';
import type {
  CallName,
  CallParams,
  CallResult,
  Fact,
  FromWorker,
  SessionOrder,
  ToWorker,
  WorkerData,
} from './protocol.ts';
import { keepTypeScriptSteady } from './steady-typescript.ts';

/** The worker answers within its own limit; this is for one that cannot. */
const MARGIN_MS = 5_000;
const END_MS = 12_000;

interface WorkerSessionOptions extends WorkerData {
  readonly clock: Clock;
  readonly log: Log;
  readonly onFact: (fact: Fact) => void;
  readonly onEvent: (event: GatewayEvent) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: GatewayError) => void;
}

/** The worker of one session, seen from the gateway. */
export class WorkerSession {
  readonly #options: WorkerSessionOptions;
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #browserPid: number | null = null;
  #hasEnded = false;

  constructor(options: WorkerSessionOptions) {
    this.#options = options;
    const { directory, browserPath, sendLimits, pace } = options;
    keepTypeScriptSteady();
    const workerData: WorkerData = { directory, browserPath, sendLimits, pace };
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData,
      name: 'whatsapp',
    });
    this.#worker.on('message', (data: unknown) => this.#receive(data));
    this.#worker.on('error', (error: unknown) => {
      options.log.error({ error }, "The gateway's worker failed.");
    });
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#ended();
        resolve();
      });
    });
  }

  /** Rejects with a GatewayError, at the latest when the call's time is over. */
  async call<N extends CallName>(name: N, params: CallParams<N>): Promise<CallResult<N>> {
    if (this.#hasEnded) throw notConnected();
    const id = ++this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#tell({ type: 'call', id, name, params });
    });
    const { clock, sendLimits } = this.#options;
    const limit = callLimit(name, params, sendLimits) + MARGIN_MS;
    try {
      const value = await bounded(clock, limit, `The call ${name}`, answer);
      return calls[name].result.parse(value) as CallResult<N>;
    } finally {
      this.#waiting.delete(id);
    }
  }

  order(order: SessionOrder): void {
    this.#tell({ type: 'order', order });
  }

  /** Ends the worker and its browser, in order when they let us. */
  async end(byForce = false): Promise<void> {
    const { clock, log } = this.#options;
    if (byForce && !this.#hasEnded) await this.#worker.terminate();
    if (!this.#hasEnded) {
      this.#tell({ type: 'stop' });
      try {
        await bounded(clock, END_MS, 'Ending the session', this.#exited);
      } catch (error) {
        log.warn({ error }, "The gateway's worker is ended by force.");
        await this.#worker.terminate();
      }
    }
    if (this.#browserPid !== null) await endBrowser(this.#browserPid, clock);
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(data: unknown): void {
    const parsed = fromWorkerSchema.safeParse(data);
    if (parsed.success) this.#handle(parsed.data);
    else this.#options.log.error({ error: parsed.error }, 'The gateway worker said nonsense.');
  }

  #handle(message: FromWorker): void {
    const { log, onFact, onEvent } = this.#options;
    switch (message.type) {
      case 'browser':
        this.#browserPid = message.pid;
        return;
      case 'fact':
        return onFact(message.fact);
      case 'event':
        return onEvent(message.event);
      case 'answer':
        return this.#waiting.get(message.id)?.resolve(message.value);
      case 'failure': {
        const error = new GatewayError(message.code, message.message);
        return this.#waiting.get(message.id)?.reject(error);
      }
      case 'log':
        return log[message.level](message.details, message.what);
    }
  }

  #ended(): void {
    this.#hasEnded = true;
    for (const { reject } of this.#waiting.values()) reject(notConnected());
    this.#waiting.clear();
    // The lifecycle knows already when this was meant to happen.
    this.#options.onFact({ type: 'lost', trouble: 'worker-ended', detail: '' });
  }
}

function notConnected(): GatewayError {
  return new GatewayError('not-connected', 'WhatsApp is not connected.');
}
