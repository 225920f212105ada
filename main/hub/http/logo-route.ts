import type { Core } from '#main/core/api.ts';
import { HttpRefusal } from './answers.ts';
import type { Exchange, Route } from './route.ts';

/** The office's logo, for whoever is let in, before they sign in too. */
export function logoRoute({ office }: Pick<Core, 'office'>): Route {
  function read({ request, response }: Exchange): void {
    const { logo } = office;
    if (logo === null) throw new HttpRefusal(404, 'not-found', 'This office has no logo.');
    const etag = `"${logo.hash}"`;
    response.setHeader('etag', etag);
    response.setHeader('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304);
      response.end();
      return;
    }
    const bytes = Buffer.from(logo.data, 'base64');
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes.length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  }

  return { path: /^\/api\/logo$/, methods: { GET: read, HEAD: read } };
}
