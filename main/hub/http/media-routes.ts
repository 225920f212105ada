import type { IncomingMessage } from 'node:http';
import { basename, dirname } from 'node:path';
import send from 'send';
import type { Core } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { mediaHashSchema } from '#shared/domain/ids.ts';
import type { Upload } from '#shared/protocol/http.ts';
import type { HubLimits } from '../limits.ts';
import { HttpRefusal, sendJson } from './answers.ts';
import { bodyOf } from './body.ts';
import { contentDisposition } from './content-disposition.ts';
import { isInline, safeMediaType } from './media-types.ts';
import type { Exchange, Route } from './route.ts';
import { sendFile } from './send-file.ts';

interface Needs {
  readonly core: Pick<Core, 'accounts' | 'media'>;
  readonly limits: HubLimits;
}

/** Attachments: put there to be sent, read to be shown. */
export function mediaRoutes({ core, limits }: Needs): Route[] {
  async function signedIn({ token }: Exchange): Promise<Agent> {
    const agent = token === null ? null : await core.accounts.authenticate(token);
    if (agent === null) throw new HttpRefusal(401, 'signed-out', 'Sign in first.');
    return agent;
  }

  async function upload(exchange: Exchange): Promise<void> {
    const agent = await signedIn(exchange);
    const { request, response } = exchange;
    if (Number(request.headers['content-length'] ?? 0) > limits.uploadBytes) throw tooLarge();
    const mime = safeMediaType(request.headers['content-type']);
    const body = limited(request, limits.uploadBytes);
    const { hash, bytes } = await core.media.upload(body, mime, agent);
    const value: Upload = { hash, mime, bytes };
    sendJson(response, 201, value);
  }

  async function download(exchange: Exchange): Promise<void> {
    const agent = await signedIn(exchange);
    const { request, response, url, caught } = exchange;
    const hash = mediaHashSchema.safeParse(caught[0]);
    const file = hash.success ? await core.media.open(hash.data, agent) : null;
    if (!file || !hash.success) throw new HttpRefusal(404, 'not-found', 'There is no such file.');
    const type = safeMediaType(file.mime);
    const kind = isInline(type) ? 'inline' : 'attachment';
    response.setHeader('content-type', type);
    response.setHeader(
      'content-disposition',
      contentDisposition(kind, url.searchParams.get('name')),
    );
    // The name is the contents, which never change; whether one may have them is asked every time.
    response.setHeader('etag', `"${hash.data}"`);
    response.setHeader('cache-control', 'private, no-cache');
    await sendFile(
      response,
      send(request, encodeURIComponent(basename(file.path)), {
        root: dirname(file.path),
        cacheControl: false,
        lastModified: false,
        index: false,
      }),
    );
  }

  return [
    { path: /^\/media\/?$/, methods: { PUT: upload } },
    { path: /^\/media\/([^/]+)$/, methods: { GET: download, HEAD: download } },
  ];
}

/** The body, as long as it stays within `limit` bytes. */
async function* limited(request: IncomingMessage, limit: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of bodyOf(request)) {
    bytes += chunk.length;
    if (bytes > limit) throw tooLarge();
    yield chunk;
  }
  if (bytes === 0) throw new HttpRefusal(400, 'empty-file', 'The file is empty.');
}

function tooLarge(): HttpRefusal {
  return new HttpRefusal(413, 'too-large', 'The file is too large to be sent over WhatsApp.');
}
