import { config } from './config.ts';
import { define } from './require.ts';
import { createWid } from './wid.ts';
import type { Wid } from './wid.ts';
import type { WireKey } from '../protocol.ts';

type KeyParts =
  | { from: Wid; to: Wid; id: string; participant?: Wid; selfDir: 'in' | 'out' }
  | { fromMe: boolean; remote: Wid; id: string; participant?: Wid };

/** The property that holds the key's text: the one thing WhatsApp Web renamed in July 2026. */
const TEXT = config.keyShape === 'current' ? '$1' : '_serialized';

export class MsgKey {
  readonly fromMe: boolean;
  readonly remote: Wid;
  readonly id: string;
  readonly participant?: Wid;
  readonly self?: string;

  constructor(parts: KeyParts) {
    if ('selfDir' in parts) {
      this.fromMe = parts.selfDir === 'out';
      this.remote = parts.selfDir === 'out' ? parts.to : parts.from;
      if (parts.from.equals(parts.to)) this.self = parts.selfDir;
    } else {
      this.fromMe = parts.fromMe;
      this.remote = parts.remote;
    }
    this.id = parts.id;
    if (parts.participant) this.participant = parts.participant;
    const text = [this.fromMe, this.remote, this.id, this.participant, this.self];
    Object.assign(this, { [TEXT]: text.filter((part) => part !== undefined).join('_') });
  }

  /** Handed out before the message is sent. */
  static async newId(): Promise<string> {
    const bytes = crypto.getRandomValues(new Uint8Array(9));
    return (
      '3EB0' +
      [...bytes]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
        .toUpperCase()
    );
  }

  static fromString(text: string): MsgKey {
    const [fromMe, remote, id, participant] = text.split('_');
    if ((fromMe !== 'true' && fromMe !== 'false') || !remote || !id) {
      throw new Error(`MsgKey error: not a key: ${text}`);
    }
    const last = participant?.includes('@') ? { participant: createWid(participant) } : {};
    return new MsgKey({ fromMe: fromMe === 'true', remote: createWid(remote), id, ...last });
  }

  static from(key: MsgKey | string): MsgKey {
    return key instanceof MsgKey ? key : MsgKey.fromString(key);
  }

  equals(other: unknown): boolean {
    return String(other) === String(this);
  }

  toString(): string {
    return String((this as unknown as Record<string, unknown>)[TEXT]);
  }
}

export function keyFromWire(key: WireKey): MsgKey {
  return new MsgKey({
    fromMe: key.fromMe,
    remote: createWid(key.remote),
    id: key.id,
    ...(key.participant && { participant: createWid(key.participant) }),
  });
}

export function keyToWire(key: MsgKey): WireKey {
  return {
    fromMe: key.fromMe,
    remote: String(key.remote),
    id: key.id,
    ...(key.participant && { participant: String(key.participant) }),
  };
}

define('WAWebMsgKey', MsgKey);
