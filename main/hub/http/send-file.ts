import type { ServerResponse } from 'node:http';
import type { SendStream } from 'send';
import { HttpRefusal } from './answers.ts';

/** Pipes a file into the answer. Rejects with an HttpRefusal when there is none to pipe. */
export function sendFile(response: ServerResponse, stream: SendStream): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  stream.on('error', (error: Error & { status?: number; headers?: Record<string, string> }) => {
    if (error.status === 416) {
      reject(new HttpRefusal(416, 'bad-range', 'There is no such part.', error.headers));
    } else if (error.status !== undefined && error.status < 500) {
      reject(new HttpRefusal(404, 'not-found', 'There is no such file.'));
    } else reject(error);
  });
  stream.on('directory', () => reject(new HttpRefusal(404, 'not-found', 'There is no such file.')));
  response.once('close', resolve);
  stream.pipe(response);
  return promise;
}
