import type { Logo } from '#shared/domain/logo.ts';

/** Wall clock and timers, replaced in tests. */
export interface Clock {
  /** Unix time in milliseconds. */
  now(): number;
  /**
   * Milliseconds since some moment in the past: setting the clock does not change it, and it goes on
   * while the PC sleeps. For how long something lasts.
   */
  elapsed(): number;
  /** Calls back once after `ms`; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** Structured log. Never message text, passwords or tokens. */
export interface Log {
  debug(details: object, what: string): void;
  info(details: object, what: string): void;
  warn(details: object, what: string): void;
  error(details: object, what: string): void;
  child(bindings: object): Log;
}

/** Where browsers find this host now, nearest first, and the certificate they meet there. */
export type Whereabouts = () => { readonly addresses: string[]; readonly fingerprint: string };

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** Codes by time, of an app that shares a secret (RFC 6238). */
export interface OneTimeCodes {
  /** Base32. */
  newSecret(): string;
  /** The step whose code this is, the present one or one beside it; null: it is none of them. */
  step(secret: string, code: string, now: number): number | null;
  /** What the app reads as a QR code. */
  uri(secret: string, label: string, issuer: string): string;
}

export interface Random {
  /** URL-safe text with `bytes` bytes of entropy. */
  token(bytes: number): string;
  /** SHA-256 of a token, hex: what is stored of it. */
  digest(token: string): string;
  /** From 0 (included) to 1. */
  fraction(): number;
}

/** The host's half of a password-authenticated key exchange: see ARCHITECTURE.md, Pairing. */
export interface PairingExchange {
  /** Null: `request` is not what such an exchange begins with. */
  answer(asked: {
    /** What the PC shows that it knows. */
    readonly secret: string;
    /** Of the certificate that it has to have met. */
    readonly fingerprint: string;
    readonly request: string;
  }): Promise<PairingOffer | null>;
}

export interface PairingOffer {
  readonly response: string;
  /** The key that both have then, and nobody else; null: the PC does not know the secret. */
  finish(proof: string): string | null;
}

export interface Pictures {
  /**
   * Decodes a PNG, given in base64. What comes back has nothing of it but the picture. Null: it is
   * none, is damaged, or is larger than a logo may be.
   */
  logo(base64: string): Logo | null;
}
