import WebSocket from 'ws';
import { HUB_PATH, PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import { fullDelta } from '#shared/protocol/lean-delta.ts';
import { latencies } from './stimulus.ts';
import type { Frame } from './stimulus.ts';

export interface Screens {
  /** Resolves with every latency in ms once each screen has `messages` more messages. */
  expect(messages: number): Promise<number[]>;
  close(): void;
}

interface Target {
  readonly port: number;
  readonly token: string;
  readonly count: number;
}

/** Connected screens that parse every frame and acknowledge as the real client does. */
export async function connectScreens({ port, token, count }: Target): Promise<Screens> {
  let expected = Number.POSITIVE_INFINITY;
  let found: number[] = [];
  let done: (found: number[]) => void = () => undefined;

  const follow = (socket: WebSocket): void => {
    let lastAck = 0;
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Frame;
      if (frame.t !== 'delta') return;
      if (frame.upTo !== undefined) fullDelta(frame);
      found.push(...latencies(frame));
      if (frame.upTo !== undefined && performance.now() - lastAck > 250) {
        lastAck = performance.now();
        socket.send(JSON.stringify({ t: 'ack', seq: frame.upTo }));
      }
      if (found.length >= expected) done(found);
    });
  };

  const sockets = await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = await connect(port, token);
      follow(socket);
      return socket;
    }),
  );
  return {
    expect(messages) {
      found = [];
      expected = messages * count;
      return new Promise((resolve) => (done = resolve));
    },
    close() {
      for (const socket of sockets) socket.terminate();
    },
  };
}

function connect(port: number, token: string): Promise<WebSocket> {
  const origin = `https://127.0.0.1:${port}`;
  const socket = new WebSocket(`wss://127.0.0.1:${port}${HUB_PATH}`, {
    rejectUnauthorized: false,
    perMessageDeflate: false,
    origin,
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => {
      const client = { name: 'bench', version: '0' };
      const hello = { t: 'hello', v: PROTOCOL_VERSION, token, client, resume: null };
      socket.send(JSON.stringify(hello));
    });
    socket.once('message', () => resolve(socket));
  });
}
