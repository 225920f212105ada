import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import whatsapp from 'whatsapp-web.js';
import type { Client, Message } from 'whatsapp-web.js';
import type { WhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';

/** The library as it comes, on a browser profile of its own. */
export interface StockClient {
  readonly client: Client;
  /** Names of all events so far, and the messages of `message` and `message_create`. */
  readonly log: { readonly event: string; readonly message?: Message }[];
  /** Resolves with the first arguments of the next event of this name. */
  next(event: string): Promise<unknown>;
  end(): Promise<void>;
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
  'change_state',
];

export async function makeProfile(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'stock-profile-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export function stockClient(
  wa: WhatsAppDouble,
  profile: string,
  extra: Partial<ConstructorParameters<typeof whatsapp.Client>[0]> = {},
): StockClient {
  const client = new whatsapp.Client({
    authStrategy: new whatsapp.LocalAuth({ dataPath: profile }),
    webVersionCache: { type: 'none' },
    puppeteer: { executablePath: wa.browserPath, headless: true, pipe: true },
    ...extra,
  });
  const log: StockClient['log'] = [];
  const waiting = new Map<string, ((value: unknown) => void)[]>();
  for (const event of EVENTS) {
    client.on(event, (value: unknown) => {
      log.push(event.startsWith('message') ? { event, message: value as Message } : { event });
      for (const resolve of waiting.get(event)?.splice(0) ?? []) resolve(value);
    });
  }
  return {
    client,
    log,
    next: (event) =>
      new Promise((resolve) => {
        waiting.set(event, [...(waiting.get(event) ?? []), resolve]);
      }),
    end: () => client.destroy(),
  };
}

/** Launched, scanned and ready. */
export async function linkedClient(wa: WhatsAppDouble, profile: string): Promise<StockClient> {
  const stock = stockClient(wa, profile);
  const isReady = stock.next('ready');
  await Promise.all([stock.client.initialize(), wa.phone.scan(), isReady]);
  return stock;
}
