import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { simplePdf } from '#main/gateway/simulator/media/pdf.ts';
import { encodePng } from '#main/gateway/simulator/media/png.ts';
import { speechLikeWav } from '#main/gateway/simulator/media/wav.ts';
import { createSeededRandom } from '#main/gateway/simulator/seeded-random.ts';
import { openLinkedOffice } from '#test/doubles/screens/linked-office.ts';
import type { LinkedOffice } from '#test/doubles/screens/linked-office.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';

let office: LinkedOffice;
let anna: Customer;
let folder: string;

const picture = Buffer.from(encodePng(40, 30, new Uint8Array(40 * 30 * 3).fill(120)));
const voice = Buffer.from(speechLikeWav(2, createSeededRandom('voice')));
const pdf = Buffer.from(simplePdf('Prescription', ['Two of them, daily']));

beforeAll(async () => {
  office = await openLinkedOffice();
  anna = office.whatsapp.customer('+491511234567', { name: 'Anna Berg' });
  folder = await mkdtemp(join(tmpdir(), 'deskline-files-'));
  anna.writes('I am sending you my files');
  await Promise.all([office.ana, office.ben].map((screen) => screen.openChat('Anna Berg')));
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the signed-in browser gets for an address of the page. */
const fetchBytes = async ({ page }: Screen, url: string): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate(async (address) => {
      const answer = await fetch(address);
      let text = '';
      for (const byte of new Uint8Array(await answer.arrayBuffer())) {
        text += String.fromCharCode(byte);
      }
      return btoa(text);
    }, url),
    'base64',
  );

/** The address of something in the open timeline, once it is there. */
const urlOf = async ({ page }: Screen, selector: string, property: 'src' | 'href') => {
  const element = await page
    .locator(`[aria-label^="Messages with"] ${selector}`)
    .setVisibility(null)
    .waitHandle();
  return element.evaluate((node, name) => String(Reflect.get(node, name)), property);
};

test('a photo shows on every screen, byte for byte what the customer sent', async () => {
  anna.sendsImage(picture, 'image/png', 'My glasses');
  for (const screen of [office.ana, office.ben]) {
    await screen.reads('My glasses');
    expect(await fetchBytes(screen, await urlOf(screen, 'img', 'src'))).toEqual(picture);
  }
});

test('a voice note can be played', async () => {
  anna.sendsMedia('ptt', { bytes: voice, mime: 'audio/wav', seconds: 2 });
  const url = await urlOf(office.ben, 'audio', 'src');
  expect(await fetchBytes(office.ben, url)).toEqual(voice);
  await office.ben.press('Play');
  await office.ben.page.waitForFunction(
    () => (document.querySelector('audio')?.currentTime ?? 0) > 0,
  );
});

test('a document is offered under its own name and never opened inside the page', async () => {
  anna.sendsDocument(pdf, 'application/pdf', 'Prescription.pdf');
  const url = await urlOf(office.ben, 'a[download="Prescription.pdf"]', 'href');
  expect(await fetchBytes(office.ben, url)).toEqual(pdf);
  const disposition = await office.ben.page.evaluate(
    async (address) => (await fetch(address)).headers.get('content-disposition'),
    url,
  );
  expect(disposition).toContain('attachment');
});

test('an agent answers with a photo; WhatsApp gets its bytes and caption once', async () => {
  const path = join(folder, 'frame.png');
  await writeFile(path, picture);
  const { ben, whatsapp } = office;
  const input = await ben.page.locator('input[type=file]').setVisibility(null).waitHandle();
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
  await ben.reads('frame.png');
  const field = await ben.page.locator('textarea').waitHandle();
  await field.type('This one?');
  await field.press('Enter');

  const sent = await whatsapp.waitForSent(({ type }) => type === 'image');
  expect(sent.media?.caption).toBe('This one?');
  expect(whatsapp.bytesOf(sent)).toEqual(picture);
  expect(whatsapp.sent).toHaveLength(1);
  await office.ana.reads('This one?');
});

test('what cannot be shown is said and not dropped', async () => {
  anna.sends('brand_new');
  await office.ben.reads('cannot be shown here');
});
