import { afterEach, expect, test } from 'vitest';
import type { ClientStatus, HubClient } from '#shared/client/types.ts';
import { HostOffice } from '#test/doubles/host-office.ts';
import { temporaryFolder } from '#test/doubles/store/temporary-store.ts';
import { pause } from '#test/faults/office/until.ts';

/** Longer than a screen may leave something unacknowledged, shorter than it waits for the host. */
const ASLEEP_MS = 17_000;

let office: HostOffice;

afterEach(() => office.close());

test('a host that stood still drops no screen that is there, says for how long, and goes on', async () => {
  office = await HostOffice.open(temporaryFolder());
  const { ana, ben, host } = office;
  const id = await office.waiting();
  const statuses: ClientStatus['name'][] = [];
  for (const client of [ana, ben]) client.onStatus(({ name }) => statuses.push(name));

  process.kill(host.pid, 'SIGSTOP');
  // The time is the test: nothing tells of it.
  await pause(ASLEEP_MS);
  const answered = office.answers(id, 'Written while the host slept');
  process.kill(host.pid, 'SIGCONT');
  await answered;
  const told = await noted(ana);
  expect(told).toBeGreaterThan(ASLEEP_MS - 4_000);
  expect(told).toBeLessThan(ASLEEP_MS + 20_000);
  // A heartbeat later whoever had not been heard would be gone.
  await pause(4_000);
  expect(statuses).toEqual([]);
  expect([ana.status.name, ben.status.name]).toEqual(['online', 'online']);
});

/** For how long the number's history says that the host slept. */
async function noted(admin: HubClient): Promise<number> {
  for (;;) {
    const reply = await admin.command('number.history', { before: null, limit: 20 });
    const event = reply.ok
      ? reply.value.events.find(({ what }) => what.type === 'host')
      : undefined;
    if (event?.what.type === 'host' && event.what.event.kind === 'host.slept') {
      return event.what.event.ms;
    }
    await new Promise<void>((resolve) => {
      const stop = admin.replica.on(() => {
        stop();
        resolve();
      });
    });
  }
}
