import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instantPace } from '#main/gateway/simulator/pace.ts';
import { createSimulatorGateway } from '#main/gateway/simulator/simulator-gateway.ts';
import { ensureCertificate } from '#main/hub/certificate.ts';
import { systemClock } from '#main/system/clock.ts';
import type { HubClient } from '#shared/client/types.ts';
import { SETUP_CODE } from '#test/doubles/core/office.ts';
import { silentLog } from '#test/doubles/log.ts';
import { agentClient, found, tokenFrom, withoutGaps } from '../agent-client.ts';
import type { HostAddress } from '../agent-client.ts';
import { serveGateway } from './gateway-over-ipc.ts';

const HOST = fileURLToPath(new URL('./host-to-kill.ts', import.meta.url));

/** A host that dies at a named step, beside a WhatsApp and an agent's screen that live on. */
export class OfficeToKill {
  readonly whatsapp = createSimulatorGateway({
    seed: 'kill points',
    clock: systemClock,
    log: silentLog,
    pace: instantPace,
  });
  readonly directory: string;
  readonly passed: string[] = [];
  readonly #ca: string;
  #agent: HubClient | null = null;
  #child: ChildProcess | null = null;
  #port = 0;
  #exited: Promise<unknown> = Promise.resolve();
  #fatalCall: string | null = null;

  private constructor(directory: string, ca: string) {
    this.directory = directory;
    this.#ca = ca;
  }

  static async open(): Promise<OfficeToKill> {
    const directory = await mkdtemp(join(tmpdir(), 'deskline-kill-'));
    const tls = { directory: join(directory, 'tls'), names: [], log: silentLog };
    const office = new OfficeToKill(directory, (await ensureCertificate(tls)).cert);
    await office.start();
    const person = { name: 'Ana', password: 'three grey heron feathers', code: SETUP_CODE };
    const token = await tokenFrom(office.#address(), person);
    const agent = agentClient(() => office.#address(), token);
    office.#agent = agent;
    await found(agent, () => (agent.status.name === 'online' ? true : null));
    await withoutGaps(agent);
    await agent.loadView('all');
    return office;
  }

  get agent(): HubClient {
    if (this.#agent === null) throw new Error('Nobody has signed in.');
    return this.#agent;
  }

  /** Starts the host, again on the port that it had. */
  async start(): Promise<void> {
    const child = fork(HOST, [this.directory, String(this.#port)], { serialization: 'advanced' });
    this.#child = child;
    this.#exited = once(child, 'exit');
    serveGateway(this.whatsapp, child, (name) => this.#took(name));
    child.on('message', (message: { t: string; step?: string }) => {
      if (message.t === 'step' && message.step !== undefined) this.passed.push(message.step);
    });
    this.#port = (await this.#says<{ t: 'running'; port: number }>('running')).port;
    // Its pauses grow with every death; a person would press the button.
    this.#agent?.retryNow();
  }

  /** From now on the host dies at this step, and the steps that it passes are counted anew. */
  async arm(step: string | null): Promise<void> {
    const armed = this.#says('armed');
    this.#child?.send({ t: 'arm', step });
    await armed;
    this.#fatalCall = step;
    this.passed.length = 0;
  }

  /** Resolves when the host is dead. */
  died(): Promise<unknown> {
    return this.#exited;
  }

  async close(): Promise<void> {
    this.#agent?.stop();
    this.#child?.kill('SIGKILL');
    await this.#exited;
    await rm(this.directory, { recursive: true, force: true });
  }

  /** A picture that a customer sends, another one each time. */
  picture(seed: string) {
    return { kind: 'image' as const, mime: 'image/png', bytes: Buffer.from(seed) };
  }

  #took(call: string): void {
    const step = `while WhatsApp answers ${call}`;
    if (!this.passed.includes(step)) this.passed.push(step);
    if (this.#fatalCall !== step) return;
    this.#fatalCall = null;
    this.#child?.kill('SIGKILL');
  }

  #address(): HostAddress {
    return { port: this.#port, ca: this.#ca };
  }

  #says<T extends { t: string }>(t: T['t']): Promise<T> {
    return new Promise((resolve, reject) => {
      const exit = () => reject(new Error('The host ended.'));
      const hear = (message: T) => {
        if (message.t !== t) return;
        this.#child?.off('message', hear);
        this.#child?.off('exit', exit);
        resolve(message);
      };
      this.#child?.on('message', hear);
      this.#child?.once('exit', exit);
    });
  }
}
