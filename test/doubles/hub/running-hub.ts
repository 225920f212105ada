import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientOptions } from 'ws';
import type { Clock } from '#main/core/ports/system.ts';
import { ensureCertificate } from '#main/hub/certificate.ts';
import type { HubLimits } from '#main/hub/limits.ts';
import { startHub } from '#main/hub/start-hub.ts';
import type { Hub } from '#main/hub/start-hub.ts';
import { systemClock } from '#main/system/clock.ts';
import { createHubClient } from '#shared/client/hub-client.ts';
import type { ClientStatus, ConnectTransport, HubClient } from '#shared/client/types.ts';
import { HUB_PATH } from '#shared/protocol/frames.ts';
import { MemoryCore } from '../core/memory-core.ts';
import { createRecordingLog } from '../log.ts';
import { wsTransport } from '../ws-transport.ts';
import { RawScreen } from './raw-screen.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  json(): unknown;
}

interface Ask {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

interface HubSetup {
  readonly clock?: Clock;
  readonly limits?: Partial<HubLimits>;
  readonly screensDirectory?: string | null;
}

/** A real hub on loopback with an office in memory, and the clients a test makes of it. */
export class RunningHub {
  readonly core: MemoryCore;
  readonly log = createRecordingLog();
  readonly directory: string;
  readonly cert: string;
  readonly #key: string;
  readonly #setup: HubSetup;
  readonly #clients: HubClient[] = [];
  #hub: Hub | null = null;

  private constructor(directory: string, tls: { key: string; cert: string }, setup: HubSetup) {
    this.directory = directory;
    this.core = new MemoryCore(directory);
    this.cert = tls.cert;
    this.#key = tls.key;
    this.#setup = setup;
  }

  static async start(setup: HubSetup = {}): Promise<RunningHub> {
    const directory = await mkdtemp(join(tmpdir(), 'deskline-hub-'));
    const log = createRecordingLog();
    const tls = await ensureCertificate({ directory: join(directory, 'tls'), names: [], log });
    const running = new RunningHub(directory, tls, setup);
    await running.open();
    return running;
  }

  get port(): number {
    return this.#hub?.port ?? 0;
  }

  get origin(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  /** After `shut`: the same office comes back, on another port. */
  async open(): Promise<void> {
    this.#hub = await startHub({
      core: this.core,
      tls: { key: this.#key, cert: this.cert },
      address: '127.0.0.1',
      port: 0,
      screensDirectory: this.#setup.screensDirectory ?? null,
      version: '1.2.3',
      log: this.log,
      clock: this.#setup.clock ?? systemClock,
      extraOrigins: ['app://deskline'],
      limits: this.#setup.limits ?? {},
    });
  }

  async shut(): Promise<void> {
    await this.#hub?.close();
  }

  /** Ends clients and hub and removes the files. */
  async end(): Promise<void> {
    for (const client of this.#clients) client.stop();
    await this.shut();
    await rm(this.directory, { recursive: true, force: true });
  }

  raw(headers: Record<string, string> = {}, options: ClientOptions = {}): RawScreen {
    const url = `wss://127.0.0.1:${this.port}${HUB_PATH}`;
    return new RawScreen(url, { ca: this.cert, headers, origin: this.origin, ...options });
  }

  /** A raw screen that is signed in and welcome. */
  async signedIn(agentId: number, hello: object = {}): Promise<RawScreen> {
    const screen = this.raw();
    await screen.opened();
    screen.hello({ token: `token-of-${agentId}`, ...hello });
    await screen.next('welcome');
    return screen;
  }

  /** The real hub client, started. `wrap` may stand between it and the network. */
  client(
    agentId: number,
    wrap: (connect: ConnectTransport) => ConnectTransport = (connect) => connect,
  ): HubClient {
    let refs = 0;
    const connect = wsTransport(() => ({
      url: `wss://127.0.0.1:${this.port}${HUB_PATH}`,
      ca: this.cert,
      origin: this.origin,
    }));
    const client = createHubClient({
      connect: wrap(connect),
      clock: systemClock,
      token: () => Promise.resolve(`token-of-${agentId}`),
      clientInfo: { name: 'test', version: '1' },
      newClientRef: () => `reply-${agentId}-${++refs}`,
      random: () => 0,
    });
    this.#clients.push(client);
    client.start();
    return client;
  }

  ask(path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: this.port,
          ca: this.cert,
          // Some tests ask under a name that the certificate does not have.
          checkServerIdentity: () => undefined,
          agent: false,
          path,
          method,
          headers,
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const whole = Buffer.concat(chunks);
            const { statusCode: status = 0, headers: given } = answer;
            const json = (): unknown => JSON.parse(whole.toString('utf8'));
            resolve({ status, headers: given, body: whole, json });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  post(path: string, value: unknown, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(value),
    });
  }
}

export function statusOf(client: HubClient, name: ClientStatus['name']): Promise<ClientStatus> {
  if (client.status.name === name) return Promise.resolve(client.status);
  return new Promise((resolve) => {
    const unsubscribe = client.onStatus((status) => {
      if (status.name !== name) return;
      unsubscribe();
      resolve(status);
    });
  });
}

/** Resolves when `isTrue` holds, which is looked at whenever the replica changes. */
export function untilReplica(client: HubClient, isTrue: () => boolean): Promise<void> {
  if (isTrue()) return Promise.resolve();
  return new Promise((resolve) => {
    const unsubscribe = client.replica.on(() => {
      if (!isTrue()) return;
      unsubscribe();
      resolve();
    });
  });
}
