import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#main/core/ports/system.ts';
import { freeProfile } from './browser-process.ts';
import type { Clearing } from './lifecycle/types.ts';

/** Below the profile: what a browser can fetch again, WhatsApp Web's own program included. */
const CACHES = [
  join('Default', 'Cache'),
  join('Default', 'Code Cache'),
  join('Default', 'GPUCache'),
  join('Default', 'Service Worker'),
  'GrShaderCache',
  'GraphiteDawnCache',
  'ShaderCache',
];

/** The browser's folder that holds the link to the number. */
export class Profile {
  readonly #directory: string;
  readonly #profile: string;
  readonly #mark: string;

  /** `directory`: the absolute path of the folder that holds the profile. */
  constructor(directory: string) {
    this.#directory = directory;
    // The name that the library gives it.
    this.#profile = join(directory, 'session');
    this.#mark = join(directory, 'linked');
  }

  /** Whether a link was there when the profile was last used. */
  async isLinked(): Promise<boolean> {
    return (await stat(this.#mark).catch(() => null)) !== null;
  }

  async rememberLink(): Promise<void> {
    await writeFile(this.#mark, '');
  }

  /** Ends a browser of ours that still holds it and removes the lock it left. */
  async free(clock: Clock): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
    await freeProfile(this.#profile, clock);
  }

  async clear(what: Clearing): Promise<void> {
    if (what === 'nothing') return;
    const gone =
      what === 'profile'
        ? [this.#mark, this.#profile]
        : CACHES.map((name) => join(this.#profile, name));
    for (const path of gone) await rm(path, { recursive: true, force: true, maxRetries: 5 });
  }
}
