import type { PageConfig } from '../protocol.ts';

export const config = JSON.parse(
  document.getElementById('config')?.textContent ?? '{}',
) as PageConfig;
