import { isDeepStrictEqual } from 'node:util';
import { createSeededRandom } from '#main/gateway/simulator/seeded-random.ts';
import { silentLog } from '#test/doubles/log.ts';
import { openStore } from '#main/store/open-store.ts';
import type { HubClient } from '#shared/client/types.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Comparison } from './compare.ts';
import { explainLost } from './explain.ts';
import { FaultOffice } from './fault-office.ts';
import { faults } from './faults.ts';
import { anyOf, settled, startTraffic } from './run-fault.ts';
import { pause, until } from './until.ts';

export interface SoakSetup {
  readonly ms: number;
  readonly seed: string;
  readonly agents: number;
  readonly customers: number;
  /** From one fault to the next, about. */
  readonly faultEveryMs: number;
  readonly say: (line: string) => void;
}

export interface SoakResult {
  readonly comparison: Comparison;
  /** Sentences on where a screen shows something else than the store. */
  readonly differences: readonly string[];
  readonly faults: ReadonlyMap<string, number>;
  readonly replies: number;
}

/** Not in the middle of others: they take the number away, or need a disk of their own. */
const ALONE = /^none$|logout|disk full|2,000/;

/** An office at work while one thing after the other goes wrong; then everything is compared. */
export async function soak(setup: SoakSetup): Promise<SoakResult> {
  const { ms, seed, agents, customers, faultEveryMs, say } = setup;
  const { next: random } = createSeededRandom(seed);
  const office = await FaultOffice.open({ agents, customers, random });
  const happened = new Map<string, number>();
  try {
    const stopTraffic = startTraffic(office, random);
    const end = performance.now() + ms;
    const candidates = faults.filter(({ name }) => !ALONE.test(name));
    while (performance.now() < end) {
      await pause(faultEveryMs * (0.5 + random()));
      const fault = anyOf(candidates, random);
      const left = Math.round((end - performance.now()) / 1000);
      say(`${fault.name} (${office.written} messages in, ${left} s left)`);
      happened.set(fault.name, (happened.get(fault.name) ?? 0) + 1);
      // A browser that is just being started has no page to crash.
      await fault.happen(office).catch((error: unknown) => say(`  not now: ${String(error)}`));
    }
    stopTraffic();
    await office.connected();
    // WhatsApp has been silent about some long enough.
    for (const message of office.whatsapp.sent) {
      if (message.ack < 1) office.whatsapp.acknowledge(message, 1);
    }
    const comparison = await settled(office);
    await settledAcknowledgements(office);
    const screens = await Promise.all(office.robots.map(({ client }) => everything(client)));
    const replies = office.robots.reduce((sum, { written }) => sum + written.length, 0);
    await office.stopHost();
    const differences = await compareScreens(office, screens);
    for (const line of explainLost(office, comparison.lost)) say(line);
    return { comparison, differences, faults: happened, replies };
  } finally {
    await office.close();
  }
}

/** Until the conversations stand still, so that all screens are asked about the same moment. */
async function settledAcknowledgements({ robots }: FaultOffice): Promise<void> {
  const revision = () =>
    robots.map(({ client }) =>
      Math.max(0, ...[...client.replica.conversations.values()].map((each) => each.revision)),
    );
  let before = '';
  await until(() => {
    const now = revision();
    const isSame = now.every((each) => each === now[0]) && robots.every(isOnline);
    const isQuiet = isSame && before === now.join();
    before = now.join();
    return isQuiet;
  }, 60_000);
}

const isOnline = ({ client }: { readonly client: HubClient }): boolean =>
  client.status.name === 'online';

/** All conversations as this screen shows them. */
async function everything(client: HubClient): Promise<readonly Conversation[]> {
  while (client.replica.view('all').hasMore) await client.loadView('all');
  return [...client.replica.conversations.values()];
}

async function compareScreens(
  office: FaultOffice,
  screens: readonly (readonly Conversation[])[],
): Promise<string[]> {
  const store = openStore({ directory: office.host.dataDirectory, log: silentLog });
  const differences: string[] = [];
  for (const [index, screen] of screens.entries()) {
    for (const shown of screen) {
      const stored = store.read.conversations.get(shown.id);
      if (isDeepStrictEqual(stored, shown)) continue;
      differences.push(
        `screen ${index}: ${JSON.stringify(shown)} is ${JSON.stringify(stored)} in the store`,
      );
    }
    const missing = store.read.journal.head() > 0 && screen.length === 0;
    if (missing) differences.push(`screen ${index} shows nothing`);
  }
  await store.close();
  return differences;
}
