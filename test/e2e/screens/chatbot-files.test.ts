import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { flowToFile } from '#shared/domain/bot/flow-file.ts';
import { readyMadeFlow } from '#shared/domain/bot/ready-made/index.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-flows-'));
  office = await openSimulatedOffice();
  await office.ana.page.goto(`https://localhost:${office.host.port}/#/chatbot`);
  await office.ana.page.reload();
  await office.ana.reads('When it answers');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

async function choose(name: string, content: string): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, content);
  const input = (await office.ana.page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
}

test('a file with mistakes says in which step and what to do, and nothing is made of it', async () => {
  const { ana } = office;
  const step = { kind: 'tag', id: 'a', tag: 'Sales', next: null };
  await choose(
    'bad.json',
    JSON.stringify({ kind: 'deskline-chatbot-flow', format: 1, steps: [step] }),
  );
  await ana.reads('There is no tag called “Sales” here');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.escapeDialog();
  await choose('no.json', '{');
  await ana.reads('It is no valid JSON file');
  await ana.escapeDialog();
  await ana.reads('There are no flows yet');
});

test('a flow of another office is imported, saved and opened', async () => {
  const { ana } = office;
  const flow = { ...readyMadeFlow('lead', 'de'), name: 'Aus dem anderen Büro' };
  await choose('flow.json', flowToFile(flow, { tags: [], agents: [] }));
  await ana.reads('Imported');
  await ana.finds('textbox', 'Name of the flow');
  await ana.reads('Everything is saved');
  expect(ana.problems).toEqual([]);
});

test('and exported again as it came', async () => {
  const { ana } = office;
  const session = await ana.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    eventsEnabled: true,
    browserContextId: ana.page.browserContext().id ?? '',
  });
  const done = new Promise<void>((resolve) =>
    session.on('Browser.downloadProgress', ({ state }) => state === 'completed' && resolve()),
  );
  await ana.press('More');
  await ana.page.locator('[role=menuitem] ::-p-text(Export as a file)').click();
  await done;
  const exported = await readFile(join(folder, 'chatbot-aus-dem-anderen-büro.json'), 'utf8');
  expect(JSON.parse(exported)).toEqual(
    JSON.parse(await readFile(join(folder, 'flow.json'), 'utf8')),
  );
});
