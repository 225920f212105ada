import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './fresh-build.ts';
import { packageFile, PROJECT } from './project.ts';
import { ensureTestBrowser } from './test-browser.ts';
import { closingLine } from './test-counts.ts';

/** `npm test -- [vitest's arguments]`: everything the tests need, the tests, and their counts. */
process.exitCode = await test(process.argv.slice(2));

async function test(args: readonly string[]): Promise<number> {
  const problem = (await ensureTestBrowser(say)) ?? ensureBuilt('desktop', say);
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'deskline-test-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { status } = spawnSync(
      process.execPath,
      [packageFile('vitest', 'vitest.mjs'), 'run', ...reporters, ...args],
      // Hosts are started again and again: what they are made of is compiled once.
      {
        cwd: PROJECT,
        stdio: 'inherit',
        env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
      },
    );
    say(closingLine(readReport(report), status === 0));
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Vitest ends without a report when it could not even begin. */
function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    return {};
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
