import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import whatsapp from 'whatsapp-web.js';
import type { Client, ClientOptions, Message } from 'whatsapp-web.js';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import type {
  DoubleOptions,
  WhatsAppDouble,
} from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';

interface Seen {
  readonly event: string;
  readonly value: unknown;
}

/** The library as it comes, and everything it said so far. */
export interface StockClient {
  readonly client: Client;
  readonly seen: readonly Seen[];
  /** Names of the events so far. */
  names(): string[];
  /** The values of this event so far. */
  values<T = unknown>(event: string): T[];
  /** Resolves with the first `count` values of this event, as soon as there are so many. */
  first<T = unknown>(event: string, count?: number): Promise<T[]>;
  /** The next message event that fits, or one that was there already. */
  message(event: 'message' | 'message_create', body: string): Promise<Message>;
  /**
   * Resolves when the library has set itself up in the page. It does so again after each
   * navigation, and ends the process with an unhandled rejection when that is interrupted.
   */
  injected(): Promise<void>;
  /** The acknowledgement of a message we sent. */
  acknowledged(id: string, ack: number): Promise<void>;
}

const EVENTS = [
  'qr',
  'code',
  'authenticated',
  'ready',
  'disconnected',
  'message',
  'message_create',
  'message_ack',
  'message_ciphertext',
  'message_edit',
  'message_revoke_everyone',
  'change_state',
];

function stockClient(
  wa: WhatsAppDouble,
  profile: string,
  options: ClientOptions = {},
): StockClient {
  const client = new whatsapp.Client({
    authStrategy: new whatsapp.LocalAuth({ dataPath: profile }),
    webVersionCache: { type: 'none' },
    puppeteer: { executablePath: wa.browserPath, headless: true, pipe: true },
    ...options,
  });
  const seen: Seen[] = [];
  const checks = new Set<() => void>();
  for (const event of EVENTS) {
    client.on(event, (value: unknown) => {
      seen.push({ event, value });
      for (const check of [...checks]) check();
    });
  }
  const find = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const check = () => {
        const found = look();
        if (found === undefined) return;
        checks.delete(check);
        resolve(found);
      };
      checks.add(check);
      check();
    });
  const values = <T>(event: string) =>
    seen.filter((entry) => entry.event === event).map((entry) => entry.value as T);
  return {
    client,
    seen,
    names: () => seen.map((entry) => entry.event),
    values,
    first: <T>(event: string, count = 1) =>
      find(() => {
        const found = values<T>(event);
        return found.length < count ? undefined : found.slice(0, count);
      }),
    message: (event, body) =>
      find(() => values<Message>(event).find((message) => message.body === body)),
    async injected() {
      await client.pupPage?.waitForFunction(
        `window.require?.('WAWebSocketModel').Socket.hasListener('change:hasSynced')`,
      );
    },
    async acknowledged(id, ack) {
      const reached = ({ ack: number }: { ack: number }) => number === ack;
      await find(() => values<Message>('message_ack').find((it) => it.id.id === id && reached(it)));
    },
  };
}

/** A double, an empty browser profile, and everything that ends both. */
export interface Bench {
  readonly wa: WhatsAppDouble;
  /** A client on the profile, started but not linked. */
  start(options?: ClientOptions): Promise<StockClient>;
  /** A client that is ready; scans when need be. */
  ready(options?: ClientOptions): Promise<StockClient>;
  end(): Promise<void>;
}

export async function makeBench(options: DoubleOptions = {}): Promise<Bench> {
  const wa = await startWhatsAppDouble(options);
  const profile = await mkdtemp(join(tmpdir(), 'stock-profile-'));
  const clients: Client[] = [];
  const launch = (extra?: ClientOptions) => {
    const stock = stockClient(wa, profile, extra);
    clients.push(stock.client);
    return stock;
  };
  return {
    wa,
    async start(extra) {
      const stock = launch(extra);
      await stock.client.initialize();
      return stock;
    },
    async ready(extra) {
      const stock = launch(extra);
      await stock.client.initialize();
      if (wa.linkedBrowsers() === 0) await wa.phone.scan();
      await stock.first('ready');
      return stock;
    },
    async end() {
      for (const client of clients) await client.destroy();
      await wa.close();
      // A killed browser's helpers may write a moment longer.
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}
