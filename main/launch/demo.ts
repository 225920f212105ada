import type { Gateway } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { createDemoAgents } from '#main/gateway/simulator/demo/demo-agents.ts';
import type { DemoAgent } from '#main/gateway/simulator/demo/demo-agents.ts';
import { createDemoCustomers } from '#main/gateway/simulator/demo/demo-customers.ts';
import type { OpeningAnswer } from '#main/gateway/simulator/demo/demo-customers.ts';
import { createSimulatorGateway } from '#main/gateway/simulator/simulator-gateway.ts';
import { systemRandom } from '#main/system/random.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { ClientRef } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import { addLabels } from './demo-labels.ts';
import { keepLogins, keptLogins } from './demo-folder.ts';
import type { OpenedGateway } from './opened-gateway.ts';
import type { RunningHost } from './start-host.ts';

const SEED = 'front desk';

/** A simulated number whose customers write by themselves, and three agents. */
export function openDemo(dataDirectory: string, clock: Clock, log: Log): OpenedGateway {
  const gateway = createSimulatorGateway({ seed: SEED, clock, log });
  const customers = createDemoCustomers({ simulator: gateway, seed: SEED, clock });
  return {
    gateway,
    async furnish(host) {
      await connected(gateway);
      // A demo that goes on in a folder of its own: its people are there.
      if (host.setupCode === null) {
        customers.start();
        return keptLogins(dataDirectory);
      }
      const logins = createDemoAgents();
      customers.open();
      // Committed after the opening messages, which are therefore stored when this resolves.
      const agents = await addAgents(host, logins);
      await takeBreak(host, agents.get('Carla'));
      await letBrowsersIn(host, agents);
      await keepLogins(dataDirectory, logins);
      for (const answer of customers.answers) await send(host, agents, answer);
      await addLabels(host, agents);
      customers.start();
      return logins;
    },
    stop: () => customers.stop(),
  };
}

async function connected(gateway: Gateway): Promise<void> {
  if (gateway.link().name === 'connected') return;
  await new Promise<void>((resolve) => {
    const unsubscribe = gateway.on((event) => {
      if (event.type !== 'ready') return;
      unsubscribe();
      resolve();
    });
  });
}

/** By name. */
async function addAgents(
  { core, setupCode }: RunningHost,
  [first, ...others]: readonly DemoAgent[],
): Promise<ReadonlyMap<string, Agent>> {
  invariant(first !== undefined && setupCode !== null, 'a demo begins without agents');
  const admin = await core.accounts.setup({ ...first, code: setupCode }, 'demo');
  invariant(admin.ok, 'the demo makes its admin');
  const agents = new Map([[first.name, admin.value.agent]]);
  for (const other of others) {
    const { name, role, password: newPassword } = other;
    const password = systemRandom.token(12);
    const added = await core.handlers['agent.add']({ name, role, password }, admin.value.agent);
    invariant(added.ok, `the demo makes ${name}`);
    const own = await core.accounts.changePassword({ name, password, newPassword }, null);
    invariant(own.ok, `${name} has a password of their own`);
    agents.set(other.name, added.value.agent);
  }
  // Nobody sits there: whoever tries the demo is asked about no other device.
  await core.accounts.signOut(admin.value.token);
  return agents;
}

/** Whoever shows the demo to others, by `--host`, shows it in their browsers. */
async function letBrowsersIn(
  { core }: RunningHost,
  agents: ReadonlyMap<string, Agent>,
): Promise<void> {
  const admin = [...agents.values()].find(({ role }) => role === 'admin');
  invariant(admin !== undefined, 'the demo has an admin');
  await core.handlers['settings.change']({ name: 'computers.browsers', value: true }, admin);
}

/** A colleague who is there without anybody who plays her. */
async function takeBreak({ core }: RunningHost, agent: Agent | undefined): Promise<void> {
  invariant(agent !== undefined, 'somebody in the demo has a break');
  const screen = core.presence.connected(agent.id, 'demo');
  await core.handlers['presence.set']({ status: 'on-break' }, agent, screen);
}

async function send(
  { core }: RunningHost,
  agents: ReadonlyMap<string, Agent>,
  answer: OpeningAnswer,
): Promise<void> {
  const agent = agents.get(answer.agent);
  invariant(agent !== undefined, `${answer.agent} works in the demo`);
  const list = await core.handlers['conversation.list'](
    { view: 'all', after: null, limit: 200 },
    agent,
  );
  invariant(list.ok, 'a list does not fail');
  const conversation = list.value.conversations.find(({ contact }) =>
    contact.addresses.includes(answer.address),
  );
  invariant(conversation !== undefined, 'an opening answer has a question');
  const sent = await core.handlers['reply.send'](
    {
      conversationId: conversation.id,
      epoch: conversation.epoch,
      lastSeenMessageId: conversation.lastCustomerMessageId,
      clientRef: systemRandom.token(12) as ClientRef,
      body: { kind: 'text', text: answer.text },
    },
    agent,
  );
  invariant(sent.ok, 'an opening answer is accepted');
}
