import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { Log } from '#main/core/ports/system.ts';
import { writeFileAtomic } from '#main/system/atomic-file.ts';
import { errorCode } from '#main/system/error-code.ts';

export interface Certificate {
  /** Both PEM. */
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of the certificate, upper-case hex with colons, as browsers show it. */
  readonly fingerprint: string;
}

interface CertificateOptions {
  /** Where `host.key` and `host.crt` are or will be. */
  readonly directory: string;
  /** Names and IP addresses under which the host is reached. */
  readonly names: readonly string[];
  readonly log: Log;
}

const ALWAYS = ['localhost', '127.0.0.1', '::1'];
const VALID_YEARS = 10;

/**
 * The host's certificate, made at the first start. Screens pin it, so it is never replaced by
 * itself: rejects with a sentence for a person when the files cannot be used.
 */
export async function ensureCertificate(options: CertificateOptions): Promise<Certificate> {
  const { directory } = options;
  const paths = { key: join(directory, 'host.key'), cert: join(directory, 'host.crt') };
  const [key, cert] = await Promise.all([readIfThere(paths.key), readIfThere(paths.cert)]);
  if (key !== null && cert !== null) return checked(key, cert, directory);
  if (cert !== null) throw unusable(directory, 'host.key is missing');

  // A key alone is what a crash between the two writes leaves; no screen has seen it.
  const made = await make(options.names);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFileAtomic(paths.key, made.key, 0o600);
  await writeFileAtomic(paths.cert, made.cert, 0o644);
  options.log.info({ fingerprint: made.fingerprint }, 'made the certificate of this host');
  return made;
}

async function make(names: readonly string[]): Promise<Certificate> {
  const notAfterDate = new Date();
  notAfterDate.setFullYear(notAfterDate.getFullYear() + VALID_YEARS);
  const altNames = [...new Set([...ALWAYS, ...names])].map((name) =>
    isIP(name) === 0 ? { type: 2 as const, value: name } : { type: 7 as const, ip: name },
  );
  const made = await generate([{ name: 'commonName', value: 'Deskline' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { key: made.private, cert: made.cert, fingerprint: fingerprintOf(made.cert) };
}

function checked(key: string, cert: string, directory: string): Certificate {
  let isPair: boolean;
  try {
    isPair = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    throw unusable(directory, 'host.key or host.crt is damaged');
  }
  if (!isPair) throw unusable(directory, 'host.key and host.crt do not belong together');
  if (new X509Certificate(cert).validToDate.getTime() < Date.now()) {
    throw unusable(directory, 'host.crt has expired');
  }
  return { key, cert, fingerprint: fingerprintOf(cert) };
}

const fingerprintOf = (cert: string): string => new X509Certificate(cert).fingerprint256;

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw new Error(`Cannot read ${path}: give this account permission to read it.`, {
      cause: error,
    });
  }
}

function unusable(directory: string, why: string): Error {
  return new Error(
    `The certificate in ${directory} cannot be used: ${why}. Put both files back from a backup, ` +
      'or move that folder away so that a new certificate is made; every screen then has to ' +
      'accept the new one.',
  );
}
