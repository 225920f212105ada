import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { serveCalls } from './calls.ts';
import { HOST, UNDERLAY, VXLAN_PORT } from './plan-of-the-lan.ts';
import { addressesOf, completeChecksum } from './packet.ts';
import { Sky } from './weather.ts';
import type { Way, Weather } from './weather.ts';

/** The network between the two namespaces: every packet passes through here, late or never. */
const [, , seed = '0'] = process.argv;
const sky = new Sky(Number(seed));
const counts = { passed: 0, lost: 0 };

const open = async (end: keyof typeof UNDERLAY) => {
  const socket = createSocket('udp4');
  socket.bind(VXLAN_PORT, UNDERLAY[end].wire);
  await once(socket, 'listening');
  return socket;
};
const ends = { host: await open('host'), desks: await open('desks') };

function relay(packet: Buffer, way: Way): void {
  const addresses = addressesOf(packet);
  const screen = addresses?.from === HOST ? addresses.to : (addresses?.from ?? null);
  completeChecksum(packet);
  const arrivals = sky.fate(way, screen);
  counts[arrivals.length === 0 ? 'lost' : 'passed'] += 1;
  const [socket, to] =
    way === 'to host' ? [ends.host, UNDERLAY.host.member] : [ends.desks, UNDERLAY.desks.member];
  for (const delay of arrivals) {
    // An end that is unplugged takes nothing, which is the point.
    const send = () => socket.send(packet, VXLAN_PORT, to, () => undefined);
    if (delay === 0) send();
    else setTimeout(send, delay);
  }
}
ends.host.on('message', (packet) => relay(packet, 'to screen'));
ends.desks.on('message', (packet) => relay(packet, 'to host'));

const handlers = {
  weather: (weather: Weather) => void (sky.weather = weather),
  cut: (cut: { ways: readonly Way[]; addresses: readonly string[] }) => {
    for (const way of cut.ways) for (const address of cut.addresses) sky.cut(way, address);
  },
  mend: (cut: { ways: readonly Way[]; addresses: readonly string[] }) => {
    for (const way of cut.ways) for (const address of cut.addresses) sky.mend(way, address);
  },
  counts: () => counts,
};
export type WireCalls = typeof handlers;
serveCalls(handlers);
