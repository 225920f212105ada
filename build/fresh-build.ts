import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile, PROJECT } from './project.ts';

/** `screens`: what browsers load. `desktop`: also the shell, its preload and the bundled host. */
export type BuildPart = 'screens' | 'desktop';

const SCREENS = {
  sources: ['electron.config.ts', 'renderer', 'shared'],
  results: ['out/renderer/index.html'],
};
const PARTS: Readonly<Record<BuildPart, typeof SCREENS>> = {
  screens: SCREENS,
  desktop: {
    sources: [...SCREENS.sources, 'main', 'preload', 'build/bundle-node-entries.ts'],
    results: [...SCREENS.results, 'out/main/index.js', 'out/main/host.js', 'out/preload/index.cjs'],
  },
};

/** Builds when a source is newer than what was built from it. Null, or why it could not. */
export function ensureBuilt(part: BuildPart, say: (line: string) => void): string | null {
  if (isFresh(part)) return null;
  say('Building the screens…');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [packageFile('electron-vite', 'bin', 'electron-vite.js'), 'build', '-c', 'electron.config.ts'],
    { cwd: PROJECT, encoding: 'utf8' },
  );
  return status === 0 ? null : `The build failed.\n${stdout}${stderr}`;
}

export function isFresh(part: BuildPart, project = PROJECT): boolean {
  const { sources, results } = PARTS[part];
  const built = results.map((path) => join(project, path));
  if (!built.every((path) => existsSync(path))) return false;
  const newest = Math.max(...sources.map((path) => newestChange(join(project, path))));
  return built.every((path) => statSync(path).mtimeMs >= newest);
}

/** Of a file or a folder with all that is in it; a folder also changes when a file goes away. */
function newestChange(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).map((name) => newestChange(join(path, name)));
  return Math.max(stat.mtimeMs, ...inside);
}
