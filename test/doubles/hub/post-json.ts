import { request } from 'node:https';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

export interface JsonAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** What a browser's form does: posts JSON to the host on this machine. */
export function postJson(
  { port, ca }: { readonly port: number; readonly ca: string },
  path: string,
  body: object,
  headers: OutgoingHttpHeaders = {},
): Promise<JsonAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      ca,
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      agent: false,
    });
    asked.once('error', reject).once('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.once('end', () => {
        const { statusCode: status = 0, headers: given } = answer;
        resolve({ status, headers: given, body: text === '' ? null : JSON.parse(text) });
      });
    });
    asked.end(JSON.stringify(body));
  });
}
