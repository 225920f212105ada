import { randomUUID } from 'node:crypto';
import { Emitter } from '#shared/util/emitter.ts';
import type { Line } from './line.ts';
import type { ToPage } from '../protocol.ts';

type Delivery = Extract<ToPage, { type: 'delivery' }>;

interface Device {
  readonly credentials: string;
  line: Line | null;
  deliveries: number;
  /** In order; each leaves with its receipt. A page that resumes gets them again. */
  unconfirmed: Delivery[];
}

/** The browsers linked to the account. */
export class Devices {
  readonly changed = new Emitter<void>();
  /** Whether a page that resumes gets events for what it missed. */
  replaysLive = true;
  readonly #devices = new Map<string, Device>();

  link(): string {
    const credentials = randomUUID();
    this.#devices.set(credentials, { credentials, line: null, deliveries: 0, unconfirmed: [] });
    return credentials;
  }

  knows(credentials: string): boolean {
    return this.#devices.has(credentials);
  }

  /** A page that had the place before is told of the conflict. */
  attach(credentials: string, line: Line): void {
    const device = this.#devices.get(credentials);
    if (!device) throw new Error('No such device');
    device.line?.send({ type: 'state', state: 'CONFLICT' });
    device.line = line;
    this.changed.emit();
  }

  /** Once more what a page that resumes may not have; one that loads anew has all of it. */
  redeliver(line: Line, isResuming: boolean): void {
    const device = this.#of(line);
    if (!isResuming) device?.unconfirmed.splice(0);
    for (const { frame, ...rest } of device?.unconfirmed ?? []) {
      const isSilent = frame.type === 'message' && !this.replaysLive;
      line.send({ ...rest, frame: isSilent ? { ...frame, live: false } : frame });
    }
  }

  confirm(line: Line, number: number): void {
    const device = this.#of(line);
    if (device) device.unconfirmed = device.unconfirmed.filter((it) => it.number > number);
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
      device.deliveries += 1;
      const delivery: Delivery = { type: 'delivery', number: device.deliveries, frame };
      device.unconfirmed.push(delivery);
      device.line?.send(delivery);
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

  #of(line: Line): Device | undefined {
    return [...this.#devices.values()].find((device) => device.line === line);
  }
}
