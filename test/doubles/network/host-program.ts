import { OfficeClock } from '#main/core/time/office-clock.ts';
import { startHost } from '#main/launch/start-host.ts';
import type { RunningHost } from '#main/launch/start-host.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { invariant } from '#shared/util/assert.ts';
import { silentLog } from '#test/doubles/log.ts';
import { gatewayOverIpc } from '#test/faults/kill/gateway-over-ipc.ts';
import { serveCalls } from './calls.ts';
import { fastClock } from './fast-clock.ts';
import { HOST, HUB_PORT } from './plan-of-the-lan.ts';
import { allowSeveralDevices, hire } from '#test/doubles/core/hire.ts';

/** The whole host of the product; WhatsApp is in the process that started this one. */
export interface HostSetup {
  readonly dataDirectory: string;
  readonly speed: number;
  readonly began: number;
  /** Whoever works here, the admin first; with topics for their chats. */
  readonly names: readonly string[];
  readonly password: string;
  readonly topics: number;
}
const setup = JSON.parse(process.argv[2] ?? '') as HostSetup;

const clock = new OfficeClock(fastClock(setup.speed, setup.began));
const host = await startHost({
  dataDirectory: setup.dataDirectory,
  address: HOST,
  port: HUB_PORT,
  screensDirectory: null,
  gateway: gatewayOverIpc(),
  clock,
  log: silentLog,
  version: '1.2.3',
});
if (host.setupCode !== null) await furnish(host, host.setupCode);

async function furnish({ core }: RunningHost, code: string): Promise<void> {
  const { names, password, topics } = setup;
  const [first = '', ...others] = names;
  const signedIn = await core.accounts.setup({ code, name: first, password }, 'test');
  invariant(signedIn.ok, 'there is an admin');
  const admin: Agent = signedIn.value.agent;
  await allowSeveralDevices(core, admin);
  for (const name of others) {
    await hire(core, { name, password, role: 'agent' }, admin);
  }
  for (let topic = 1; topic <= topics; topic += 1) {
    const tag = { id: null, name: `Topic ${topic}`, colour: 'blue' as const, isRetired: false };
    await core.handlers['tag.save']({ tag }, admin);
  }
  // Its screens are on other machines, and no apps.
  await core.handlers['settings.change']({ name: 'computers.browsers', value: true }, admin);
  for (const name of ['outbox.minGapMs', 'outbox.jitterMs']) {
    await core.handlers['settings.change']({ name, value: 0 }, admin);
  }
}

const handlers = { end: () => host.close() };
export type HostCalls = typeof handlers;
serveCalls(handlers);
