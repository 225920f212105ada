import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBrowser } from '#main/gateway/whatsapp/find-browser.ts';

const REMEDY = 'Install Google Chrome, Chromium or Edge, or start with --browser PATH.';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-browsers-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function install(path: string, mode = 0o755): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '#!/bin/sh\n');
  await chmod(file, mode);
  return file;
}

const on = (
  platform: NodeJS.Platform,
  env: Record<string, string>,
  chrome: string | null = null,
) => ({
  platform,
  env,
  folders: [],
  chrome: () => chrome,
});

describe('the requested browser', () => {
  test('is taken when it can be executed', async () => {
    const path = await install('my-browser');
    expect(await findBrowser({ requested: path })).toEqual({ path, name: 'my-browser' });
  });

  test('that is not there, is a folder or cannot be executed gets a sentence', async () => {
    const absent = join(folder, 'absent');
    const plain = await install('plain', 0o644);
    const sentences = [absent, folder].map(async (requested) => findBrowser({ requested }));
    expect(await Promise.all(sentences)).toEqual([
      { problem: 'not-usable', detail: `The browser ${absent} does not exist. ${REMEDY}` },
      { problem: 'not-usable', detail: `The browser ${folder} is not a file. ${REMEDY}` },
    ]);
    expect(await findBrowser({ requested: plain })).toEqual({
      problem: 'not-usable',
      detail: `The browser ${plain} cannot be executed. ${REMEDY}`,
    });
  });

  test('is not replaced by another one', async () => {
    await install('chromium');
    const found = findBrowser({ requested: join(folder, 'x') }, on('linux', { PATH: folder }));
    expect(await found).toHaveProperty('problem');
  });
});

describe('an installed browser', () => {
  test('is Chrome before Chromium before Edge on Linux', async () => {
    const places = on('linux', { PATH: `/nowhere:${folder}` });
    expect(await findBrowser({}, places)).toEqual({
      problem: 'none-found',
      detail: `No browser was found. ${REMEDY}`,
    });
    const edge = await install('microsoft-edge');
    expect(await findBrowser({}, places)).toEqual({ path: edge, name: 'Microsoft Edge' });
    const chromium = await install('chromium');
    expect(await findBrowser({}, places)).toEqual({ path: chromium, name: 'Chromium' });
    const chrome = await install('google-chrome-stable');
    expect(await findBrowser({}, places)).toEqual({ path: chrome, name: 'Google Chrome' });
  });

  test('is the Chrome that the system knows before all others', async () => {
    await install('google-chrome');
    const chrome = await install('opt/google/chrome/chrome');
    const places = on('linux', { PATH: folder }, chrome);
    expect(await findBrowser({}, places)).toEqual({ path: chrome, name: 'Google Chrome' });
  });

  test('is looked for among the applications on macOS', async () => {
    const edge = await install('Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge');
    const found = await findBrowser({}, on('darwin', { HOME: folder }));
    expect(found).toEqual({ path: edge, name: 'Microsoft Edge' });
  });

  test('is looked for among the programs on Windows', async () => {
    const edge = await install('Microsoft/Edge/Application/msedge.exe');
    const found = await findBrowser({}, on('win32', { 'PROGRAMFILES(X86)': folder }));
    expect(found).toEqual({ path: edge, name: 'Microsoft Edge' });
  });

  test('that cannot be executed is passed over', async () => {
    await install('google-chrome', 0o644);
    const chromium = await install('chromium-browser');
    const found = await findBrowser({}, on('linux', { PATH: folder }));
    expect(found).toEqual({ path: chromium, name: 'Chromium' });
  });
});
