import { onPlaceAsked, ownWindow, showInWindow } from '#renderer/bridge/windows.ts';
import type { WindowName } from '#shared/ipc/contract.ts';
import { INBOX, SETTINGS, formatPlace, isOfSettings, parsePlace } from './place.ts';
import type { Place } from './place.ts';

/** The place, kept in the address so that Back and reload work. */
export class Router {
  place = $state.raw<Place>(INBOX);
  readonly #hasSettings: () => boolean;
  readonly #ignorePlaces: () => void;
  /** Whether Back leads to the list and not out of the app. */
  #cameFromList = false;

  readonly #onPopState = (): void => {
    this.place = this.#fromAddress();
    this.#cameFromList = false;
  };

  /** `hasSettings`: whether the admin's part is this person's: on the desktop it has a window of its own. */
  constructor(hasSettings: () => boolean) {
    this.#hasSettings = hasSettings;
    this.place = this.#fromAddress();
    addEventListener('popstate', this.#onPopState);
    this.#ignorePlaces = onPlaceAsked((place) => this.go(parsePlace(place)));
  }

  /** What is another window's opens there. */
  go(place: Place): void {
    const other = this.#otherWindow(place);
    if (other === null) this.goHere(place);
    else showInWindow(other, formatPlace(place));
  }

  /** In this window, whichever it is. */
  goHere(place: Place): void {
    if (formatPlace(place) === formatPlace(this.place)) return;
    const isSwitch = isConversation(this.place) && isConversation(place);
    if (!isSwitch) this.#cameFromList = isConversation(place);
    history[isSwitch ? 'replaceState' : 'pushState'](null, '', formatPlace(place));
    this.place = place;
  }

  /** Leaves the conversation for the list. */
  toList(): void {
    if (this.#cameFromList) history.back();
    else this.go(INBOX);
  }

  close(): void {
    removeEventListener('popstate', this.#onPopState);
    this.#ignorePlaces();
  }

  /** Nobody comes to another window by an old address. */
  #fromAddress(): Place {
    const place = parsePlace(location.hash);
    if (this.#otherWindow(place) === null) return place;
    return ownWindow === 'settings' ? SETTINGS : INBOX;
  }

  #otherWindow(place: Place): WindowName | null {
    const window = isOfSettings(place) && this.#hasSettings() ? 'settings' : 'main';
    return ownWindow === null || window === ownWindow ? null : window;
  }
}

function isConversation(place: Place): boolean {
  return place.name === 'inbox' && place.conversationId !== null;
}
