import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat, watch } from 'node:fs/promises';
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
  await mkdir(results, { recursive: true });
  await removeOldBuilds(results, name);
  if (await isThere(out)) return out;
  const begun = `${out}-begun`;
  if ((await mkdir(begun).catch(existsAlready)) === 'exists') return appeared(results, out);
  const { VITEST: _vitest, ...env } = process.env;
  const cli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const args = [cli, 'build', '--config', 'electron.config.ts', '--outDir', begun];
  await run(process.execPath, args, { cwd: root, env: { ...env, NODE_ENV: 'production' } });
  await rename(begun, out);
  return out;
}

/** When another test file that builds it is done. */
async function appeared(results: string, out: string): Promise<string> {
  const changes = watch(results);
  if (await isThere(out)) return out;
  for await (const _ of changes) if (await isThere(out)) return out;
  throw new Error(`${results} is watched no more.`);
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function existsAlready(error: unknown): 'exists' {
  if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'exists';
  throw error;
}

async function removeOldBuilds(results: string, current: string): Promise<void> {
  const names = await readdir(results);
  const old = names.filter((name) => name.startsWith('desktop-') && !name.startsWith(current));
  await Promise.all(old.map((name) => rm(join(results, name), { recursive: true, force: true })));
}
