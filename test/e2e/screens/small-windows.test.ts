import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice();
  office.simulator.customerWrites(office.anna, { kind: 'text', text: 'Is it still there?' });
  await office.ana.openChat('Anna Berg');
  await office.ana.press('Claim');
  await office.ana.reads('You are answering');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

/** Whether parts of the page that match lie over each other, or one of them over the page's edge. */
async function collide({ page }: Screen, one: string, other: string): Promise<boolean> {
  return page.evaluate(
    (first, second) => {
      const boxes = (selector: string) =>
        [...document.querySelectorAll(selector)]
          .map((element) => element.getBoundingClientRect())
          .filter(({ width }) => width > 0);
      return boxes(first).some((a) =>
        boxes(second).some(
          (b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
        ),
      );
    },
    one,
    other,
  );
}

test('what is being typed about a contact outlasts every width of the window, as does the keyboard', async () => {
  const { ana } = office;
  await ana.press('Show the contact');
  await ana.press('Change the name');
  const field = await ana.finds('textbox', 'Name');
  await field.asLocator().fill('Anna from Berg');
  for (const width of [1100, 390, 1400, 1280]) {
    await ana.page.setViewport({ width, height: 800 });
    const isDialog = width < 1280;
    await ana.page.locator(`[role=${isDialog ? 'dialog' : 'complementary'}] input`).wait();
    const typed = await ana.page.evaluate(() => (document.activeElement as HTMLInputElement).value);
    expect(typed, `at ${width}`).toBe('Anna from Berg');
  }
  await field.press('Enter');
  await ana.reads('Anna from Berg', 'h2');
});

test('over the rest it is a dialog: the keyboard stays in it, Escape ends it and leads back', async () => {
  const { ana } = office;
  await ana.press('Close the contact');
  await ana.page.setViewport({ width: 1100, height: 800 });
  await ana.page.focus('button[aria-label="Show the contact"]');
  await ana.page.keyboard.press('Enter');
  await ana.page.locator('[role=dialog][aria-label="Contact"]').wait();
  for (let step = 0; step < 12; step += 1) {
    await ana.page.keyboard.press('Tab');
    expect(
      await ana.page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null),
    ).toBe(true);
  }
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.page.setViewport({ width: 1100, height: 800 });
  await ana.page.keyboard.press('Escape');
  await ana.page.waitForFunction(
    () => document.activeElement?.getAttribute('aria-label') === 'Show the contact',
  );
});

test('nothing in the head of a chat or of the list lies over something else or is cut off', async () => {
  const { ana } = office;
  await ana.press('Show the contact');
  for (const width of [1280, 1100, 800]) {
    await ana.page.setViewport({ width, height: 800 });
    expect(await collide(ana, '.header .who p > *', '.header button'), `at ${width}`).toBe(false);
    const overflow = await ana.page.$$eval('.pane > header > *', (all) =>
      all.some(
        (part) =>
          part.scrollWidth > part.clientWidth + 1 ||
          part.getBoundingClientRect().right > part.parentElement!.getBoundingClientRect().right,
      ),
    );
    expect(overflow, `the list at ${width}`).toBe(false);
    if (width === 1280) await ana.press('Close the contact');
  }
});

test('on a phone what is said for a moment covers neither what can be done with a chat nor the answer', async () => {
  const { ana } = office;
  await ana.page.setViewport({ width: 390, height: 844 });
  await ana.press('Snooze');
  await ana.page.locator('[role=menuitem] ::-p-text(Until the customer writes)').click();
  await ana.reads('Snoozed until the customer writes', '.toast');
  expect(await collide(ana, '.toast', '.header button')).toBe(false);
  expect(await collide(ana, '.toast', 'form.composer')).toBe(false);
});
