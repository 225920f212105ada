import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The certificate of the host on this machine: the only one that the shell trusts. */
export interface PinnedCertificate {
  /** SHA-256 of the certificate. */
  readonly fingerprint: string;
}

/** Throws the file system's error, or when the file holds no certificate. */
export function readPinnedCertificate(path: string): PinnedCertificate {
  return { fingerprint: new X509Certificate(readFileSync(path)).fingerprint256 };
}

/** Whether a presented certificate (PEM or DER) is exactly the pinned one. */
export function isPinned(pinned: PinnedCertificate | null, presented: string | Buffer): boolean {
  if (pinned === null) return false;
  try {
    return new X509Certificate(presented).fingerprint256 === pinned.fingerprint;
  } catch {
    return false;
  }
}
