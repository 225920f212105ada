import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { agentSchema } from '#shared/domain/agent.ts';
import { photograph, Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let cleo: Screen;

beforeAll(async () => {
  office = await openSimulatedOffice();
  const { handlers } = office.host.core;
  const admin = agentSchema.parse({ id: 1, name: 'Ana', role: 'admin' });
  for (const name of ['Repairs', 'Repair costs', 'Orders']) {
    await handlers['tag.save'](
      { tag: { id: null, name, colour: 'blue', isRetired: false } },
      admin,
    );
  }
  const outcome = { id: null, name: 'Booked', isWon: true, isRetired: false };
  await handlers['outcome.save']({ outcome }, admin);
  office.simulator.customerWrites(office.anna, 'Do you have it in blue?');
  const emil = office.simulator.addCustomer({ phone: '+491510000001', name: 'Emil Hahn' });
  office.simulator.customerWrites(emil, 'When do you open?');
  await office.ana.choose('Everyone');
  await office.ana.reads('Emil Hahn', '#conversation-list');
  cleo = await Screen.open(office.browser, `https://localhost:${office.host.port}`);
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await office.photograph(task.name);
  await photograph(cleo.page, `${task.name} Cleo`);
});

afterAll(() => office.close());

/** Keys one after the other; those joined by a plus together. */
async function press(...all: string[]): Promise<void> {
  const { keyboard } = cleo.page;
  await cleo.page.bringToFront();
  for (const together of all) {
    const names = together.split('+') as Parameters<typeof keyboard.press>[0][];
    for (const name of names.slice(0, -1)) await keyboard.down(name);
    await keyboard.press(names.at(-1)!);
    for (const name of names.slice(0, -1).toReversed()) await keyboard.up(name);
  }
}

/** Waits until the keyboard is on what matches. */
async function isOn(selector: string): Promise<void> {
  await cleo.page.waitForFunction(
    (wanted) => document.activeElement?.matches(wanted) === true,
    { polling: 'raf' },
    selector,
  );
}

const answerTo = (name: string) => `textarea[aria-label="Answer to ${name}"]`;
const LIST = '[data-conversation], [role=tab]';

test('who signs in goes on in the list, and the keys of the views lead there', async () => {
  await cleo.page.bringToFront();
  await isOn('input[autocomplete=username]');
  await cleo.page.keyboard.type('Cleo');
  await press('Tab');
  await cleo.page.keyboard.type(PASSWORD);
  await press('Enter');
  await isOn(LIST);

  await cleo.page.focus('a[href$="team"]');
  await press('Enter');
  await cleo.reads('Who is here');
  await press('Alt+Digit1');
  await isOn(LIST);
  await cleo.reads('Anna Berg', '#conversation-list');
  await press('ArrowDown', 'Home', 'Enter');
  await isOn(answerTo('Anna Berg'));
  // Who writes goes on writing, whichever list is shown beside it.
  await press('Alt+Digit3');
  await cleo.page.locator('#view-all[aria-selected="true"]').wait();
  await isOn(answerTo('Anna Berg'));
});

test('a chat is answered, noted, tagged and given away without a mouse', async () => {
  const { ana } = office;
  await cleo.page.keyboard.type('Yes, we do.');
  await press('Enter');
  await cleo.seesState('Yes, we do.', 'Read');
  await press('Alt+KeyN');
  await isOn('textarea[aria-label="Note about Anna Berg"]');
  await cleo.page.keyboard.type('Size 42');
  await press('Enter');
  await cleo.reads('Only your team sees this');
  await press('Escape');
  await isOn(answerTo('Anna Berg'));

  await press('Alt+KeyG');
  await isOn('[role=dialog] input[type=search]');
  await cleo.page.keyboard.type('repair');
  await press('Enter');
  // Two begin like this.
  expect(await cleo.page.$$('[role=dialog] input:checked')).toEqual([]);
  await cleo.page.keyboard.type('s');
  await press('Enter');
  await cleo.page.locator('[role=dialog] input:checked').wait();
  await cleo.page.keyboard.type('ord');
  await press('Enter');
  await cleo.page.waitForFunction(
    () => document.querySelectorAll('[role=dialog] input:checked').length === 2,
  );
  await press('Escape');
  await isOn(answerTo('Anna Berg'));
  await ana.reads('Repairs', 'a[data-conversation]');

  await press('Alt+KeyT');
  await isOn('[role=dialog] input[type=search]');
  await cleo.page.keyboard.type('Ana');
  await press('Enter');
  await ana.reads('Cleo handed Anna Berg over to you');
  await isOn(LIST);
});

test('who unlocks goes on where they were', async () => {
  await press('ArrowDown');
  await cleo.page.focus('button[title^="Cleo"]');
  await press('Enter');
  await isOn('[role=menu] [role^=menuitem]');
  await press('ArrowUp', 'ArrowUp', 'Enter');
  await isOn('input[autocomplete=current-password]');
  await cleo.page.keyboard.type(PASSWORD);
  await press('Enter');
  await isOn(`${LIST}, ${answerTo('Anna Berg')}, ${answerTo('Emil Hahn')}`);
  expect(cleo.problems).toEqual([]);
});
