import { join } from 'node:path';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { installedBrowser } from '#main/gateway/whatsapp/installed-browser.ts';
import { createWhatsAppGateway } from '#main/gateway/whatsapp/whatsapp-gateway.ts';
import type { HostOptions } from '#main/system/options.ts';
import { openDemo } from './demo.ts';
import type { OpenedGateway } from './opened-gateway.ts';

/** The simulated number of a demo, else WhatsApp through the browser that was asked for or found. */
export function openGateway(
  options: HostOptions,
  dataDirectory: string,
  clock: Clock,
  log: Log,
): OpenedGateway {
  if (options.isDemo) return openDemo(dataDirectory, clock, log);
  const requested = options.browser ?? undefined;
  const browser = installedBrowser({
    requested,
    directory: join(dataDirectory, 'browser'),
    clock,
    log,
  });
  const directory = join(dataDirectory, 'whatsapp');
  return {
    gateway: createWhatsAppGateway({ directory, browser, clock, log }),
    furnish: () => Promise.resolve([]),
    stop: () => undefined,
  };
}
