import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { invariant } from '#shared/util/assert.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import { aPng } from '#test/doubles/pictures/png.ts';

let office: SimulatedOffice;
let folder: string;

beforeAll(async () => {
  office = await openSimulatedOffice();
  folder = await mkdtemp(join(tmpdir(), 'deskline-logo-'));
  await office.ana.goTo('Settings');
  await office.ana.press('Office');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

const logo = () => office.host.core.office.logo;

async function chooses(name: string, bytes: Buffer | string): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const input = await office.ana.page.$('input[type=file][accept^="image/png"]');
  invariant(input !== null, 'there is a field for a picture');
  await input.uploadFile(path);
}

/** The picture with this name is there and has come. */
async function shows(screen: Screen, name: string): Promise<void> {
  await screen.page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('img')].some(
        ({ alt, complete, naturalWidth }) => alt === wanted && complete && naturalWidth > 0,
      ),
    {},
    name,
  );
}

test('what is no picture that is taken is refused with what to do about it', async () => {
  const { ana } = office;
  await chooses('drawing.png', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>');
  await ana.reads('An SVG is a drawing that may contain programs');
  await chooses('text.png', 'hello');
  await ana.reads('This is no PNG, JPEG or WebP.');
  await chooses('half.png', aPng().subarray(0, 60));
  await ana.reads('This picture cannot be read');
  await chooses('tiny.png', aPng({ width: 8, height: 8 }));
  await ana.reads('fewer than 32 pixels');
  await chooses('long.png', aPng({ width: 8_001, height: 1 }));
  await ana.reads('more than 8000 pixels');
  await chooses('heavy.png', Buffer.concat([aPng(), Buffer.alloc(5 * 1024 * 1024)]));
  await ana.reads('larger than 5 MB');
  expect(await accessibilityProblems(ana)).toEqual([]);
  expect(logo()).toBeNull();
});

test('a large picture is made smaller, and is beside everybody’s menu and where people sign in', async () => {
  const { ana, ben, browser, host } = office;
  await ana.fill('Name of the office', 'Berg & Sons');
  await ana.page.keyboard.press('Enter');
  await chooses('logo.png', aPng({ width: 1_200, height: 400 }));
  await ana.reads('The logo is changed');
  expect(logo()).toMatchObject({ width: 480, height: 160 });
  await shows(ana, 'Logo that is shown now for Berg & Sons');
  for (const screen of [ana, ben]) await shows(screen, 'Logo of Berg & Sons');
  await ben.page.waitForFunction(() => document.title === 'Berg & Sons – Deskline');
  expect(await accessibilityProblems(ana)).toEqual([]);

  const stranger = await Screen.open(browser, `https://localhost:${host.port}`);
  await shows(stranger, 'Logo of Berg & Sons');
  await stranger.reads('Berg & Sons', 'main');
  expect(await accessibilityProblems(stranger)).toEqual([]);
  await stranger.page.close();
});

test('it is printed on the card of whoever is new', async () => {
  const { ana } = office;
  await ana.page.evaluate(() => (window.print = () => undefined));
  await ana.goTo('Team');
  await ana.press('Edit Ben');
  await ana.press('Print a card');
  await ana.page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLImageElement>('.printed-card img')].some(
      ({ alt, complete }) => alt === 'Logo of Berg & Sons' && complete,
    ),
  );
  await ana.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await ana.escapeDialog();
});

test('removed it is gone everywhere, and comes back by undoing', async () => {
  const { ana, ben } = office;
  await ana.goTo('Settings');
  await ana.press('Office');
  await ana.press('Remove the logo');
  await ana.reads('No logo yet.');
  await ben.page.waitForFunction(() => document.querySelector('nav img') === null);
  // The name of the office was changed a moment ago, which can be taken back as well.
  await ana.press('Undo The logo is removed');
  for (const screen of [ana, ben]) await shows(screen, 'Logo of Berg & Sons');
  expect(logo()).toMatchObject({ width: 480, height: 160 });
});

test('whoever is second to choose one sees the newer, and decides', async () => {
  const { ana, host } = office;
  const { accounts, handlers } = host.core;
  const signedIn = await accounts.signIn({ name: 'Ana', password: PASSWORD }, 'test');
  invariant(signedIn.ok, 'she works here');
  const theirs = { data: aPng({ width: 60 }).toString('base64'), seen: logo()?.hash ?? null };
  await ana.page.evaluate(() => {
    const decode = window.createImageBitmap;
    // Somebody else is faster while this screen decodes.
    Object.assign(window, { goOn: null });
    window.createImageBitmap = (async (file: Blob) => {
      await new Promise((resolve) => Object.assign(window, { goOn: resolve }));
      return decode(file);
    }) as typeof window.createImageBitmap;
  });
  await chooses('mine.png', aPng({ width: 90 }));
  await ana.page.waitForFunction(() => 'goOn' in window && window.goOn !== null);
  await handlers['logo.save'](theirs, signedIn.value.agent);
  await ana.page.evaluate(() => (window as unknown as { goOn: () => void }).goOn());
  await ana.reads('You have chosen another logo meanwhile on another screen.');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.press('Take mine');
  await ana.reads('The logo is changed');
  expect(logo()).toMatchObject({ width: 90 });
  expect(ana.problems).toEqual([]);
});
