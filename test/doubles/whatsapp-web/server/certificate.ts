import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** One that no browser trusts: the wrapper script tells Chromium to take it anyway. */
export async function makeCertificate(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'web.whatsapp.com' }], {
    algorithm: 'sha256',
    keyType: 'ec',
  });
  return { key: made.private, cert: made.cert };
}
