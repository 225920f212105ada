import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '#main/core/ports/system.ts';

/** Writes to one client; everything of one turn leaves as one TLS record. */
export class SocketWriter {
  readonly #socket: WebSocket;
  readonly #duplex: Duplex;
  readonly #closeWithin: number;
  readonly #clock: Clock;
  #isCorked = false;

  constructor(socket: WebSocket, duplex: Duplex, closeWithin: number, clock: Clock) {
    this.#socket = socket;
    this.#duplex = duplex;
    this.#closeWithin = closeWithin;
    this.#clock = clock;
  }

  /** Bytes that wait in this process for the client to take them. */
  get buffered(): number {
    return this.#socket.bufferedAmount;
  }

  send(frame: Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#cork();
    this.#socket.send(frame, { binary: false });
  }

  ping(): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  /** In order when the client plays along, else by force after a while. */
  close(): void {
    if (this.#socket.readyState === this.#socket.CLOSED) return;
    const cancel = this.#clock.after(this.#closeWithin, () => this.cut());
    this.#socket.once('close', cancel);
    this.#socket.close(1000);
  }

  cut(): void {
    this.#socket.terminate();
  }

  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#duplex.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      this.#duplex.uncork();
    });
  }
}
