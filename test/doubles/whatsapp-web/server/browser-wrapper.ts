import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export interface BrowserWrapper {
  readonly path: string;
  /** Process ids of all browsers it has started, the newest last. */
  startedPids(): Promise<number[]>;
  remove(): Promise<void>;
}

export function findBrowser(): string {
  const found = CANDIDATES.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`No browser found; looked at ${CANDIDATES.join(', ')}`);
  return found;
}

function switchesFor(port: number): string[] {
  const hosts = [`MAP web.whatsapp.com 127.0.0.1:${port}`, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'];
  return [
    `--host-resolver-rules=${hosts.join(', ')}`,
    '--ignore-certificate-errors',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-gpu',
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

/**
 * Writes a script that starts Chromium so that web.whatsapp.com is the given loopback port and
 * no other name exists. It hands over all its arguments and becomes the browser (same pid).
 */
export async function writeBrowserWrapper(port: number): Promise<BrowserWrapper> {
  const folder = await mkdtemp(join(tmpdir(), 'whatsapp-double-'));
  const path = join(folder, 'browser');
  const pids = join(folder, 'pids');
  const switches = switchesFor(port).map((text) => `'${text}'`);
  const command = `exec '${findBrowser()}' ${switches.join(' ')} "$@"`;
  await writeFile(pids, '');
  await writeFile(path, `#!/bin/sh\necho $$ >> '${pids}'\n${command}\n`);
  await chmod(path, 0o755);
  return {
    path,
    async startedPids() {
      return (await readFile(pids, 'utf8')).split('\n').filter(Boolean).map(Number);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
