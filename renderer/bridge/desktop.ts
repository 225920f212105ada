import type { DesklineBridge } from '#shared/ipc/contract.ts';

declare global {
  interface Window {
    readonly deskline?: DesklineBridge;
  }
}

/** The desktop app's bridge; null in a browser. */
export const desktop: DesklineBridge | null = window.deskline ?? null;

/** Where this screen keeps its session: the app as an encrypted token, a browser as a cookie. */
export const keepSession = desktop ? 'token' : 'cookie';
