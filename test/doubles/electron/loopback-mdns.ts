import { Bonjour as RealBonjour } from 'bonjour-service';
import { MDNS_PORT } from './control.ts';

/** The real library, kept to this machine's loopback: no test speaks to the network it runs in. */
export class Bonjour extends RealBonjour {
  constructor(place: object = {}, failed?: (error: unknown) => void) {
    const port = Number(process.env[MDNS_PORT] ?? 15_353);
    super({ ...place, ...loopback(port) }, failed);
  }
}

export const loopback = (port: number) => ({ interface: '127.0.0.1', bind: '0.0.0.0', port });
