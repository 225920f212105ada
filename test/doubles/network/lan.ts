import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Callee } from './calls.ts';
import { findWay, Namespace } from './namespace.ts';
import { HOST, screenAddress, UNDERLAY, VXLAN_PORT } from './plan-of-the-lan.ts';
import type { Way, Weather } from './weather.ts';
import { fair } from './weather.ts';
import type { WireCalls } from './wire-program.ts';

const WIRE = fileURLToPath(new URL('./wire-program.ts', import.meta.url));

type End = 'host' | 'desks';
const BOTH: readonly Way[] = ['to host', 'to screen'];

/**
 * Two networks, one with the host and one with everybody's desks, and a wire between them that can
 * be slow, lossy and dead. The members see an ordinary interface; its packets are VXLAN datagrams,
 * which a program of ours passes on as the weather is.
 */
export class Lan {
  readonly #members: Readonly<Record<End, Namespace>>;
  readonly #middle: Namespace;
  readonly #wire: Callee<WireCalls>;
  readonly #desks: number;

  private constructor(
    members: Record<End, Namespace>,
    middle: Namespace,
    wire: Callee<WireCalls>,
    desks: number,
  ) {
    this.#members = members;
    this.#middle = middle;
    this.#wire = wire;
    this.#desks = desks;
  }

  static async open(desks: number, seed: number): Promise<Lan> {
    const found = findWay();
    if ('missing' in found) throw new Error(found.missing);
    const middle = await Namespace.open(found.way);
    const host = await Namespace.open(found.way, middle);
    const others = await Namespace.open(found.way, middle);
    await middle.ip('link set lo up');
    const screens = Array.from({ length: desks }, (_, desk) => screenAddress(desk));
    await join(middle, host, 'host', [HOST]);
    await join(middle, others, 'desks', screens);
    const wire = await new Callee<WireCalls>(middle.fork(WIRE, String(seed))).serves();
    return new Lan({ host, desks: others }, middle, wire, desks);
  }

  /** A program of Node's at one end. */
  fork(end: End, program: string, ...args: readonly string[]): ChildProcess {
    return this.#members[end].fork(program, ...args);
  }

  weather(weather: Weather): Promise<unknown> {
    return this.#wire.do('weather', weather);
  }

  /** What is sent is lost, and nobody is told; null: for all screens. Gives what ends it. */
  async cut(desk: number | null, ways = BOTH): Promise<() => Promise<unknown>> {
    const all = Array.from({ length: this.#desks }, (_, each) => each);
    const addresses = (desk === null ? all : [desk]).map(screenAddress);
    await this.#wire.do('cut', { ways, addresses });
    return () => this.#wire.do('mend', { ways, addresses });
  }

  /** Somebody pulls the cable: the systems at that end know at once. */
  async unplug(end: End): Promise<() => Promise<void>> {
    await this.#members[end].ip('link set lan down');
    return () => this.#members[end].ip('link set lan up');
  }

  async calm(): Promise<void> {
    await this.weather(fair);
  }

  counts(): Promise<{ passed: number; lost: number }> {
    return this.#wire.do('counts');
  }

  async close(): Promise<void> {
    await this.#wire.kill();
    await this.#members.host.close();
    await this.#members.desks.close();
    await this.#middle.close();
  }
}

/** Without segments larger than a packet, which are of the same machine alone. */
async function join(
  middle: Namespace,
  member: Namespace,
  end: End,
  addresses: readonly string[],
): Promise<void> {
  const { member: near, wire } = UNDERLAY[end];
  await middle.ip(
    `link add ${end} type veth peer name under netns ${member.pid}`,
    `addr add ${wire}/24 dev ${end}`,
    `link set ${end} up`,
  );
  await member.ip(
    'link set lo up',
    `addr add ${near}/24 dev under`,
    'link set under up',
    `link add lan type vxlan id 7 remote ${wire} dstport ${VXLAN_PORT} nolearning`,
    ...addresses.map((address) => `addr add ${address}/24 dev lan`),
    'link set lan mtu 1400 gso_max_segs 1 up',
  );
}
