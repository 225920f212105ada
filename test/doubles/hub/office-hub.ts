import { join } from 'node:path';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { startHub } from '#main/hub/start-hub.ts';
import type { Hub, HubOptions } from '#main/hub/start-hub.ts';
import { systemClock } from '#main/system/clock.ts';
import { createHubClient } from '#shared/client/hub-client.ts';
import type { ConnectTransport, HubClient } from '#shared/client/types.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { HUB_PATH } from '#shared/protocol/frames.ts';
import type { ResultFrame } from '#shared/protocol/frames.ts';
import type { Office } from '../core/office.ts';
import { silentLog } from '../log.ts';
import { wsTransport } from '../ws-transport.ts';
import { RawScreen } from './raw-screen.ts';

/** A real hub on loopback before a real core, and the screens a test opens at it. */
export class OfficeHub {
  readonly office: Office;
  readonly cert: string;
  readonly #hub: Hub;
  readonly #screens: RawScreen[] = [];
  readonly #clients: HubClient[] = [];
  readonly #tokens = new Map<number, string>();
  #commands = 0;

  private constructor(office: Office, hub: Hub, cert: string) {
    this.office = office;
    this.cert = cert;
    this.#hub = hub;
  }

  /** `isFromThisPc`: what the test takes for a request of the host's own PC. */
  static async open(office: Office, isFromThisPc?: HubOptions['isFromThisPc']): Promise<OfficeHub> {
    const directory = join(office.directory, 'tls');
    const tls = await ensureCertificate({ directory, names: [], log: silentLog });
    const hub = await startHub({
      core: office.core,
      tls,
      address: '127.0.0.1',
      port: 0,
      screensDirectory: null,
      version: 'test',
      log: silentLog,
      // Screens of a test need not say that they are there whenever it moves the office's time.
      clock: systemClock,
      limits: { upgradesPerMinute: 100_000 },
      ...(isFromThisPc && { isFromThisPc }),
    });
    return new OfficeHub(office, hub, tls.cert);
  }

  get origin(): string {
    return `https://127.0.0.1:${this.#hub.port}`;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.stop();
    for (const { socket } of this.#screens) socket.terminate();
    await this.#hub.close();
  }

  async tokenOf({ id, name }: Agent): Promise<string> {
    const known = this.#tokens.get(id);
    if (known !== undefined) return known;
    const password = 'correct horse';
    const signedIn = await this.office.core.accounts.signIn({ name, password }, 'test');
    if (!signedIn.ok) throw new Error(signedIn.message);
    const { token } = signedIn.value;
    this.#tokens.set(id, token);
    return token;
  }

  async knock(): Promise<RawScreen> {
    const { cert: ca, origin } = this;
    const screen = new RawScreen(`${origin.replace('https', 'wss')}${HUB_PATH}`, { ca, origin });
    this.#screens.push(screen);
    await screen.opened();
    return screen;
  }

  async signedIn(agent: Agent, hello: object = {}): Promise<RawScreen> {
    const screen = await this.knock();
    screen.hello({ token: await this.tokenOf(agent), ...hello });
    await screen.next('welcome');
    return screen;
  }

  async ask(screen: RawScreen, name: string, params: unknown): Promise<ResultFrame> {
    this.#commands += 1;
    const id = this.#commands;
    screen.command(id, name, params);
    for (;;) {
      const result = await screen.next('result');
      if (result.id === id) return result;
    }
  }

  /** The real hub client, started. */
  async client(agent: Agent, wrap = (connect: ConnectTransport) => connect): Promise<HubClient> {
    const token = await this.tokenOf(agent);
    let refs = 0;
    const client = createHubClient({
      connect: wrap(
        wsTransport(() => ({
          url: `${this.origin.replace('https', 'wss')}${HUB_PATH}`,
          ca: this.cert,
          origin: this.origin,
        })),
      ),
      clock: systemClock,
      token: () => Promise.resolve(token),
      clientInfo: { name: 'test', version: '1' },
      newClientRef: () => `reply-${agent.id}-${++refs}`,
      random: () => 0,
    });
    this.#clients.push(client);
    client.start();
    return client;
  }
}
