import { hostname } from 'node:os';
import { computerNameSchema } from '#shared/domain/computer.ts';
import type { Platform } from '#shared/domain/computer.ts';
import type { Self } from './pair-with.ts';

const PLATFORMS: Readonly<Partial<Record<NodeJS.Platform, Platform>>> = {
  win32: 'windows',
  darwin: 'mac',
  linux: 'linux',
};

/** What admins see of this PC until they call it something else. */
export function ownComputer(): Self {
  const name = computerNameSchema.safeParse(hostname().slice(0, 60)).data ?? 'Computer';
  return { name, platform: PLATFORMS[process.platform] ?? 'other' };
}
