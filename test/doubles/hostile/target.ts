import { once } from 'node:events';
import type { OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { connect } from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import type { ClientOptions } from 'ws';
import { HUB_PATH } from '#shared/protocol/frames.ts';
import type { HostAddress } from '#test/faults/agent-client.ts';
import { RawScreen } from '../hub/raw-screen.ts';

/** What the host answered over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

interface Asked {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** A running host, as somebody who means it harm gets at it over the network. */
export class Target {
  readonly port: number;
  readonly ca: string;
  /** Some attackers have an agent's account. */
  readonly agent: { readonly name: string; readonly password: string };
  /** Of a session of theirs. */
  readonly token: string;
  readonly origin: string;

  constructor({ port, ca }: HostAddress, agent: Target['agent'], token: string) {
    this.port = port;
    this.ca = ca;
    this.agent = agent;
    this.token = token;
    this.origin = `https://127.0.0.1:${port}`;
  }

  get signedIn(): { readonly authorization: string } {
    return { authorization: `Bearer ${this.token}` };
  }

  /** The path goes out as it is: nothing tidies it up on the way. */
  ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { port, ca } = this;
      const where = { host: '127.0.0.1', servername: 'localhost', port, ca, agent: false };
      const outgoing = request({ ...where, path, method, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const { statusCode: status = 0 } = incoming;
          resolve({ status, headers: incoming.headers, body: Buffer.concat(chunks) });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  post(path: string, body: string | object, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.origin, ...headers },
      body: text,
    });
  }

  async tls(options: ConnectionOptions = {}): Promise<TLSSocket> {
    const socket = connect({ host: '127.0.0.1', port: this.port, ca: this.ca, ...options });
    socket.on('error', () => undefined);
    await once(socket, 'secureConnect');
    return socket;
  }

  /** Writes these bytes and resolves with all that comes back until the host hangs up. */
  async bytes(text: string | Buffer): Promise<string> {
    const socket = await this.tls();
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
    const over = new Promise((resolve) => socket.on('close', resolve));
    socket.write(text);
    await over;
    return answer;
  }

  /** A request whose head is said line by line, the last one asking the host to hang up. */
  head(...lines: string[]): Promise<string> {
    return this.bytes(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  }

  /** A socket to the hub that has said nothing yet. */
  screen(headers: Record<string, string> = {}, options: ClientOptions = {}): RawScreen {
    const url = `wss://127.0.0.1:${this.port}${HUB_PATH}`;
    return new RawScreen(url, { ca: this.ca, headers, origin: this.origin, ...options });
  }

  /** The same, signed in and welcome. */
  async inside(): Promise<RawScreen> {
    const screen = this.screen();
    await screen.opened();
    screen.hello({ token: this.token });
    await screen.next('welcome');
    return screen;
  }
}

/** The status of an answer that came as bytes; `nothing` when the host just hung up. */
export function statusOf(answer: string): string {
  return /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'nothing';
}
