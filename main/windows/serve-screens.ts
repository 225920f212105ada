import { COMMON_HEADERS, screenPolicy } from '#main/system/security-headers.ts';
import { DATA_HEADERS } from './host-proxy.ts';
import type { HostProxy } from './host-proxy.ts';
import { readScreenFile } from './screen-files.ts';
import { SCREENS_HOST } from './screens-origin.ts';

interface ScreensOptions {
  /** The folder of the built screens. */
  readonly root: string;
  /** The hub's port, for the screens' content security policy; null while nobody knows it. */
  readonly port: () => number | null;
  readonly proxy: HostProxy;
}

export interface Screens {
  /** Answers everything under `app://deskline/`. */
  handle(request: Request): Promise<Response>;
  /** The hub's port that the newest page may connect to; undefined before the first page. */
  servedPort(): number | null | undefined;
}

export function serveScreens({ root, port, proxy }: ScreensOptions): Screens {
  let servedPort: number | null | undefined;

  const serveFile = async (request: Request, pathname: string): Promise<Response> => {
    const file = await readScreenFile(root, pathname);
    if (file === null) return refusal(404);
    const currentPort = port();
    if (file.type.startsWith('text/html')) servedPort = currentPort;
    return new Response(request.method === 'HEAD' ? null : file.body, {
      headers: {
        ...COMMON_HEADERS,
        'content-security-policy': screenPolicy(hubAddress(currentPort)),
        'cache-control': 'no-cache',
        'content-type': file.type,
        'content-length': String(file.body.byteLength),
      },
    });
  };

  return {
    servedPort: () => servedPort,
    async handle(request) {
      const { host, pathname } = new URL(request.url);
      if (host !== SCREENS_HOST) return refusal(404);
      if (isHostPath(pathname)) return proxy(request);
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      return isRead ? serveFile(request, pathname) : refusal(405);
    },
  };
}

const hubAddress = (port: number | null) => (port === null ? null : `wss://127.0.0.1:${port}`);

const isHostPath = (pathname: string): boolean =>
  pathname.startsWith('/api/') || pathname === '/media' || pathname.startsWith('/media/');

const refusal = (status: number) => new Response(null, { status, headers: DATA_HEADERS });
