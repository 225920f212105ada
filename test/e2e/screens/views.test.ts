import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { agentSchema } from '#shared/domain/agent.ts';
import { conversationIdSchema } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice();
  office.simulator.customerWrites(office.anna, { kind: 'text', text: 'Are you open on Saturday?' });
  await office.ben.openChat('Anna Berg');
  await office.ben.press('Claim');
  await office.ben.reads('You are answering');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

const LABEL = 'Note about Anna Berg';
const LIST = '#conversation-list';

async function show(screen: Screen, view: string): Promise<void> {
  await screen.page.locator('button[aria-label^="More"]').click();
  await screen.page.locator(`[role=menuitemradio] ::-p-text(${view})`).click();
}

async function isEmpty(screen: Screen): Promise<void> {
  await screen.page.waitForFunction(
    (list) => document.querySelector(`${list} [data-conversation]`) === null,
    {},
    LIST,
  );
}

test('what can be done with a chat is there for everybody, and begins where the keys are needed', async () => {
  const { ben } = office;
  for (const [button, focused] of [
    ['Close with an outcome', 'input[type=radio]'],
    ['Tags', 'input'],
    ['Transfer', 'input[type=search]'],
  ] as const) {
    await ben.press(button);
    await ben.page.waitForFunction(
      (wanted) => document.activeElement?.matches(`[role=dialog] ${wanted}`) === true,
      {},
      focused,
    );
    expect(await accessibilityProblems(ben), button).toEqual([]);
    await ben.escapeDialog();
  }
  await ben.press('Snooze');
  await ben.page.locator('[role=menuitem] ::-p-text(Pick day and time)').click();
  await ben.page.locator('[role=dialog] input').wait();
  expect(await accessibilityProblems(ben)).toEqual([]);
  await ben.escapeDialog();
});

test('what is snoozed is out of the way until the customer writes', async () => {
  const { ben, simulator, anna } = office;
  await ben.press('Snooze');
  await ben.page.locator('[role=menuitem] ::-p-text(Until the customer writes)').click();
  await ben.choose('Mine');
  await isEmpty(ben);
  await show(ben, 'Snoozed');
  await ben.reads('Anna Berg', LIST);
  simulator.customerWrites(anna, { kind: 'text', text: 'Or on Sunday?' });
  await isEmpty(ben);
  await ben.choose('Mine');
  await ben.reads('Or on Sunday?', LIST);
});

test('everyone’s tab counts what is in its list: snoozed as well, closed no more', async () => {
  const { ana, ben, simulator } = office;
  const address = simulator.addCustomer({ phone: '+4915100000077', name: 'Dora Klein' });
  simulator.customerWrites(address, { kind: 'text', text: 'Thank you' });
  await ana.openChat('Dora Klein');
  await ana.press('Claim');
  await ana.reads('You are answering');
  await ana.choose('Everyone');
  const says = async (count: number) => {
    await ana.page.locator(`[role=tab][aria-label="Everyone, ${count}"]`).wait();
    await ana.page.waitForFunction(
      (list, wanted) => document.querySelectorAll(`${list} [data-conversation]`).length === wanted,
      { polling: 'mutation' },
      LIST,
      count,
    );
  };
  await says(2);
  await ana.press('Snooze');
  await ana.page.locator('[role=menuitem] ::-p-text(Until the customer writes)').click();
  await ana.reads('Snoozed until they write');
  await says(2);
  await ana.press('Close');
  await says(1);
  await show(ben, 'Closed');
  await ben.reads('Dora Klein', LIST);
});

test('a note that names somebody calls them, until they have looked', async () => {
  const { ana, ben } = office;
  await ana.choose('Everyone');
  await ana.page.locator('a[data-conversation] ::-p-text(Anna Berg)').click();
  await ana.press('Add note');
  const note = await ana.finds('textbox', LABEL);
  await note.type('@Be');
  await ana.page.locator('[role=option] ::-p-text(Ben)').wait();
  await note.press('Enter');
  await note.type('she means Easter');
  await note.press('Enter');
  await ana.reads('she means Easter');
  // Ben has the chat on his screen: he has seen it at once.
  await ben.reads('she means Easter');
  await show(ben, 'Mentions');
  await ben.reads('she means Easter', LIST);
  await ben.page.locator('button[aria-label="More views"]').wait();
});

test('chats are listed by tag', async () => {
  const { ana, ben, host } = office;
  const admin = agentSchema.parse({ id: 1, name: 'Ana', role: 'admin' });
  const tag = { id: null, name: 'Opening hours', colour: 'teal', isRetired: false } as const;
  const saved = await host.core.handlers['tag.save']({ tag }, admin);
  invariant(saved.ok, 'an admin makes tags');
  await show(ana, 'Opening hours');
  await isEmpty(ana);
  expect(await accessibilityProblems(ana)).toEqual([]);
  const conversationId = conversationIdSchema.parse(1);
  const tagged = { conversationId, tagId: saved.value.tag.id };
  await host.core.handlers['conversation.tag']({ ...tagged, isOn: true }, admin);
  await ana.reads('Anna Berg', LIST);
  await host.core.handlers['conversation.tag']({ ...tagged, isOn: false }, admin);
  await isEmpty(ana);
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
