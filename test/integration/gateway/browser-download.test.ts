import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrowserPlatform } from '@puppeteer/browsers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CHROME_BUILD } from '#main/gateway/whatsapp/download-browser.ts';
import { installedBrowser } from '#main/gateway/whatsapp/installed-browser.ts';
import type { DownloadProgress } from '#main/gateway/whatsapp/browser-source.ts';
import { createWhatsAppGateway } from '#main/gateway/whatsapp/whatsapp-gateway.ts';
import { systemClock } from '#main/system/clock.ts';
import type { LinkState } from '#shared/domain/number.ts';
import { openDownloadSite } from '#test/doubles/download-site.ts';
import type { DownloadSite } from '#test/doubles/download-site.ts';
import { silentLog } from '#test/doubles/log.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { zipOf } from '#test/doubles/zip.ts';

const PROGRAM = Buffer.concat([Buffer.from('#!/bin/false\n'), randomBytes(300_000)]);
const ARCHIVE = zipOf('chrome-linux64/chrome', PROGRAM);

let folder: string;
let site: DownloadSite;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-browser-'));
  site = await openDownloadSite(ARCHIVE);
});

afterEach(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

function computerWithoutBrowser(clock = systemClock, baseUrl = site.url) {
  return installedBrowser({
    directory: folder,
    clock,
    log: silentLog,
    places: { platform: 'linux', env: {}, folders: [], chrome: () => null },
    platform: BrowserPlatform.LINUX,
    baseUrl,
  });
}

async function fetchBrowser(
  source = computerWithoutBrowser(),
  signal = new AbortController().signal,
) {
  const progress: DownloadProgress[] = [];
  const found = await source({ signal, onProgress: (each) => void progress.push(each) });
  return { found, progress };
}

test('without a browser Chrome is fetched, with its progress, and kept', async () => {
  const { found, progress } = await fetchBrowser();
  const path = join(
    folder,
    CHROME_BUILD,
    'chrome',
    `linux-${CHROME_BUILD}`,
    'chrome-linux64',
    'chrome',
  );
  expect(found).toEqual({ path });
  expect((await readFile(path)).equals(PROGRAM)).toBe(true);
  expect(progress[0]).toEqual({ done: 0, total: ARCHIVE.length });
  expect(progress.at(-1)).toEqual({ done: ARCHIVE.length, total: ARCHIVE.length });
  expect(await readdir(folder)).toEqual([CHROME_BUILD]);

  expect((await fetchBrowser()).found).toEqual({ path });
  expect(site.fetched).toEqual([`/${CHROME_BUILD}/linux64/chrome-linux64.zip`]);
});

test('it is the Chrome that the library which drives it was made for', async () => {
  const entry = createRequire(import.meta.url).resolve('puppeteer-core');
  const root = entry.slice(0, entry.indexOf('/lib/'));
  const revisions = pathToFileURL(join(root, 'lib/esm/puppeteer/revisions.js')).href;
  const { PUPPETEER_REVISIONS } = (await import(revisions)) as {
    PUPPETEER_REVISIONS: { chrome: string };
  };
  expect(CHROME_BUILD).toBe(PUPPETEER_REVISIONS.chrome);
});

test('what was altered on the way is not used and not kept', async () => {
  site.deliver('altered');
  expect((await fetchBrowser()).found).toMatchObject({ problem: 'damaged' });
  expect(await readdir(folder)).toEqual([]);
});

test('without the internet it says so', async () => {
  const nowhere = computerWithoutBrowser(systemClock, 'http://127.0.0.1:9');
  expect((await fetchBrowser(nowhere)).found).toMatchObject({ problem: 'offline' });
});

test('a server that does not have it is told as it is', async () => {
  site.deliver('missing');
  const { found } = await fetchBrowser();
  expect(found).toMatchObject({
    problem: 'failed',
    detail: expect.stringContaining('404') as string,
  });
});

test('a download that stops half-way ends when no byte has come for a minute', async () => {
  site.deliver('stalls');
  const clock = new ManualClock();
  const halfway = Promise.withResolvers<void>();
  const ending = computerWithoutBrowser(clock)({
    signal: new AbortController().signal,
    onProgress: ({ done }) => {
      if (done > 0) halfway.resolve();
    },
  });
  await halfway.promise;
  await clock.advance(60_000);
  expect(await ending).toMatchObject({ problem: 'offline' });
});

test('nobody waits for a download when the host stops', async () => {
  site.deliver('stalls');
  const gateway = createWhatsAppGateway({
    directory: join(folder, 'whatsapp'),
    browser: computerWithoutBrowser(),
    log: silentLog,
    clock: systemClock,
  });
  const states: LinkState['name'][] = [];
  const downloading = Promise.withResolvers<void>();
  gateway.on((event) => {
    if (event.type !== 'link') return;
    states.push(event.state.name);
    if (event.state.name === 'downloading-browser' && event.state.done > 0) downloading.resolve();
  });
  await gateway.start();
  await downloading.promise;
  await gateway.stop();
  expect(gateway.link()).toEqual({ name: 'stopped' });
  expect(new Set(states)).toEqual(
    new Set(['starting-browser', 'downloading-browser', 'stopped'] as const),
  );
});
