import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gateway, GatewayEvent, IncomingMessage } from '#main/core/ports/gateway.ts';
import { fixedBrowser } from '#main/gateway/whatsapp/browser-source.ts';
import { createWhatsAppGateway } from '#main/gateway/whatsapp/whatsapp-gateway.ts';
import type { WhatsAppGatewayOptions } from '#main/gateway/whatsapp/whatsapp-gateway.ts';
import { systemClock } from '#main/system/clock.ts';
import { waAddressSchema } from '#shared/domain/ids.ts';
import type { LinkOrder, LinkState } from '#shared/domain/number.ts';
import { createRecordingLog } from '#test/doubles/log.ts';
import type { LogLine } from '#test/doubles/log.ts';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import type { WhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';

type EventOf<T extends GatewayEvent['type']> = Extract<GatewayEvent, { type: T }>;

export interface ObservedGateway {
  readonly gateway: Gateway;
  readonly events: readonly GatewayEvent[];
  readonly log: readonly LogLine[];
  /** The first event from now on that fits. */
  next(fits: (event: GatewayEvent) => boolean): Promise<GatewayEvent>;
  becomes(name: LinkState['name']): Promise<LinkState>;
  /** Connected, and the link outlives a kill. */
  settled(): Promise<void>;
  /** Gives an order that the state has a place for. */
  obeys(order: LinkOrder): void;
  /** The first message, past or to come, that fits. */
  message(fits: (message: IncomingMessage) => boolean): Promise<IncomingMessage>;
  /** Resolves when this has been acknowledged, or has been already. */
  acknowledged(key: string, state: string): Promise<void>;
}

type Impatience = Pick<WhatsAppGatewayOptions, 'pace' | 'acknowledgeMs'>;

/** A gateway on the given browser, listened to from the first moment. Not started. */
export function observeGateway(
  directory: string,
  browserPath: string,
  impatience: Impatience = {},
): ObservedGateway {
  const log = createRecordingLog();
  const gateway = createWhatsAppGateway({
    directory,
    browser: fixedBrowser(browserPath),
    log,
    clock: systemClock,
    sendLimits: { text: 3_000, media: 10_000 },
    ...impatience,
  });
  const events: GatewayEvent[] = [];
  gateway.on((event) => void events.push(event));

  const next: ObservedGateway['next'] = (fits) =>
    new Promise((resolve) => {
      const stop = gateway.on((event) => {
        if (!fits(event)) return;
        stop();
        resolve(event);
      });
    });
  const first = async <T extends GatewayEvent['type']>(
    type: T,
    fits: (event: EventOf<T>) => boolean,
  ): Promise<EventOf<T>> => {
    const isIt = (event: GatewayEvent): event is EventOf<T> =>
      event.type === type && fits(event as EventOf<T>);
    return events.find(isIt) ?? ((await next(isIt)) as EventOf<T>);
  };

  return {
    gateway,
    events,
    log: log.lines,
    next,
    async becomes(name) {
      if (gateway.link().name === name) return gateway.link();
      await next((event) => event.type === 'link' && event.state.name === name);
      return gateway.link();
    },
    async settled() {
      const isSettled = (state: LinkState) => state.name === 'connected' && !state.isSettling;
      if (isSettled(gateway.link())) return;
      await next((event) => event.type === 'link' && isSettled(event.state));
    },
    obeys(order) {
      if (!gateway.order(order)) throw new Error(`${gateway.link().name}: not ${order.type}`);
    },
    message: async (fits) => (await first('message', ({ message }) => fits(message))).message,
    async acknowledged(key, state) {
      await first('acknowledged', (event) => event.key === key && event.state === state);
    },
  };
}

export async function makeProfileFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'deskline-gateway-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export interface Office {
  readonly wa: WhatsAppDouble;
  /** Where the profile is. */
  readonly folder: string;
  /** Starts a gateway; it is stopped after the test. */
  open(options?: Impatience & { readonly browserPath?: string }): Promise<ObservedGateway>;
  /** The same, scanned and connected. */
  link(impatience?: Impatience): Promise<ObservedGateway>;
}

/** A test's body with a WhatsApp and an empty profile folder of its own. */
export function withOffice(body: (office: Office) => Promise<void>): () => Promise<void> {
  return async () => {
    const wa = await startWhatsAppDouble();
    const folder = await makeProfileFolder();
    const opened: ObservedGateway[] = [];
    const open: Office['open'] = async ({ browserPath = wa.browserPath, ...impatience } = {}) => {
      const observed = observeGateway(folder.path, browserPath, impatience);
      opened.push(observed);
      await observed.gateway.start();
      return observed;
    };
    const link: Office['link'] = async (impatience) => {
      const observed = await open(impatience);
      await wa.phone.scan();
      await observed.becomes('connected');
      return observed;
    };
    try {
      await body({ wa, folder: folder.path, open, link });
    } finally {
      for (const { gateway } of opened) await gateway.stop();
      await wa.close();
      await folder.remove();
    }
  };
}

/** The states that the link has gone through, from an event on. */
export function linkNames({ events }: ObservedGateway, from = 0): string[] {
  return events.slice(from).flatMap((event) => (event.type === 'link' ? [event.state.name] : []));
}

export async function sendText(gateway: Gateway, to: string, text: string) {
  const address = waAddressSchema.parse(to);
  const key = await gateway.newKey(address);
  const content = { kind: 'text', text } as const;
  return { key, outcome: await gateway.send({ key, to: address, content }) };
}
