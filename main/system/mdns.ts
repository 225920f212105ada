import { isIPv4 } from 'node:net';
import { Bonjour } from 'bonjour-service';
import type { Service } from 'bonjour-service';
import type { Log } from '#main/core/ports/system.ts';

/** `_deskline._tcp`, by DNS-SD (RFC 6763). */
const TYPE = 'deskline';
const TXT_VERSION = '1';
/** So much of the fingerprint is said: to find a host again, not to trust it. */
const FINGERPRINT_DIGITS = 16;
/** Somebody who fills the network with hosts fills no screen and no memory. */
const MOST_HOSTS = 50;
const NAME_LENGTH = 60;
const ASK_EVERY_MS = 5_000;

/** For tests: away from the network's own port and adapters. */
export interface MdnsPlace {
  readonly interface?: string;
  readonly bind?: string;
  readonly port?: number;
}

export interface Announced {
  readonly office: string;
  readonly port: number;
  /** SHA-256 of the certificate, as browsers show it. */
  readonly fingerprint: string;
}

/** Nothing of it is proved: anybody in the network can say it. */
export interface AnnouncedHost {
  readonly office: string;
  readonly host: string;
  readonly port: number;
  /** The first 16 hexadecimal digits. */
  readonly fingerprintStart: string;
}

export function fingerprintStart(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').slice(0, FINGERPRINT_DIGITS).toLowerCase();
}

/** Says in the network that the host is there; the answer takes it back. */
export function announceHost(
  { office, port, fingerprint }: Announced,
  log: Log,
  place: MdnsPlace = {},
): () => Promise<void> {
  const failed = (error: unknown) => log.warn({ error }, 'the host cannot be announced');
  const bonjour = new Bonjour(place, failed);
  const start = fingerprintStart(fingerprint);
  bonjour.publish({
    // The office's name may have dots, which have a meaning here.
    name: `Deskline ${start}`,
    type: TYPE,
    port,
    txt: { v: TXT_VERSION, office, fp: start },
  });
  return () =>
    new Promise((resolve) => bonjour.unpublishAll(() => bonjour.destroy(() => resolve())));
}

/** Calls back with all hosts whenever they are others; the answer ends it. */
export function lookForHosts(
  onHosts: (hosts: readonly AnnouncedHost[]) => void,
  log: Log,
  place: MdnsPlace = {},
): () => void {
  const failed = (error: unknown) => log.warn({ error }, 'hosts cannot be looked for');
  const bonjour = new Bonjour(place, failed);
  const browser = bonjour.find({ type: TYPE });
  let last = '[]';
  const tell = (): void => {
    const hosts = browser.services.flatMap((service) => readHost(service) ?? []);
    const found = hosts.slice(0, MOST_HOSTS);
    if (JSON.stringify(found) === last) return;
    last = JSON.stringify(found);
    onHosts(found);
  };
  for (const event of ['up', 'down', 'txt-update', 'srv-update'] as const) browser.on(event, tell);
  const asking = setInterval(() => {
    browser.expire();
    browser.update();
  }, ASK_EVERY_MS);
  return () => {
    clearInterval(asking);
    browser.stop();
    bonjour.destroy();
  };
}

/** Null: it is no host of ours, whatever it says. */
function readHost(service: Service): AnnouncedHost | null {
  const { port, addresses = [], referer } = service;
  const txt: unknown = service.txt;
  const said = typeof txt === 'object' && txt !== null ? (txt as Record<string, unknown>) : {};
  const { fp, office } = said;
  // From where it was said it can be reached; the rest may be of other adapters.
  const host = [referer?.address, ...addresses].find((one) => one !== undefined && isIPv4(one));
  const isPort = Number.isInteger(port) && port > 0 && port <= 65_535;
  if (host === undefined || !isPort || said.v !== TXT_VERSION) return null;
  if (typeof fp !== 'string' || !/^[0-9a-f]{16}$/.test(fp)) return null;
  const name = typeof office === 'string' ? office.replace(/[\p{Cc}\p{Cf}]/gu, '').trim() : '';
  return { office: name.slice(0, NAME_LENGTH), host, port, fingerprintStart: fp };
}
