import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Clock, Log } from '#main/core/ports/system.ts';

const LOOPBACK = '127.0.0.1';
/** Bound addresses at which this PC's loopback is answered too. */
const REACH_LOOPBACK: readonly string[] = ['0.0.0.0', '::', LOOPBACK];

interface DoorOptions {
  /** Both PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** IP address or `localhost`. */
  readonly address: string;
  /** 0: any free port. */
  readonly port: number;
  readonly log: Log;
  readonly clock: Clock;
}

/** The servers behind the one port: they answer alike. */
export interface Doors {
  readonly port: number;
  each(equip: (server: Server) => void): void;
  /** Takes no new connection; those still open `within` ms after the farewell are cut. */
  close(farewell: () => Promise<void>, within: number): Promise<void>;
}

/**
 * Listens on the address and, where that is one of the network's alone, on this PC's loopback too:
 * the host's own screen always finds it there. Rejects with the system's error when it cannot.
 */
export async function openDoors({ tls, address, port, log, clock }: DoorOptions): Promise<Doors> {
  const main = await openDoor(tls, address, port);
  const bound = main.address() as AddressInfo;
  const servers = [main];
  if (!REACH_LOOPBACK.includes(bound.address)) {
    try {
      servers.push(await openDoor(tls, LOOPBACK, bound.port));
    } catch (error) {
      await closeServer(main);
      throw error;
    }
  }
  for (const server of servers) {
    server.on('tlsClientError', (error) => log.debug({ error }, 'no TLS with a client'));
    server.on('error', (error) => log.error({ error }, 'the port failed'));
  }
  return {
    port: bound.port,
    each: (equip) => servers.forEach(equip),
    async close(farewell, within) {
      const closed = Promise.all(servers.map(closeServer));
      await farewell();
      for (const server of servers) server.closeIdleConnections();
      const cancel = clock.after(within, () => {
        for (const server of servers) server.closeAllConnections();
      });
      await closed;
      cancel();
    },
  };
}

function openDoor(tls: DoorOptions['tls'], address: string, port: number): Promise<Server> {
  const server = createServer({
    ...tls,
    minVersion: 'TLSv1.2',
    handshakeTimeout: 10_000,
    headersTimeout: 15_000,
    // Long enough for the largest upload over a weak wireless network.
    requestTimeout: 600_000,
  });
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  server.once('error', reject);
  server.listen(port, address, () => {
    server.off('error', reject);
    resolve(server);
  });
  return promise;
}

const closeServer = (server: Server) =>
  new Promise<void>((resolve) => void server.close(() => resolve()));
