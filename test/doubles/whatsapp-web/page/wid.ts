import { define } from './require.ts';

/** An address: a person (`c.us`, `lid`), a group, a channel or the status list. */
export class Wid {
  readonly server: string;
  readonly user: string;
  readonly _serialized: string;

  constructor(text: string) {
    const at = text.indexOf('@');
    if (at < 0) throw new Error(`wid error: invalid wid ${text}`);
    this.user = text.slice(0, at);
    const server = text.slice(at + 1);
    this.server = server === 's.whatsapp.net' ? 'c.us' : server;
    this._serialized = `${this.user}@${this.server}`;
  }

  isUser(): boolean {
    return this.server === 'c.us' || this.server === 'lid';
  }
  isLid(): boolean {
    return this.server === 'lid';
  }
  isGroup(): boolean {
    return this.server === 'g.us';
  }
  isNewsletter(): boolean {
    return this.server === 'newsletter';
  }
  isBroadcast(): boolean {
    return this.server === 'broadcast';
  }
  isStatus(): boolean {
    return this._serialized === 'status@broadcast';
  }
  equals(other: unknown): boolean {
    return String(other) === this._serialized;
  }
  toJid(): string {
    return this._serialized.replace('@c.us', '@s.whatsapp.net');
  }
  toString(): string {
    return this._serialized;
  }
  toJSON(): string {
    return this._serialized;
  }
}

export function createWid(id: unknown): Wid {
  if (id instanceof Wid) return id;
  if (typeof id !== 'string') throw new Error('wid error: not a string');
  return new Wid(id);
}

function createWidFromWidLike(id: Wid | { _serialized: string }): Wid {
  return id instanceof Wid ? id : new Wid(id._serialized);
}

function asUserWidOrThrow(wid: Wid): Wid {
  if (!wid.isUser()) throw new Error(`asUserWidOrThrow: ${wid.toString()} is not a user`);
  return wid;
}

define('WAWebWidFactory', {
  createWid,
  createWidFromWidLike,
  asUserWidOrThrow,
  createUserWid: (user: string) => new Wid(`${user}@c.us`),
});
