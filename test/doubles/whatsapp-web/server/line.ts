import type { WebSocket } from 'ws';
import type { DeviceKeys, FromPage, ToPage } from '../protocol.ts';

type FrameHandler = (frame: FromPage, line: Line) => void;

/** One socket to one page. */
export class Line {
  /** Known after the page's hello. */
  keys: DeviceKeys | null = null;
  readonly #socket: WebSocket;
  #arming: (() => void)[] = [];

  constructor(socket: WebSocket, onFrame: FrameHandler, onClose: (line: Line) => void) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as FromPage;
      if (frame.type === 'armed') this.#arming.shift()?.();
      else onFrame(frame, this);
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      for (const release of this.#arming.splice(0)) release();
      onClose(this);
    });
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  send(frame: ToPage): void {
    if (this.isOpen) this.#socket.send(JSON.stringify(frame));
  }

  /** Resolves when the page has it in place, or is gone. */
  arm(frame: Extract<ToPage, { type: 'send-fault' | 'act-fault' }>): Promise<void> {
    return new Promise((resolve) => {
      this.#arming.push(resolve);
      this.send(frame);
    });
  }

  cut(): void {
    this.#socket.terminate();
  }
}
