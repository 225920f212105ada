import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import { readHostFrame } from '#shared/client/read-frame.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import type { HostFrame } from '#shared/protocol/frames.ts';

type FrameOf<T extends HostFrame['t']> = Extract<HostFrame, { t: T }>;

/** A screen without a hub client: sends what a test wants and keeps every frame it gets. */
export class RawScreen {
  readonly socket: WebSocket;
  readonly frames: HostFrame[] = [];
  /** Resolves with the websocket's close code. */
  readonly closed: Promise<number>;
  #read = 0;
  #wake: () => void = () => {};
  #isClosed = false;

  constructor(url: string, options: ClientOptions) {
    this.socket = new WebSocket(url, options);
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code) => {
        this.#isClosed = true;
        resolve(code);
        this.#wake();
      });
    });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data) => {
      if (!Buffer.isBuffer(data)) throw new Error('The host sent something else than one text.');
      const frame = readHostFrame(data.toString('utf8'));
      if (frame === null) throw new Error('The host sent something else than a frame.');
      this.frames.push(frame);
      this.#wake();
    });
  }

  /** Resolves when the socket is open; rejects with the HTTP status when it was refused. */
  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.on('open', () => resolve());
      this.socket.on('unexpected-response', (_request, response) => {
        response.destroy();
        reject(new Error(`refused with ${response.statusCode}`));
      });
      this.socket.on('error', reject);
    });
  }

  send(frame: object | string | Buffer): void {
    const isRaw = typeof frame === 'string' || Buffer.isBuffer(frame);
    this.socket.send(isRaw ? frame : JSON.stringify(frame));
  }

  hello(more: object = {}): void {
    const client = { name: 'raw', version: '1' };
    this.send({ t: 'hello', v: PROTOCOL_VERSION, token: null, client, resume: null, ...more });
  }

  command(id: number, name: string, params: unknown): void {
    this.send({ t: 'command', id, name, params });
  }

  /** The next frame of that kind; those of other kinds before it are passed over. */
  async next<T extends HostFrame['t']>(kind: T): Promise<FrameOf<T>> {
    for (;;) {
      for (; this.#read < this.frames.length;) {
        const frame = this.frames[this.#read++];
        if (frame?.t === kind) return frame as FrameOf<T>;
      }
      if (this.#isClosed) throw new Error(`closed before a ${kind}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
