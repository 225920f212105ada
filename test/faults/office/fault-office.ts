import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubClient } from '#shared/client/types.ts';
import { removeData, startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import type { WhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import { agentClient, found, tokenFrom, withoutGaps } from '../agent-client.ts';
import type { HostAddress } from '../agent-client.ts';
import { RobotAgent } from './robot-agent.ts';

const PASSWORD = 'three grey heron feathers';
const TEMPORARY = 'seven quiet lanterns';

interface OfficeSetup {
  readonly agents: number;
  readonly customers: number;
  /** 0 (included) to 1. */
  readonly random: () => number;
  /** Where the host keeps everything; a new temporary folder unless given. */
  readonly dataDirectory?: string;
}

/** The real host in a process of its own, linked to the double in real Chromium, robots at work. */
export class FaultOffice {
  readonly whatsapp: WhatsAppDouble;
  readonly customers: readonly Customer[];
  readonly robots: RobotAgent[] = [];
  host: HostUnderTest;
  readonly #ca: string;
  readonly #port: number;
  /** A folder that was given is left to who gave it. */
  #ownsFolder = true;
  #written = 0;

  private constructor(whatsapp: WhatsAppDouble, host: HostUnderTest, ca: string, count: number) {
    this.whatsapp = whatsapp;
    this.host = host;
    this.#ca = ca;
    this.#port = Number(new URL(host.url).port);
    this.customers = Array.from({ length: count }, (_, index) =>
      whatsapp.customer(`+49151${String(1_000_000 + index)}`, { name: `Customer ${index}` }),
    );
  }

  static async open({ agents, customers, random, dataDirectory }: OfficeSetup) {
    const whatsapp = await startWhatsAppDouble();
    const host = await startHostProcess(['--browser', whatsapp.browserPath], dataDirectory);
    const ca = await readFile(join(host.dataDirectory, 'tls', 'host.crt'), 'utf8');
    const office = new FaultOffice(whatsapp, host, ca, customers);
    office.#ownsFolder = dataDirectory === undefined;
    const admin = await office.#admin();
    await withoutGaps(admin);
    await whatsapp.phone.scan();
    await office.connected();
    for (let index = 1; index < agents; index += 1) {
      const name = `Agent ${index}`;
      const params = { name, password: TEMPORARY, role: 'agent' as const };
      const added = await admin.command('agent.add', params);
      if (!added.ok) throw new Error(added.message);
      const own = { name, password: TEMPORARY, newPassword: PASSWORD };
      const token = await tokenFrom(office.address(), own);
      office.robots.push(await office.#robot(token, random));
    }
    return office;
  }

  get admin(): HubClient {
    const first = this.robots[0];
    if (first === undefined) throw new Error('Nobody works here.');
    return first.client;
  }

  /** Messages that customers have written so far. */
  get written(): number {
    return this.#written;
  }

  address(): HostAddress {
    return { port: this.#port, ca: this.#ca };
  }

  /** A customer writes a text that nobody else ever writes. */
  write(customer: Customer, isSilent = false): string {
    this.#written += 1;
    const text = `Message ${this.#written}`;
    customer.writes(text, { isSilent });
    return text;
  }

  /** The host says that WhatsApp is connected, and the screen hears it. */
  async connected(): Promise<void> {
    const { admin } = this;
    await found(admin, () =>
      admin.status.name === 'online' && admin.replica.number.name === 'connected' ? true : null,
    );
  }

  /** Kill -9, and what a supervisor does: starts it again. */
  async killHost(): Promise<void> {
    await this.host.kill('SIGKILL');
    await this.startHost();
  }

  async startHost(): Promise<void> {
    const args = ['--port', String(this.#port), '--browser', this.whatsapp.browserPath];
    this.host = await startHostProcess(args, this.host.dataDirectory);
    for (const { client } of this.robots) client.retryNow();
  }

  /** A host that has had no trouble yet, in order. */
  async restartHost(): Promise<void> {
    await this.stopHost();
    await this.startHost();
    await this.connected();
  }

  /** Ends the host in order, so that its folder can be looked into. */
  async stopHost(): Promise<void> {
    await this.host.stop();
  }

  async close(): Promise<void> {
    for (const robot of this.robots) robot.stop();
    await this.host.stop();
    if (this.#ownsFolder) await removeData(this.host);
    await this.whatsapp.close();
  }

  async #admin(): Promise<HubClient> {
    const code = this.host.setupCode ?? '';
    const token = await tokenFrom(this.address(), { name: 'Admin', password: PASSWORD, code });
    const robot = await this.#robot(token, () => 0);
    this.robots.push(robot);
    return robot.client;
  }

  async #robot(token: string, random: () => number): Promise<RobotAgent> {
    const client = agentClient(() => this.address(), token);
    await found(client, () => (client.status.name === 'online' ? true : null));
    await client.loadView('all');
    return new RobotAgent(client, `robot ${this.robots.length}`, random);
  }
}
