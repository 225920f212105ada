import { parentPort, workerData } from 'node:worker_threads';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { invariant } from '#shared/util/assert.ts';
import { bounded } from './bounded.ts';
import { callLimit } from './limits.ts';
import { calls, toWorkerSchema, workerDataSchema } from './protocol.ts';
import type { CallHandlers, CallName, CallParams, FromWorker } from './protocol.ts';
import { Session } from './session/session.ts';
import { createCallHandlers } from './session/session-calls.ts';

/**
 * The thread that whatsapp-web.js runs in, so that its crashes and blockages stay here. It drives
 * one browser session and ends with it.
 */
invariant(parentPort, 'the gateway worker has a parent');
const port = parentPort;
const { directory, browserPath, sendLimits, pace } = workerDataSchema.parse(workerData);

const clock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

const tell = (message: FromWorker, transfer: ArrayBuffer[] = []) =>
  port.postMessage(message, transfer);

const logLine = (level: 'debug' | 'info' | 'warn' | 'error') => (details: object, what: string) =>
  tell({ type: 'log', level, details: toPlain(details), what });
const log: Log = {
  debug: logLine('debug'),
  info: logLine('info'),
  warn: logLine('warn'),
  error: logLine('error'),
  child: () => log,
};

/** Errors carry things that cannot be sent to another thread. */
function toPlain(details: object): Record<string, unknown> {
  const plain = Object.entries(details).map(([name, value]: [string, unknown]) => [
    name,
    value instanceof Error
      ? { name: value.name, message: value.message, stack: value.stack }
      : value,
  ]);
  return Object.fromEntries(plain) as Record<string, unknown>;
}

const session = new Session({
  directory,
  browserPath,
  pace,
  clock,
  log,
  onBrowser: (pid) => tell({ type: 'browser', pid }),
  onFact: (fact) => tell({ type: 'fact', fact }),
  onEvent: (event) => tell({ type: 'event', event }),
  // Also ends a browser that is only just starting.
  onClosed: () => process.exit(0),
});
const handlers = createCallHandlers(session, sendLimits);

async function run<N extends CallName>(id: number, name: N, params: unknown): Promise<void> {
  try {
    const parsed = calls[name].params.parse(params) as CallParams<N>;
    const handler: CallHandlers[N] = handlers[name];
    const limit = callLimit(name, parsed, sendLimits) + (name === 'send' ? 2_000 : 0);
    const value: unknown = await bounded(clock, limit, `The call ${name}`, handler(parsed));
    tell({ type: 'answer', id, value }, bytesOf(value));
  } catch (error) {
    const code = error instanceof GatewayError ? error.code : 'failed';
    const message = error instanceof Error ? error.message : String(error);
    tell({ type: 'failure', id, code, message });
  }
}

/** Handed over instead of copied. */
function bytesOf(value: unknown): ArrayBuffer[] {
  const bytes = value instanceof Object && 'bytes' in value ? value.bytes : null;
  return bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
}

port.on('message', (data: unknown) => {
  const message = toWorkerSchema.parse(data);
  if (message.type === 'stop') void session.stop();
  else if (message.type === 'order') session.obey(message.order);
  else void run(message.id, message.name, message.params);
});

// The library has promises nobody waits for. What really breaks is noticed by the session's watches.
process.on('unhandledRejection', (error) => log.warn({ error }, 'The library dropped an error.'));

void session.start();
