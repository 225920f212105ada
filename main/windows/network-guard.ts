import type { Session } from 'electron';
import { isPinned } from './pinned-certificate.ts';
import type { PinnedCertificate } from './pinned-certificate.ts';
import { isScreensUrl } from './screens-origin.ts';

interface GuardOptions {
  /** The hub's port on this machine; null while nobody knows it. */
  readonly port: () => number | null;
  readonly certificate: () => PinnedCertificate | null;
}

const ACCEPT = 0;
const REJECT = -2;

/** The window's network is the screens and the hub on this machine; nothing else gets through. */
export function guardNetwork(session: Session, { port, certificate }: GuardOptions): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isOurs(url, port()) });
  });
  session.setCertificateVerifyProc(({ hostname, certificate: presented }, answer) => {
    const isTrusted = hostname === '127.0.0.1' && isPinned(certificate(), presented.data);
    answer(isTrusted ? ACCEPT : REJECT);
  });
}

/** `devtools:` exists only where the developer tools do. */
function isOurs(url: string, port: number | null): boolean {
  if (isScreensUrl(url) || /^(blob:app:\/\/deskline\/|data:|devtools:)/.test(url)) return true;
  const { origin } = new URL(url);
  return port !== null && origin === `wss://127.0.0.1:${port}`;
}
