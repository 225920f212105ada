import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DownloadSite {
  readonly url: string;
  /** Paths that were fetched, in order. */
  readonly fetched: readonly string[];
  /** How the file is delivered from now on. */
  deliver(how: 'whole' | 'cut' | 'altered' | 'stalls' | 'missing'): void;
  close(): Promise<void>;
}

/** A place that browsers are downloaded from, on loopback, with one archive for every path. */
export async function openDownloadSite(archive: Buffer): Promise<DownloadSite> {
  const fetched: string[] = [];
  let manner: Parameters<DownloadSite['deliver']>[0] = 'whole';
  const altered = Buffer.from(archive);
  altered[Math.floor(altered.length / 2)] = (altered[Math.floor(altered.length / 2)] ?? 0) ^ 0xff;
  const md5 = createHash('md5').update(archive).digest('base64');
  const headers = { 'content-length': archive.length, 'x-goog-hash': `crc32c=x==, md5=${md5}` };

  const answer = (response: ServerResponse): void => {
    if (manner === 'missing') return void response.writeHead(404).end();
    response.writeHead(200, headers);
    if (manner === 'whole') return void response.end(archive);
    if (manner === 'altered') return void response.end(altered);
    response.write(archive.subarray(0, archive.length >> 1), () => {
      if (manner === 'cut') response.destroy();
    });
  };
  const server = createServer((request, response) => {
    if (request.method === 'HEAD') {
      response.writeHead(manner === 'missing' ? 404 : 200, headers).end();
      return;
    }
    fetched.push(request.url ?? '');
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fetched,
    deliver: (how) => void (manner = how),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
