import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { agentSchema } from '#shared/domain/agent.ts';
import { invariant } from '#shared/util/assert.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let cleo: Screen;

beforeAll(async () => {
  office = await openSimulatedOffice();
  cleo = await office.sitDown('Cleo');
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await office.photograph(task.name);
  await photograph(cleo.page, `${task.name} Cleo`);
});

afterAll(() => office.close());

/** Waits until the tabs of the list count so many. */
const counts = ({ page }: Screen, wanted: Record<string, number>) =>
  page.waitForFunction(
    (all) =>
      Object.entries(all).every(([view, amount]) => {
        const tab = document.querySelector(`#view-${view} .count`);
        return tab?.textContent === String(amount);
      }),
    { polling: 'mutation' },
    wanted,
  );

const lists = ({ page }: Screen, name: string) =>
  page.$$eval(
    'a[data-conversation]',
    (rows, wanted) => rows.some((row) => (row as HTMLElement).innerText.includes(wanted)),
    name,
  );

test('a chat of a colleague leaves the list, the search and its own address when the office wants that', async () => {
  const { ana, ben, simulator, anna } = office;
  simulator.customerWrites(anna, 'Do you have marmalade?');
  await cleo.openChat('Anna Berg');
  await cleo.answer('Anna Berg', 'We do.');
  await ben.choose('Everyone');
  await ben.page.locator('a[data-conversation] ::-p-text(Anna Berg)').click();
  await ben.reads('We do.');
  await ana.goTo('Settings');
  await ana.press('Who sees which chats');
  const setting = await ana.finds('combobox', 'Agents see');
  await setting.asLocator().fill('queue-and-own');
  await ben.reads('You do not see this chat');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await counts(ben, { all: 0, mine: 0 });
  expect(await lists(ben, 'Anna Berg')).toBe(false);
  await ben.fill('Search contacts and messages', 'marmalade');
  await ben.reads('Nothing found for “marmalade”');
  expect(await ben.page.content()).not.toContain('Anna Berg');
  await ben.page.reload();
  await ben.reads('You do not see this chat');
  await counts(cleo, { all: 1, mine: 1 });
});

test('it comes back by a transfer, and leaves who gave it away', async () => {
  const { ana, ben } = office;
  await cleo.press('Transfer');
  await cleo.page.locator('[role=dialog] ::-p-text(Ben)').click();
  await ben.reads('We do.');
  await counts(ben, { all: 1, mine: 1 });
  await cleo.reads('You do not see this chat');
  await counts(cleo, { all: 0, mine: 0 });
  await ana.goTo('Inbox');
  await counts(ana, { all: 1 });
  await ana.choose('Everyone');
  await ana.reads('Anna Berg');
});

test('who gave it away may take that back', async () => {
  await cleo.press('Undo');
  await cleo.reads('We do.');
  await counts(cleo, { all: 1, mine: 1 });
  await counts(office.ben, { all: 0 });
  expect([...office.ben.problems, ...cleo.problems, ...office.ana.problems]).toEqual([]);
});

test('who hands over everything is told how many went where, and may take that back', async () => {
  const { ben } = office;
  await cleo.press('Account of Cleo (Online)');
  await cleo.page.locator('[role=menuitem] ::-p-text(Hand over all my chats)').click();
  await cleo.page.locator('[role=dialog] ::-p-text(Ben)').click();
  await cleo.reads('1 chat went to Ben');
  await counts(cleo, { all: 0, mine: 0 });
  await cleo.press('Undo');
  await counts(cleo, { all: 1, mine: 1 });
  await counts(ben, { all: 0 });
});

test('who hands a chat to a colleague who asked for it may take that back, and the colleague is told', async () => {
  const { ben, host } = office;
  const { handlers } = host.core;
  const admin = agentSchema.parse({ id: 1, name: 'Ana', role: 'admin' });
  const tag = { id: null, name: 'Prices', colour: 'grey', isRetired: false } as const;
  const saved = await handlers['tag.save']({ tag }, admin);
  const found = await handlers['conversation.list']({ view: 'all', after: null, limit: 1 }, admin);
  invariant(saved.ok && found.ok, 'an admin makes tags and sees every chat');
  const [tagId, conversationId] = [saved.value.tag.id, found.value.conversations[0]!.id];
  await handlers['agent.change'](
    { agentId: agentSchema.shape.id.parse(2), skills: [tagId] },
    admin,
  );
  await handlers['conversation.tag']({ conversationId, tagId, isOn: true }, admin);
  await ben.choose('Everyone');
  await ben.page.locator('a[data-conversation] ::-p-text(Anna Berg)').click();
  await ben.press('Ask for this chat');
  await cleo.press('Hand over');
  await cleo.reads('Anna Berg went to Ben');
  await counts(cleo, { all: 0, mine: 0 });
  await counts(ben, { all: 1, mine: 1 });
  await handlers['conversation.tag']({ conversationId, tagId, isOn: false }, admin);
  await cleo.press('Undo');
  await counts(cleo, { all: 1, mine: 1 });
  await ben.reads('Cleo took back the chat with Anna Berg');
  await counts(ben, { all: 0 });
});

test('who loses a chat to a supervisor is told by whom and why, though they see it no more', async () => {
  const { ana } = office;
  await ana.page.locator('a[data-conversation] ::-p-text(Anna Berg)').click();
  await ana.press('Take over');
  await ana.fill('Reason', 'The customer complained');
  await ana.page.locator('[role=dialog] button[type=submit]').click();
  await cleo.reads('Ana took over the chat with Anna Berg: The customer complained');
  await counts(cleo, { all: 0, mine: 0 });
  await cleo.reads('You do not see this chat');
  expect([...office.ben.problems, ...cleo.problems, ...ana.problems]).toEqual([]);
});
