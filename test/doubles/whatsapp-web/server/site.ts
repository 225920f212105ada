import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { makeCertificate } from './certificate.ts';
import { pageHtml, pageScript } from './page-code.ts';
import type { MediaShelf } from './media-shelf.ts';
import type { PageConfig, PageStart } from '../protocol.ts';

export type MediaFault = 'missing' | 'broken' | 'hangs';

export interface Site {
  readonly port: number;
  /** While false nothing answers: open connections are cut and new ones are, too. */
  setReachable(isReachable: boolean): void;
  startPages(start: PageStart): void;
  hideModule(name: string): void;
  failNextMedia(fault: MediaFault, times: number): void;
  close(): Promise<void>;
}

interface SiteState {
  page: PageConfig;
  readonly mediaFaults: MediaFault[];
  readonly media: MediaShelf;
}

/** The HTTPS side: the page, its scripts, the media and the socket at /ws/chat. */
export async function openSite(
  page: PageConfig,
  media: MediaShelf,
  onLine: (socket: WebSocket) => void,
): Promise<Site> {
  const state: SiteState = { page, mediaFaults: [], media };
  const open = new Set<Socket>();
  let isReachable = true;
  const server = createServer(await makeCertificate(), (request, response) => {
    answer(request, response, state).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.on('connection', (socket: Socket) => {
    if (!isReachable) {
      socket.destroy();
      return;
    }
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  const sockets = new WebSocketServer({ server, path: '/ws/chat', maxPayload: 64 * 1024 * 1024 });
  sockets.on('connection', onLine);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => open.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    setReachable(reachable) {
      isReachable = reachable;
      if (!reachable) cut();
    },
    startPages(start) {
      state.page = { ...state.page, start };
    },
    hideModule(name) {
      state.page = { ...state.page, hidden: [...state.page.hidden, name] };
    },
    failNextMedia(fault, times) {
      state.mediaFaults.push(...Array.from({ length: times }, () => fault));
    },
    async close() {
      cut();
      sockets.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  state: SiteState,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'https://web.whatsapp.com');
  const script = /^\/page\/([a-z-]+\.ts)$/.exec(pathname)?.[1];
  if (pathname === '/') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(pageHtml(state.page));
  } else if (script !== undefined) {
    const code = await pageScript(script);
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
  } else if (pathname === '/upload' || pathname.startsWith('/media/')) {
    await answerMedia(request, response, pathname, state);
  } else {
    response.writeHead(404).end();
  }
}

async function answerMedia(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  { media, mediaFaults }: SiteState,
): Promise<void> {
  const fault = request.method === 'HEAD' ? undefined : mediaFaults.shift();
  if (fault === 'hangs') return;
  if (fault !== undefined) {
    response.writeHead(fault === 'missing' ? 404 : 500).end();
  } else if (pathname === '/upload') {
    const bytes = Buffer.concat((await request.toArray()) as Buffer[]);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(media.put(bytes)));
  } else {
    const bytes = media.get(pathname.slice('/media'.length));
    response.writeHead(bytes ? 200 : 404).end(bytes);
  }
}
