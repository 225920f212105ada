import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageDirectory } from './paths.ts';

/** The version in package.json. */
export function productVersion(): string {
  const text = readFileSync(join(packageDirectory(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
