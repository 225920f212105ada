import { onMissing } from './require.ts';
import type { FromPage, ToPage } from '../protocol.ts';

type Frame<T extends ToPage['type']> = Extract<ToPage, { type: T }>;
type Handler<T extends ToPage['type']> = (frame: Frame<T>) => void;
/** Distributes over the kinds of frame, so that each keeps its own properties. */
type Call<F> = F extends { call: number } ? Omit<F, 'call'> : never;

const RETRY_MS = 100;

const handlers = new Map<string, (frame: never) => void>();
/** What was asked; a question that may be asked twice is asked again on the next line. */
const waiting = new Map<number, { answer: (value: unknown) => void; again: FromPage | null }>();
const unsent: FromPage[] = [];
let socket: WebSocket | null = null;
let isIdentified = false;
let calls = 0;
/** The number of the newest delivery that this page has. */
let delivered = 0;

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
  for (const { again } of waiting.values()) if (again !== null) send(again);
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
  const frame: FromPage = { ...question, call: ++calls };
  const again = frame.type === 'act' ? null : frame;
  return new Promise((answer) => {
    waiting.set(frame.call, { answer, again });
    if (again === null) send(frame);
    else sendNow(frame);
  });
}

function receive(frame: ToPage): void {
  if (frame.type === 'answer') {
    waiting.get(frame.call)?.answer(frame.value);
    waiting.delete(frame.call);
    return;
  }
  if (frame.type === 'delivery') {
    accept(frame);
    return;
  }
  handlers.get(frame.type)?.(frame as never);
}

/** One that comes again, because its receipt was lost on the way, is nothing new. */
function accept({ number, frame }: Frame<'delivery'>): void {
  if (number > delivered) {
    delivered = number;
    receive(frame);
  }
  sendNow({ type: 'receipt', number });
}

onMissing((name) => send({ type: 'missing', name }));
addEventListener('error', (event) => send({ type: 'page-error', text: event.message }));
addEventListener('unhandledrejection', (event) => {
  send({ type: 'page-error', text: `unhandled: ${String(event.reason)}` });
});
