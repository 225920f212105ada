import type { Platform } from '#shared/domain/computer.ts';
import type { ComputerId } from '#shared/domain/ids.ts';
import type { Failure, Result } from '#shared/util/result.ts';

/** Which way somebody comes in: what a session was begun through it opens through it alone. */
export interface Entrance {
  /** The paired PC they are at; null: a browser, or the host's own app. */
  readonly computerId: ComputerId | null;
  /** A browser of another PC than the host's. */
  readonly isRemote: boolean;
}

/** The host PC itself. */
export const HERE: Entrance = { computerId: null, isRemote: false };

export type NotAdmittedFailure = Failure<'browsers-off' | 'computer-revoked' | 'computer-unknown'>;

/** What a PC sends that wants to be paired. */
export interface PairingBegin {
  readonly slot: string;
  readonly request: string;
  /** Of the certificate that the hub shows. */
  readonly fingerprint: string;
  readonly address: string;
}

export interface PairingFinish {
  readonly attempt: string;
  readonly proof: string;
  readonly name: string;
  readonly platform: Platform;
  readonly address: string;
}

/** What the hub asks about the PCs that screens are on. */
export interface Computers {
  /** `isHere`: it comes from the host PC; `key`: by what it shows that it is a paired PC. */
  admit(visit: {
    readonly isHere: boolean;
    readonly key: string | null;
  }): Result<Entrance, NotAdmittedFailure>;
  /** A screen of it is connected, until the answer is called. */
  connected(entrance: Entrance): () => void;
  /** `no-code`: no such code is open, or it has no more tries. */
  beginPairing(
    asked: PairingBegin,
  ): Promise<
    Result<
      { readonly attempt: string; readonly response: string; readonly left: number },
      Failure<'no-code' | 'bad-request'>
    >
  >;
  /** The same once more is answered alike. */
  finishPairing(
    asked: PairingFinish,
  ): Promise<
    Result<
      { readonly computerId: ComputerId; readonly office: string },
      Failure<'no-code' | 'wrong-code'>
    >
  >;
}
