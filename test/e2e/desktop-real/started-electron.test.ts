import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer';
import type { Page } from 'puppeteer';
import { afterEach, expect, test } from 'vitest';
import { packageDirectory } from '#main/system/paths.ts';
import type { DesklineBridge } from '#shared/ipc/contract.ts';
import { chooseHost } from '#test/doubles/electron/start-desktop.ts';
import { buildDesktop } from '#test/doubles/electron/build-desktop.ts';
import { setUpFirstPerson } from '#test/e2e/desktop/first-person.ts';

declare const deskline: DesklineBridge;

/** The Electron program, or why it cannot be started here. It is never downloaded by a test. */
function findElectron(): { readonly path: string } | { readonly missing: string } {
  const folder = join(packageDirectory(), 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const path = existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8')) : null;
  if (path === null || !existsSync(path)) {
    return { missing: 'no Electron runtime in node_modules/electron/dist (npx install-electron)' };
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { missing: 'no display (xvfb-run gives one)' };
  }
  return { path };
}

const electron = findElectron();
if ('missing' in electron) {
  process.stderr.write(
    `\nNOT RUN: the desktop app on the real Electron, because there is ${electron.missing}.\n` +
      'The same shell ran on the electron double in test/e2e/desktop.\n\n',
  );
}

let child: ChildProcess | null = null;
let dataDirectory: string | null = null;
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  if (dataDirectory !== null) await rm(dataDirectory, { recursive: true, force: true });
});

test.skipIf('missing' in electron)(
  'on the real Electron the first person sets up the host that the window started',
  async () => {
    if ('missing' in electron) return;
    const out = await buildDesktop();
    dataDirectory = await mkdtemp(join(tmpdir(), 'deskline-electron-'));
    chooseHost(dataDirectory);
    child = spawn(
      electron.path,
      [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        join(out, 'main', 'index.js'),
        '--remote-debugging-port=0',
        // A known one: on any free port the page would come twice.
        `--port=${await freePort()}`,
        '--host=127.0.0.1',
        '--browser=/nonexistent/browser',
        `--data=${dataDirectory}`,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const exited = once(child, 'exit');
    const page = await screenOf(child);
    await page.waitForFunction(
      async () => (await deskline.host.status()).name === 'running' && document.title !== '',
    );
    await setUpFirstPerson(page);
    expect(await page.evaluate(() => [typeof globalThis.process, location.origin])).toEqual([
      'undefined',
      'app://deskline',
    ]);
    // Whether the policy that our own scheme comes with counts, only the real one can say.
    const refused = await page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) =>
            resolve(event.effectiveDirective),
          );
          fetch('https://example.invalid/').catch(() => undefined);
        }),
    );
    expect(refused).toBe('connect-src');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  },
);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The page of its window, over the debugging port it names on stderr. */
async function screenOf({ stderr }: ChildProcess): Promise<Page> {
  const { promise: endpoint, resolve } = Promise.withResolvers<string>();
  let text = '';
  stderr?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
    if (found !== undefined) resolve(found);
  });
  const browser = await puppeteer.connect({
    browserWSEndpoint: await endpoint,
    defaultViewport: null,
  });
  const target = await browser.waitForTarget((one) => one.url().startsWith('app://deskline/'));
  const page = await target.page();
  if (page === null) throw new Error('The window has no page.');
  return page;
}
