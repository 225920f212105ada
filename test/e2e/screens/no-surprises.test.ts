import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SESSION_COOKIE } from '#shared/protocol/http.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice();
  office.simulator.customerWrites(office.anna, { kind: 'text', text: 'Are you open on Saturday?' });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

test('opening a chat waits for nothing but its messages', async () => {
  const { ben } = office;
  await ben.page.evaluateOnNewDocument(() => {
    const { setTimeout: set } = window;
    // Whoever waits for a fixed time waits for ever.
    window.setTimeout = ((work: () => void, ms = 0) =>
      ms >= 100 && ms < 5_000 ? 0 : set(work, ms)) as typeof window.setTimeout;
  });
  await ben.page.reload();
  await ben.openChat('Anna Berg');
  await ben.reads('Are you open on Saturday?', '[aria-label^="Messages with"]');
});

test('a text that could not be sent is still there, on its way, and goes out once', async () => {
  const { ben, host, simulator } = office;
  simulator.goAway();
  await ben.answer('Anna Berg', 'Yes, until two.');
  await ben.reads('Yes, until two.', '[aria-label^="Messages with"]');
  expect(simulator.sent).toEqual([]);
  simulator.comeBack();
  await ben.seesState('Yes, until two.', 'Read');
  expect(simulator.sent).toHaveLength(1);
  expect(host.core.trouble.current).toBeNull();
});

test('a screen whose session is over says so at once and is not silently deaf', async () => {
  const { ben, host } = office;
  const cookies = await ben.page.browserContext().cookies();
  const token = cookies.find(({ name }) => name === SESSION_COOKIE)?.value ?? '';
  expect(await host.core.accounts.authenticate(token)).not.toBeNull();
  await host.core.accounts.signOut(token);
  await ben.finds('textbox', 'Password');
});
