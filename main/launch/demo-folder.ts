import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '#main/system/atomic-file.ts';

const loginsSchema = z.array(z.object({ name: z.string(), password: z.string() }));
export type Login = Readonly<z.infer<typeof loginsSchema>[number]>;

const nameOf = (directory: string): string => join(directory, 'demo.json');

/** Made-up customers and real ones never share a folder. Null, or a sentence on what to do. */
export function wrongFolder(directory: string, isDemo: boolean): string | null {
  if (!existsSync(join(directory, 'deskline.db'))) return null;
  if (existsSync(nameOf(directory)) === isDemo) return null;
  return isDemo
    ? `The folder ${directory} holds a real office: leave out --data, or choose another folder.`
    : `The folder ${directory} holds a demo: choose another one with --data DIR.`;
}

/** Marks a folder as a demo's, and keeps who can sign in to it. */
export function keepLogins(directory: string, logins: readonly Login[]): Promise<void> {
  return writeFileAtomic(nameOf(directory), JSON.stringify(logins, null, 2));
}

/** Of a demo that goes on in its folder. */
export async function keptLogins(directory: string): Promise<readonly Login[]> {
  return loginsSchema.parse(JSON.parse(await readFile(nameOf(directory), 'utf8')));
}
