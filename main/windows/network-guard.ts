import type { Session } from 'electron';
import { COMPUTER_HEADER } from '#shared/protocol/http.ts';
import { authorityOf } from './authority.ts';
import type { HubAddress } from './authority.ts';
import type { HostTarget } from './host-proxy.ts';
import { isPinned } from './pinned-certificate.ts';
import { isScreensUrl } from './screens-origin.ts';

interface GuardOptions {
  /** Where the hub is; null while nobody knows it. */
  readonly hub: () => HubAddress | null;
  readonly target: () => HostTarget | null;
}

const ACCEPT = 0;
const REJECT = -2;

/** The window's network is the screens and the hub; nothing else gets through. */
export function guardNetwork(session: Session, { hub, target }: GuardOptions): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isOurs(url, hub()) });
  });
  // The page never learns it.
  session.webRequest.onBeforeSendHeaders(({ url, requestHeaders }, answer) => {
    const key = isHub(url, hub()) ? (target()?.key ?? null) : null;
    answer(key === null ? {} : { requestHeaders: { ...requestHeaders, [COMPUTER_HEADER]: key } });
  });
  session.setCertificateVerifyProc(({ hostname, certificate: presented }, answer) => {
    const now = target();
    const isThere = now !== null && hostname.replace(/^\[|\]$/g, '') === now.host;
    answer(isThere && isPinned(now.certificate, presented.data) ? ACCEPT : REJECT);
  });
}

/** `devtools:` exists only where the developer tools do. */
function isOurs(url: string, hub: HubAddress | null): boolean {
  if (isScreensUrl(url) || /^(blob:app:\/\/deskline\/|data:|devtools:)/.test(url)) return true;
  return isHub(url, hub);
}

function isHub(url: string, hub: HubAddress | null): boolean {
  return hub !== null && URL.parse(url)?.origin === URL.parse(hubAddress(hub))?.origin;
}

const hubAddress = (hub: HubAddress) => `wss://${authorityOf(hub)}`;
