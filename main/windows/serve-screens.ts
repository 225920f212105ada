import { COMMON_HEADERS, screenPolicy } from '#main/system/security-headers.ts';
import { authorityOf } from './authority.ts';
import type { HubAddress } from './authority.ts';
import { DATA_HEADERS } from './host-proxy.ts';
import type { HostProxy } from './host-proxy.ts';
import { readScreenFile } from './screen-files.ts';
import { SCREENS_HOST } from './screens-origin.ts';

interface ScreensOptions {
  /** The folder of the built screens. */
  readonly root: string;
  /** Where the hub is, for the screens' content security policy; null while nobody knows it. */
  readonly hub: () => HubAddress | null;
  readonly proxy: HostProxy;
}

export interface Screens {
  /** Answers everything under `app://deskline/`. */
  handle(request: Request): Promise<Response>;
  /** Whether the newest page may connect to where the hub is now; so does one that comes next. */
  isCurrent(): boolean;
}

export function serveScreens({ root, hub, proxy }: ScreensOptions): Screens {
  let served: string | null | undefined;

  const serveFile = async (request: Request, pathname: string): Promise<Response> => {
    const file = await readScreenFile(root, pathname);
    if (file === null) return refusal(404);
    const current = hubAddress(hub());
    if (file.type.startsWith('text/html')) served = current;
    return new Response(request.method === 'HEAD' ? null : file.body, {
      headers: {
        ...COMMON_HEADERS,
        'content-security-policy': screenPolicy(current),
        'cache-control': 'no-cache',
        'content-type': file.type,
        'content-length': String(file.body.byteLength),
      },
    });
  };

  return {
    isCurrent: () => served === undefined || served === hubAddress(hub()),
    async handle(request) {
      const { host, pathname } = new URL(request.url);
      if (host !== SCREENS_HOST) return refusal(404);
      if (isHostPath(pathname)) return proxy(request);
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      return isRead ? serveFile(request, pathname) : refusal(405);
    },
  };
}

const hubAddress = (hub: HubAddress | null) => (hub === null ? null : `wss://${authorityOf(hub)}`);

const isHostPath = (pathname: string): boolean =>
  pathname.startsWith('/api/') || pathname === '/media' || pathname.startsWith('/media/');

const refusal = (status: number) => new Response(null, { status, headers: DATA_HEADERS });
