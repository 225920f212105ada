import { join } from 'node:path';
import type { Gateway } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { findBrowser } from '#main/gateway/whatsapp/find-browser.ts';
import { createWhatsAppGateway } from '#main/gateway/whatsapp/whatsapp-gateway.ts';
import type { HostOptions } from '#main/system/options.ts';
import { openDemo } from './demo.ts';
import type { RunningHost } from './start-host.ts';

export interface Login {
  readonly name: string;
  readonly password: string;
}

export interface OpenedGateway {
  readonly gateway: Gateway;
  /** Puts people into a demo and gives their logins; does nothing otherwise. */
  furnish(host: RunningHost): Promise<readonly Login[]>;
  /** Ends what `furnish` began. */
  stop(): void;
}

/** The simulated number of a demo, else WhatsApp through the browser that was asked for or found. */
export async function openGateway(
  options: HostOptions,
  dataDirectory: string,
  clock: Clock,
  log: Log,
): Promise<OpenedGateway> {
  if (options.isDemo) return openDemo(clock, log);
  const browser = await findBrowser({ requested: options.browser ?? undefined });
  if ('missing' in browser) log.warn({}, browser.missing);
  const directory = join(dataDirectory, 'whatsapp');
  return {
    gateway: createWhatsAppGateway({ directory, browser, clock, log }),
    furnish: () => Promise.resolve([]),
    stop: () => undefined,
  };
}
