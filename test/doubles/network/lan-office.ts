import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { serveGateway } from '#test/faults/kill/gateway-over-ipc.ts';
import { pause } from '#test/faults/office/until.ts';
import { ScriptedGateway } from '../gateway/scripted-gateway.ts';
import { AGENTS, CHATS, DESKS, TAGS } from '../interleavings/steps.ts';
import { WhatsAppOutside } from '../interleavings/whatsapp-outside.ts';
import { isAlive } from '../is-alive.ts';
import { silentLog } from '../log.ts';
import { Callee } from './calls.ts';
import type { DeskCalls } from './desk-program.ts';
import { fastClock } from './fast-clock.ts';
import type { HostCalls, HostSetup } from './host-program.ts';
import { Lan } from './lan.ts';
import { HOST, screenAddress } from './plan-of-the-lan.ts';
import type { ScreenSetup } from './screen-on-network.ts';
import { SPEED } from './troubles.ts';
import type { Plan, Trouble, Work } from './troubles.ts';

const HOST_PROGRAM = fileURLToPath(new URL('./host-program.ts', import.meta.url));
const DESK_PROGRAM = fileURLToPath(new URL('./desk-program.ts', import.meta.url));
const NAMES = ['Ana', 'Ben', 'Carla', 'Dora'] as const;
const FOLDER = 'deskline-lan-';
const PASSWORD = 'three grey heron feathers';

/** The host in one network, everybody's screens in another, and WhatsApp, which outlives both. */
export class LanOffice {
  readonly directory: string;
  readonly lan: Lan;
  readonly outside: WhatsAppOutside;
  readonly desks: Callee<DeskCalls>[] = [];
  readonly #began: number;
  #host: Callee<HostCalls> | null = null;
  #starting: Promise<void> = Promise.resolve();
  /** Troubles that are not over. */
  readonly #underWay = new Set<Promise<unknown>>();

  private constructor(directory: string, lan: Lan, began: number) {
    this.directory = directory;
    this.lan = lan;
    this.#began = began;
    this.outside = new WhatsAppOutside(fastClock(SPEED, began));
  }

  static async open(seed: number): Promise<LanOffice> {
    await removeLeftOver();
    const directory = await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`));
    const lan = await Lan.open(DESKS, seed);
    const office = new LanOffice(directory, lan, Date.now());
    try {
      await ensureCertificate({ directory: join(directory, 'tls'), names: [HOST], log: silentLog });
      await office.startHost();
      for (let customer = 0; customer < CHATS; customer += 1) office.outside.write(customer, 0);
      const desks = Array.from({ length: DESKS }, (_, desk) => office.#furnish(desk, seed));
      office.desks.push(...(await Promise.all(desks)));
    } catch (error) {
      await office.close();
      throw error;
    }
    return office;
  }

  /** Everything in the plan, at its times. */
  async run({ weather, chapters }: Plan): Promise<void> {
    await this.lan.weather(weather);
    for (const { trouble, work } of chapters) {
      await this.#begin(trouble);
      for (const { step, thenMs } of work) {
        this.#work(step);
        await pause(thenMs);
      }
    }
  }

  /** All troubles are over, the network is fair and WhatsApp is linked. */
  async recover(): Promise<void> {
    await Promise.all(this.#underWay);
    await this.lan.calm();
    this.outside.next = 'accepted';
    this.outside.run({ do: 'link', isUp: true });
    await Promise.all(this.desks.map((desk) => desk.do('retry')));
  }

  /** What lasts for a while ends by itself. */
  async #begin(trouble: Trouble): Promise<void> {
    switch (trouble.do) {
      case 'weather':
        await this.lan.weather(trouble.weather);
        return;
      case 'blip':
        return void this.#last(trouble.ms, await this.lan.cut(trouble.desk));
      case 'half open':
        return void this.#last(trouble.ms, await this.lan.cut(trouble.desk, trouble.ways));
      case 'unplug':
        return void this.#last(trouble.ms, await this.lan.unplug(trouble.end));
      case 'kill host':
        await this.killHost();
        return void this.#last(trouble.downMs, () => this.startHost());
    }
  }

  #last(ms: number, end: () => Promise<unknown>): void {
    const over = pause(ms)
      .then(end)
      .finally(() => this.#underWay.delete(over));
    // Whoever waits for it learns of an error, nobody else does.
    over.catch(() => undefined);
    this.#underWay.add(over);
  }

  #work(step: Work): void {
    if (!('desk' in step)) {
      if (step.do !== 'rush') return this.outside.run(step);
      for (let desk = 0; desk < DESKS; desk += 1) {
        const claim = { do: 'claim', desk, chat: step.chat, stale: 0 } as const;
        void this.desks[desk]?.do('run', claim);
      }
      return;
    }
    for (const desk of this.desks) void desk.do('run', step);
  }

  /** Kill -9, once it runs. */
  async killHost(): Promise<void> {
    await this.#starting.catch(() => undefined);
    await this.#host?.kill();
  }

  startHost(): Promise<void> {
    return (this.#starting = this.#startHost());
  }

  async #startHost(): Promise<void> {
    const setup: HostSetup = {
      dataDirectory: this.directory,
      speed: SPEED,
      began: this.#began,
      names: NAMES,
      password: PASSWORD,
      topics: TAGS,
    };
    const child = this.lan.fork('host', HOST_PROGRAM, JSON.stringify(setup));
    const gateway = new ScriptedGateway();
    serveGateway(gateway, child, () => undefined);
    const host = new Callee<HostCalls>(child);
    this.#host = host;
    await host.serves();
    this.outside.attach(gateway);
    acknowledge(gateway);
    gateway.connect();
  }

  async #furnish(desk: number, seed: number): Promise<Callee<DeskCalls>> {
    const who = desk % AGENTS;
    const setup: ScreenSetup = {
      desk,
      place: Math.floor(desk / AGENTS),
      screens: Math.ceil((DESKS - who) / AGENTS),
      address: screenAddress(desk),
      name: NAMES[who] ?? '',
      password: PASSWORD,
      ca: join(this.directory, 'tls', 'host.crt'),
      speed: SPEED,
      began: this.#began,
      seed,
    };
    const child: ChildProcess = this.lan.fork('desks', DESK_PROGRAM, JSON.stringify(setup));
    return new Callee<DeskCalls>(child).serves();
  }

  /** The host ends in order, so that its folder can be looked into. */
  async end(): Promise<void> {
    await Promise.all(this.desks.map((desk) => desk.kill()));
    await this.#host?.do('end');
    await this.#host?.kill();
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await Promise.all(this.desks.map((desk) => desk.kill()));
    await this.killHost();
    await this.lan.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** Networks end with their processes; the folder of a run that was killed stays until the next one. */
async function removeLeftOver(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(FOLDER) ? Number(name.slice(FOLDER.length).split('-')[0]) : NaN;
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** WhatsApp says that it has what it took, a moment after it has it. */
function acknowledge(gateway: ScriptedGateway): void {
  const take = gateway.sendAnswer;
  gateway.sendAnswer = async (message) => {
    const outcome = await take(message);
    const event = { type: 'acknowledged', key: message.key, state: 'sent' } as const;
    if (outcome.outcome === 'accepted') void pause(20).then(() => gateway.emit(event));
    return outcome;
  };
}
