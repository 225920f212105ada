import send from 'send';
import { HttpRefusal } from './answers.ts';
import type { Exchange, Route } from './route.ts';
import { setScreenPolicy } from './security-headers.ts';
import { sendFile } from './send-file.ts';

const HASHED = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;
const NO_SCREENS =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Deskline</title>' +
  '<p>Deskline is running, but its screens were not built: run <code>npm run build</code> and ' +
  'start it again.</p></html>';

/** The built screens; every path of the app that is not a file is its first page. */
export function screenRoute(directory: string | null): Route {
  async function show({ request, response, url }: Exchange): Promise<void> {
    setScreenPolicy(response, request.headers.host ?? '');
    if (directory === null) return void noScreens(response);
    const path = url.pathname;
    const isFile = /\.[^/]*$/.test(path);
    response.setHeader(
      'cache-control',
      HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    const stream = send(request, isFile ? path : '/index.html', {
      root: directory,
      cacheControl: false,
      dotfiles: 'deny',
      index: false,
    });
    try {
      await sendFile(response, stream);
    } catch (error) {
      if (isFile || !(error instanceof HttpRefusal) || error.status !== 404) throw error;
      noScreens(response);
    }
  }

  // Whoever is not let in is told by the screens themselves.
  return { path: /^\/(?!api\/|media\/)/, isOpen: true, methods: { GET: show, HEAD: show } };
}

function noScreens(response: Exchange['response']): void {
  response.writeHead(503, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(NO_SCREENS);
}
