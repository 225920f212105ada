import { onMissing } from './require.ts';
import type { FromPage, ToPage } from '../protocol.ts';

type Frame<T extends ToPage['type']> = Extract<ToPage, { type: T }>;
type Handler<T extends ToPage['type']> = (frame: Frame<T>) => void;
/** Distributes over the kinds of frame, so that each keeps its own properties. */
type Call<F> = F extends { call: number } ? Omit<F, 'call'> : never;

const RETRY_MS = 100;

const handlers = new Map<string, (frame: never) => void>();
const waiting = new Map<number, (value: unknown) => void>();
const unsent: FromPage[] = [];
let socket: WebSocket | null = null;
let isIdentified = false;
let calls = 0;

export const line: { onOpen: () => void; onLost: () => void } = {
  onOpen: () => {},
  onLost: () => {},
};

export function handle<T extends ToPage['type']>(type: T, handler: Handler<T>): void {
  handlers.set(type, handler);
}

export function connect(): void {
  socket = new WebSocket(`wss://${location.host}/ws/chat`);
  socket.onopen = () => line.onOpen();
  socket.onmessage = (event) => receive(JSON.parse(String(event.data)) as ToPage);
  socket.onclose = () => {
    isIdentified = false;
    line.onLost();
    setTimeout(connect, RETRY_MS);
  };
}

/** The first frame on a line; what was said without one follows it. */
export function identify(frame: Extract<FromPage, { type: 'hello' }>): void {
  isIdentified = true;
  send(frame);
  for (const late of unsent.splice(0)) send(late);
}

/** Waits for a line when there is none. */
export function send(frame: FromPage): void {
  if (isIdentified && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  else unsent.push(frame);
}

/** Says it only if there is a line now. */
export function sendNow(frame: FromPage): boolean {
  if (!isIdentified || socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(frame));
  return true;
}

/** Asks the server; stays open while there is no line. */
export function ask(question: Call<FromPage>): Promise<unknown> {
  const call = ++calls;
  return new Promise((resolve) => {
    waiting.set(call, resolve);
    send({ ...question, call });
  });
}

function receive(frame: ToPage): void {
  if (frame.type === 'answer') {
    waiting.get(frame.call)?.(frame.value);
    waiting.delete(frame.call);
    return;
  }
  handlers.get(frame.type)?.(frame as never);
}

onMissing((name) => send({ type: 'missing', name }));
addEventListener('error', (event) => send({ type: 'page-error', text: event.message }));
addEventListener('unhandledrejection', (event) => {
  send({ type: 'page-error', text: `unhandled: ${String(event.reason)}` });
});
