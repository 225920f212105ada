import {
  PAIRING_CODE_LENGTH,
  PAIRING_CODE_MS,
  PAIRING_LETTERS,
  PAIRING_TRIES,
  pairingCodeText,
} from '#shared/domain/computer.ts';
import type { PairingCode } from '#shared/domain/computer.ts';
import type { AgentId, ComputerId } from '#shared/domain/ids.ts';
import type { Clock, PairingOffer, Random } from '../ports/system.ts';

/** A code that an admin made. It lives in memory alone and is gone with the host. */
export interface OpenCode extends PairingCode {
  readonly by: AgentId;
  /** By the clock that nobody sets. */
  readonly until: number;
  left: number;
  isUsed: boolean;
  /** Of a try that was right, or is not decided yet. */
  readonly attempts: Map<string, PairingAttempt>;
}

/** One run of the exchange: one guess. */
export interface PairingAttempt {
  readonly code: OpenCode;
  readonly offer: PairingOffer;
  /** What was said as proof; nothing else is listened to afterwards. */
  proof: string | null;
  paired: Promise<ComputerId | null> | null;
}

const ATTEMPT_BYTES = 18;

/** The codes that are open, at most one for each first character. */
export class PairingCodes {
  readonly #open = new Map<string, OpenCode>();
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Null: every first character is taken. */
  make(by: AgentId): OpenCode | null {
    this.#forgetExpired();
    const free = Array.from(PAIRING_LETTERS).filter((letter) => !this.#open.has(letter));
    const slot = this.#oneOf(free);
    if (slot === undefined) return null;
    const letters = Array.from(PAIRING_LETTERS);
    const secret = Array.from({ length: PAIRING_CODE_LENGTH - 1 }, () => this.#oneOf(letters));
    const code: OpenCode = {
      slot,
      secret: secret.join(''),
      by,
      until: this.#clock.elapsed() + PAIRING_CODE_MS,
      left: PAIRING_TRIES,
      isUsed: false,
      attempts: new Map(),
    };
    this.#open.set(slot, code);
    return code;
  }

  /** Takes one of its tries; null: there is no such code, or it has none left. */
  take(slot: string): OpenCode | null {
    this.#forgetExpired();
    const code = this.#open.get(slot.toUpperCase());
    if (code === undefined || code.isUsed || code.left === 0) return null;
    code.left -= 1;
    return code;
  }

  /** The name of a try that is under way. */
  begun(code: OpenCode, offer: PairingOffer): string {
    const name = this.#random.token(ATTEMPT_BYTES);
    code.attempts.set(name, { code, offer, proof: null, paired: null });
    return name;
  }

  attempt(name: string): PairingAttempt | null {
    this.#forgetExpired();
    for (const { attempts } of this.#open.values()) {
      const attempt = attempts.get(name);
      if (attempt !== undefined) return attempt;
    }
    return null;
  }

  /** As it was shown to whoever made it. */
  forget(text: string): void {
    for (const code of this.#open.values()) {
      if (pairingCodeText(code) === text) this.#open.delete(code.slot);
    }
  }

  #forgetExpired(): void {
    const now = this.#clock.elapsed();
    for (const { slot, until } of this.#open.values()) if (now >= until) this.#open.delete(slot);
  }

  #oneOf(letters: readonly string[]): string | undefined {
    return letters[Math.floor(this.#random.fraction() * letters.length)];
  }
}
