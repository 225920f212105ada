import { INBOX, formatPlace, parsePlace } from './place.ts';
import type { Place } from './place.ts';

/** The place, kept in the address so that Back and reload work. */
export class Router {
  place = $state.raw<Place>(parsePlace(location.hash));
  /** Whether Back leads to the list and not out of the app. */
  #cameFromList = false;

  readonly #onPopState = (): void => {
    this.place = parsePlace(location.hash);
    this.#cameFromList = false;
  };

  constructor() {
    addEventListener('popstate', this.#onPopState);
  }

  go(place: Place): void {
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
  }
}

function isConversation(place: Place): boolean {
  return place.name === 'inbox' && place.conversationId !== null;
}
