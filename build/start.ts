import { join } from 'node:path';
import { HELP, parseOptions } from '#main/system/options.ts';
import { productVersion } from '#main/system/version.ts';
import { findDesktopRuntime } from './desktop-runtime.ts';
import { ensureBuilt } from './fresh-build.ts';
import { PROJECT } from './project.ts';
import { runChild } from './run-child.ts';

/** `npm start -- [options]`: the desktop app where it can run, else the host for browsers. */
const args = process.argv.slice(2);
const request = parseOptions(args, process.env);
if (!request.ok) {
  process.stderr.write(`${request.message}\n`);
  process.exitCode = 2;
} else if (request.value.action === 'run') {
  process.exitCode = await start();
} else if (request.value.action === 'help' || request.value.action === 'version') {
  process.stdout.write(request.value.action === 'help' ? HELP : `${productVersion()}\n`);
} else {
  process.exitCode = await runHost();
}

async function start(): Promise<number> {
  const runtime = findDesktopRuntime(say);
  const isDesktop = 'path' in runtime;
  const problem = ensureBuilt(isDesktop ? 'desktop' : 'screens', say);
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    return 1;
  }
  if (isDesktop)
    return runChild({ program: runtime.path, args: [PROJECT, ...args], askBy: 'signal' });
  say(`${runtime.why}: running the host for browsers.`);
  return runHost();
}

function runHost(): Promise<number> {
  const host = join(PROJECT, 'main', 'host.ts');
  return runChild({ program: process.execPath, args: [host, ...args], askBy: 'message' });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
