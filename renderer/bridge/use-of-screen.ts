import type { Unsubscribe } from '#shared/util/emitter.ts';
import { desktop } from './desktop.ts';

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Calls back whenever somebody touches this page, also where the event goes no further. */
export function onUseOfScreen(listener: () => void): Unsubscribe {
  const how = { capture: true, passive: true };
  for (const sign of SIGNS) window.addEventListener(sign, listener, how);
  return () => {
    for (const sign of SIGNS) window.removeEventListener(sign, listener, how);
  };
}

/** For how long nobody has touched this PC, ms; a browser does not know. */
const system = desktop?.system ?? null;
export const systemIdleMs =
  system === null ? null : async () => (await system.idleSeconds()) * 1_000;
