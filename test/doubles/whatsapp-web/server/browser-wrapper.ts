import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
  remove(): Promise<void>;
}

function findBrowser(): string {
  const found = CANDIDATES.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`No browser found; looked at ${CANDIDATES.join(', ')}`);
  return found;
}

/**
 * Writes a script that starts Chromium so that web.whatsapp.com is the given loopback port and
 * no other name exists. It hands over all its arguments and becomes the browser (same pid).
 */
export async function writeBrowserWrapper(port: number): Promise<BrowserWrapper> {
  const folder = await mkdtemp(join(tmpdir(), 'whatsapp-double-'));
  const path = join(folder, 'browser');
  const switches = [
    `--host-resolver-rules=MAP web.whatsapp.com 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    '--ignore-certificate-errors',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-gpu',
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const quoted = switches.map((text) => `'${text}'`).join(' ');
  await writeFile(path, `#!/bin/sh\nexec '${findBrowser()}' ${quoted} "$@"\n`);
  await chmod(path, 0o755);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
