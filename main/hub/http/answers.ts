import type { ServerResponse } from 'node:http';

/** A refusal on its way to the client: thrown by routes, answered in one place. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What goes with the code, in the answer's body. */
  readonly details: object;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    details: object = {},
  ) {
    super(message);
    this.name = 'HttpRefusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.details = details;
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: object,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}

export function sendRefusal(response: ServerResponse, refusal: HttpRefusal): void {
  const { status, code, message, headers, details } = refusal;
  sendJson(response, status, { code, message, ...details }, headers);
}
