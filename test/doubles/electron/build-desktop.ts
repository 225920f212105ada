import { execFile } from 'node:child_process';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageDirectory } from '#main/system/paths.ts';

const run = promisify(execFile);

/**
 * Builds main, preload and renderer as `npm run build` does, once for all the files of a test run.
 * Resolves with the folder; it is inside the package, so that packages are found from it.
 */
export async function buildDesktop(): Promise<string> {
  const root = packageDirectory();
  const results = join(root, 'test-results');
  // Every test file has a process of its own; the run is their parent.
  const name = `desktop-${process.ppid}`;
  const out = join(results, name);
  await removeOldBuilds(results, name);
  const isBuilt = await stat(join(out, 'renderer', 'index.html')).catch(() => null);
  if (isBuilt) return out;
  const { VITEST: _vitest, ...env } = process.env;
  const cli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const args = [cli, 'build', '--config', 'electron.config.ts', '--outDir', out];
  await run(process.execPath, args, { cwd: root, env: { ...env, NODE_ENV: 'production' } });
  return out;
}

async function removeOldBuilds(results: string, current: string): Promise<void> {
  const names = await readdir(results).catch(() => []);
  const old = names.filter((name) => name.startsWith('desktop-') && name !== current);
  await Promise.all(old.map((name) => rm(join(results, name), { recursive: true, force: true })));
}
