import { randomUUID } from 'node:crypto';
import { Emitter } from '#shared/util/emitter.ts';
import type { Line } from './line.ts';
import type { ToPage } from '../protocol.ts';

interface Device {
  readonly credentials: string;
  line: Line | null;
  /** What it was not told while it was away; for a page that resumes. */
  missed: ToPage[];
}

/** The browsers linked to the account. */
export class Devices {
  readonly changed = new Emitter<void>();
  /** Whether a page that resumes gets events for what it missed. */
  replaysLive = true;
  readonly #devices = new Map<string, Device>();

  link(): string {
    const credentials = randomUUID();
    this.#devices.set(credentials, { credentials, line: null, missed: [] });
    return credentials;
  }

  knows(credentials: string): boolean {
    return this.#devices.has(credentials);
  }

  /** Returns what the page missed. A page that had the place before is told of the conflict. */
  attach(credentials: string, line: Line): readonly ToPage[] {
    const device = this.#devices.get(credentials);
    if (!device) throw new Error('No such device');
    device.line?.send({ type: 'state', state: 'CONFLICT' });
    device.line = line;
    const missed = device.missed.splice(0);
    this.changed.emit();
    return this.replaysLive
      ? missed
      : missed.map((frame) => (frame.type === 'message' ? { ...frame, live: false } : frame));
  }

  detach(line: Line): void {
    for (const device of this.#devices.values()) {
      if (device.line === line) device.line = null;
    }
    this.changed.emit();
  }

  /** The pages that are connected now. */
  lines(): Line[] {
    return [...this.#devices.values()].flatMap((device) => device.line ?? []);
  }

  broadcast(frame: ToPage): void {
    for (const device of this.#devices.values()) {
      // What a lost line did not take is delivered again, as WhatsApp does without a receipt.
      if (device.line?.isOpen) device.line.send(frame);
      else device.missed.push(frame);
    }
  }

  /** Forgets one device, or all of them; their credentials are worthless from now on. */
  unlink(line?: Line): Line[] {
    const gone = [...this.#devices.values()].filter((it) => line === undefined || it.line === line);
    for (const device of gone) this.#devices.delete(device.credentials);
    this.changed.emit();
    return gone.flatMap((device) => device.line ?? []);
  }

  get linked(): number {
    return this.#devices.size;
  }
}
