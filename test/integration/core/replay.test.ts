import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { project } from '#main/core/journal/project.ts';
import type { Screen } from '#main/core/api.ts';
import type { Store } from '#main/core/ports/store.ts';
import { openStore } from '#main/store/open-store.ts';
import { scoreIn } from '#shared/domain/survey/score.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { silentLog } from '#test/doubles/log.ts';
import { dumpState } from '#test/doubles/store/dump-state.ts';

import { step, takeStep } from '#test/doubles/core/random-days.ts';
import { runs } from '#test/doubles/property-runs.ts';

test('the journal replayed into an empty store gives the same state (I7)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const office = await Office.open();
      const agents = await office.hire('Ana', 'Ben', 'Carla');
      office.gateway.connect();
      const screens: Screen[] = [];
      for (const each of steps) await takeStep(office, agents, screens, each);
      await office.settled();
      await office.core.stop();

      const directory = await mkdtemp(join(tmpdir(), 'deskline-replay-'));
      const copy = openStore({ directory, log: silentLog });
      await replay(office.store, copy);
      expect(stateOf(copy)).toEqual(stateOf(office.store));
      expectNothingLost(office);

      await copy.close();
      expect(dumpState(directory)).toEqual(dumpState(office.directory));
      await rm(directory, { recursive: true, force: true });
      await office.remove();
    }),
    runs(25),
  );
});

/** Every message that was ever stored is in exactly one conversation, and in time order. */
function expectNothingLost(office: Office): void {
  const stored = office.store.read.journal
    .after(0 as Seq, 100_000)
    .flatMap(({ fact }) => ('message' in fact ? [fact.message.id] : []));
  const shown = office.conversations().map((conversation) => {
    const messages = office.messages(conversation);
    const shownOnes = messages.filter(({ content }) => content.kind !== 'system');
    expect(conversation.last?.messageId).toBe(shownOnes.at(-1)?.id);
    // Not each call asks for an answer; every text does.
    const asking = shownOnes.filter(
      ({ author, content }) =>
        author.type === 'contact' && content.kind === 'text' && scoreIn(content) === null,
    );
    const newest = Math.max(0, ...asking.map(({ id }) => id));
    expect(conversation.lastCustomerMessageId ?? 0).toBeGreaterThanOrEqual(newest);
    expect(conversation.ownerId !== null).toBe(conversation.state === 'open');
    for (const address of conversation.contact.addresses) {
      expect(office.store.read.contacts.byAddresses([address])?.id).toBe(conversation.contact.id);
    }
    return messages.map(({ id }) => id);
  });
  expect(shown.flat().sort((a, b) => a - b)).toEqual(stored.sort((a, b) => a - b));
}

async function replay(from: Store, to: Store): Promise<void> {
  for (const entry of from.read.journal.after(0 as Seq, 100_000)) {
    await to.write((tx) => project(tx, entry));
  }
}

function stateOf(store: Store) {
  const agents = store.read.agents.all();
  const anyone = agents[0]!.id;
  const conversations = (['all', 'closed'] as const).flatMap(
    (view) => store.read.conversations.page(view, { agentId: anyone }, null, 1_000).items,
  );
  return {
    agents,
    presence: store.read.presence.all(),
    conversations,
    messages: conversations.flatMap(({ id }) => store.read.messages.newest(id, 10_000)),
    counts: store.read.conversations.counts(),
    settings: [...store.read.settings.all()],
    labels: store.read.labels.get(),
    foundByField: store.read.conversations.search('value', 50).map(({ id }) => id),
    hours: store.read.hours.get(),
    found: store.read.messages.search('answer', 50).map(({ id }) => id),
    coverage: store.read.coverage.get(),
    links: store.read.coverage.links(),
  };
}
