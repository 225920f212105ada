import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let ana: Screen;
let directory: string;

beforeAll(async () => {
  office = await openSimulatedOffice();
  ({ ana } = office);
  directory = await mkdtemp(join(tmpdir(), 'deskline-calendar-'));
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(async () => {
  await office.close();
  await rm(directory, { recursive: true, force: true });
});

const labelled = (label: string) => ana.page.locator(`[aria-label="${label}"]`);
const flips = async (name: string) => (await ana.finds('switch', name)).click();
const saved = () => office.host.core.hours.current;

async function types(label: string, time: string): Promise<void> {
  await labelled(label).fill(time);
  await ana.page.keyboard.press('Enter');
}

async function chooseFile(name: string, text: string): Promise<void> {
  const path = join(directory, name);
  await writeFile(path, text);
  const input = await ana.page.locator('input[type=file][accept^=".ics"]').waitHandle();
  await input.uploadFile(path);
}

test('with nothing configured the office is always open, and nobody is told anything', async () => {
  await ana.goTo('Settings');
  await ana.press('Opening hours');
  await ana.reads('Always open.');
  await ana.goTo('Team');
  await ana.reads('3 people');
  expect(await ana.page.$eval('main', (main) => main.innerText)).not.toContain('working');
  expect(saved().isSet).toBe(false);
});

test('a week: days are opened, get several times, are copied, and a change is undone', async () => {
  await ana.goTo('Settings');
  await ana.press('Opening hours');
  await (await ana.finds('radio', 'At these times A day without times is closed.')).click();
  await ana.reads('Not in force yet');
  await ana.reads('With these times: ');
  expect(saved().isSet).toBe(false);
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'week before it counts');
  await ana.press('Put in force');
  await ana.reads('Opening hours saved');
  await flips('Open on Saturday');
  await ana.finds('button', 'Remove 9:00 AM–6:00 PM on Saturday');
  await types('Saturday, closes (1)', '12:30');
  await ana.finds('button', 'Remove 9:00 AM–12:30 PM on Saturday');
  await ana.press('Add times on Saturday');
  await ana.finds('button', 'Remove 1:30 PM–4:30 PM on Saturday');
  expect(await accessibilityProblems(ana)).toEqual([]);

  await ana.press('Copy Saturday to other days');
  await (await ana.finds('menuitem', 'Monday to Friday')).click();
  await ana.reads('Saturday copied to Monday to Friday');
  await ana.finds('button', 'Remove 1:30 PM–4:30 PM on Tuesday');
  await ana.press('Undo');
  await ana.reads('Opening hours are as before');
  await ana.finds('button', 'Remove 9:00 AM–6:00 PM on Tuesday');
});

test('times that overlap are marked and not saved, until they make sense', async () => {
  await types('Saturday, opens (2)', '11:00');
  await ana.reads('These times overlap. Not saved yet.');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await types('Saturday, opens (2)', '15:00');
  await ana.finds('button', 'Remove 3:00 PM–4:30 PM on Saturday');
  await types('Saturday, closes (2)', '02:00');
  await ana.reads('the next day');
  await flips('Open on Saturday');
  await ana.reads('Closed', 'li');
});

test('the time zone of the office is another one than the PC’s', async () => {
  const zone = await ana.finds('combobox', 'Time zone');
  await zone.asLocator().fill('Asia/Kathmandu');
  await ana.reads('there now. Daylight saving time is taken care of.');
  await expect.poll(() => saved().timeZone).toBe('Asia/Kathmandu');
});

test('holidays are added, changed and removed', async () => {
  await ana.press('Add holiday');
  await ana.press('Save');
  await ana.reads('Give it a name of at most 80 characters.');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.fill('Name', 'Christmas');
  await ana.page.locator('::-p-aria(First day)').fill('2020-12-25');
  await ana.page.locator('::-p-aria(Last day)').fill('2020-12-26');
  await ana.page.locator('::-p-aria(Every year on this date)').click();
  await ana.press('Save');
  await ana.reads('Christmas added');
  await ana.reads('December 25 – 26');
  await ana.press('Change Christmas');
  await ana.fill('Name', 'Christmas days');
  await ana.press('Save');
  await ana.finds('button', 'Remove Christmas days');
});

test('a calendar file shows what would be imported; one that is none says what to do', async () => {
  await ana.press('Import calendar file');
  await chooseFile('holiday.png', 'PNG');
  await ana.reads('This is no calendar file. Choose one that ends in .ics');
  await chooseFile('large.ics', 'x'.repeat(1_000_001));
  await ana.reads('This file is larger than 1 MB.');
  await chooseFile(
    'holidays.ics',
    [
      'BEGIN:VCALENDAR',
      ...['BEGIN:VEVENT', 'SUMMARY:May Day', 'DTSTART;VALUE=DATE:20200501'],
      ...['RRULE:FREQ=YEARLY', 'END:VEVENT'],
      ...['BEGIN:VEVENT', 'SUMMARY:Easter Monday', 'DTSTART;VALUE=DATE:20990413', 'END:VEVENT'],
      ...['BEGIN:VEVENT', 'SUMMARY:Long ago', 'DTSTART;VALUE=DATE:20010413', 'END:VEVENT'],
      ...['BEGIN:VEVENT', 'SUMMARY:Dentist', 'DTSTART:20990413T100000Z', 'END:VEVENT'],
      'END:VCALENDAR',
    ].join('\r\n'),
  );
  await ana.reads('1 appointment with a time of day is left out');
  await ana.finds('button', 'Import 2 holidays');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await (await ana.finds('checkbox', 'Easter Monday Mon, Apr 13, 2099')).click();
  await ana.press('Import 1 holiday');
  await ana.reads('1 holiday imported');
  await ana.finds('button', 'Remove May Day');
});

test('a special day has times of its own', async () => {
  await ana.press('Add special day');
  await ana.page.locator('::-p-aria(Day)').fill('2099-12-24');
  await ana.fill('What for', 'Christmas Eve');
  await types('Times on that day, closes (1)', '13:00');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.press('Save');
  await ana.reads('Christmas Eve saved');
  await ana.reads('9:00 AM–1:00 PM');
});

test('a colleague gets hours of their own', async () => {
  await ana.press('Set hours for Ben');
  await ana.reads('They are given chats only at these times.', '[role=dialog]');
  expect(await accessibilityProblems(ana)).toEqual([]);
  for (const day of ['Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await ana.page.locator(`[role=dialog] ::-p-aria(Open on ${day})`).click();
  }
  await ana.press('Save hours');
  await ana.reads('Hours of Ben saved');
  await ana.reads('Mon 9:00 AM–6:00 PM');
  await ana.finds('button', 'Change the hours of Ben');
  expect(ana.problems).toEqual([]);
});
