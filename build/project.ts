import { dirname, join } from 'node:path';

/** The folder that package.json is in. */
export const PROJECT = dirname(import.meta.dirname);

/** A package's own program, to be run by `process.execPath`: it needs no shell on any system. */
export function packageFile(...path: string[]): string {
  return join(PROJECT, 'node_modules', ...path);
}
