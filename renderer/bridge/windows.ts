import { SETTINGS_QUERY } from '#shared/ipc/contract.ts';
import type { WindowName } from '#shared/ipc/contract.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { desktop } from './desktop.ts';

/** Which window of the desktop app this page is; null in a browser, whose page is both. */
export const ownWindow: WindowName | null = desktop === null ? null : nameOf(location.search);

function nameOf(query: string): WindowName {
  return query === SETTINGS_QUERY ? 'settings' : 'main';
}

/** Brings another window to the front, at a place of its own. */
export function showInWindow(name: WindowName, place: string): void {
  if (name === 'settings') void desktop?.settings.open(place);
  else void desktop?.window.showPlace(place);
}

/**
 * Whether the window of the settings is closed then, also where there is none: it stays when its
 * person wants to keep what is unsaved in it.
 */
export function closeSettingsWindow(): Promise<boolean> {
  return desktop === null ? Promise.resolve(true) : desktop.settings.close();
}

let listener: ((place: string) => void) | null = null;
/** Asked for while nobody was inside yet. */
let early: string | null = null;

desktop?.window.onPlaceAsked((place) => {
  if (listener) listener(place);
  else early = place;
});

/** Calls back with each place that another window wants to be seen here. */
export function onPlaceAsked(next: (place: string) => void): Unsubscribe {
  listener = next;
  if (early !== null) next(early);
  early = null;
  return () => {
    if (listener === next) listener = null;
  };
}
