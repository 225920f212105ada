import { EventEmitter } from 'node:events';
import type { TransportEvents } from '#shared/client/types.ts';

type ToScreen = { readonly text: string } | 'ping' | 'close';

/**
 * One connection between a screen and the hub's session: both ends and what is on its way. The
 * host's end looks like a socket of `ws`.
 */
export class MemorySocket extends EventEmitter {
  readonly OPEN = 1;
  readonly CLOSED = 3;
  readonly bufferedAmount = 0;
  readyState = 1;
  readonly toScreen: ToScreen[] = [];
  readonly toHost: string[] = [];
  readonly #screen: TransportEvents;
  readonly #delivered: string[] = [];
  readonly #heard: (text: string) => void;
  #isScreenGone = false;
  /** Nothing arrives any more, and neither end is told. */
  #isDead = false;

  /** `heard`: what the screen got to know. */
  constructor(screen: TransportEvents, heard: (text: string) => void) {
    super();
    this.#screen = screen;
    this.#heard = heard;
  }

  // What the session does.

  send(frame: Buffer): void {
    if (!this.#isDead) this.toScreen.push({ text: frame.toString() });
  }

  ping(): void {
    if (!this.#isDead) this.toScreen.push('ping');
  }

  close(): void {
    if (this.#isDead) return;
    this.toScreen.push('close');
  }

  terminate(): void {
    this.#closeHostEnd();
    if (!this.#isDead) this.toScreen.push('close');
  }

  // What the screen does.

  sendToHost(text: string): void {
    if (!this.#isDead && !this.#isScreenGone) this.toHost.push(text);
  }

  leave(): void {
    this.#isScreenGone = true;
    this.toScreen.length = 0;
    if (this.#isDead) return;
    // What was sent before still arrives.
    this.toHost.push('');
  }

  // What the network does.

  get isQuiet(): boolean {
    if (this.#isDead) return this.#isScreenGone;
    return this.toScreen.length + this.toHost.length === 0;
  }

  deliverToHost(count: number): void {
    for (let left = count; left > 0 && this.toHost.length > 0; left -= 1) {
      const text = this.toHost.shift() ?? '';
      if (text === '') this.#closeHostEnd();
      else if (this.readyState === this.OPEN) {
        this.#delivered.push(text);
        this.emit('message', Buffer.from(text), false);
      }
    }
  }

  deliverToScreen(count: number): void {
    for (let left = count; left > 0 && this.toScreen.length > 0; left -= 1) {
      const next = this.toScreen.shift();
      if (next === undefined || this.#isScreenGone) return;
      if (next === 'close') {
        this.#isScreenGone = true;
        this.#closeHostEnd();
        this.#screen.onClose();
      } else if (next === 'ping') {
        // A browser answers by itself.
        if (this.readyState === this.OPEN) this.emit('pong');
      } else {
        this.#heard(next.text);
        this.#screen.onText(next.text);
      }
    }
  }

  /** A command that arrived comes once more. */
  repeat(back: number): void {
    const commands = this.#delivered.filter((text) => text.includes('"t":"command"'));
    const text = commands.at(-1 - back);
    if (text !== undefined && !this.#isDead) this.toHost.push(text);
  }

  /** Cut: what was on its way is lost. */
  cut(): void {
    this.toHost.length = 0;
    this.toScreen.length = 0;
    this.#closeHostEnd();
    if (this.#isScreenGone) return;
    this.#isScreenGone = true;
    this.#screen.onClose();
  }

  /** Half open: both ends have to notice by themselves. */
  die(): void {
    this.#isDead = true;
    this.toHost.length = 0;
    this.toScreen.length = 0;
  }

  #closeHostEnd(): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = this.CLOSED;
    this.emit('close');
  }
}
