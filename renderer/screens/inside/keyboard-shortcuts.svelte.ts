import { claim } from '#renderer/state/conversation-actions.ts';
import { views } from '#renderer/state/conversations.svelte.ts';
import type { Desk } from '#renderer/state/desk.svelte.ts';
import { closeWith } from '#renderer/state/handling-actions.ts';
import { INBOX } from '#renderer/state/place.ts';
import { focusList, focusSearch } from '../inbox/focus.ts';

const LIST_KEYS = new Set(['ArrowDown', 'ArrowUp', 'j', 'k']);

/** Keys that work wherever the focus is. */
export class KeyboardShortcuts {
  isHelpOpen = $state(false);
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const action = this.#actionFor(event);
    if (!action) return;
    event.preventDefault();
    action();
  }

  #actionFor(event: KeyboardEvent): (() => void) | null {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && !event.altKey && event.code === 'KeyK') return () => this.#search();
    if (event.altKey && !isCommand) return this.#altAction(event.code);
    if (event.key === '?' && !isCommand && !isTyping(event.target)) {
      return () => (this.isHelpOpen = true);
    }
    // Nothing has the focus: the keys of the list lead into it.
    if (!isCommand && event.target === document.body && LIST_KEYS.has(event.key)) {
      return () => void focusList();
    }
    return null;
  }

  /** By code, because Alt makes other characters on some keyboards. */
  #altAction(code: string): (() => void) | null {
    const view = views[['Digit1', 'Digit2', 'Digit3'].indexOf(code)];
    if (view) {
      return () => {
        this.#desk.search.text = '';
        this.#desk.conversations.view = view;
        if (this.#desk.router.place.name !== 'inbox') this.#desk.router.go(INBOX);
      };
    }
    if (code === 'KeyA') return () => this.#claim();
    if (code === 'KeyX') return () => this.#close();
    return null;
  }

  #search(): void {
    if (this.#desk.router.place.name !== 'inbox') this.#desk.router.go(INBOX);
    void focusSearch();
  }

  #claim(): void {
    const conversation = this.#open();
    if (conversation?.ownerId === null) void claim(this.#desk, conversation);
  }

  #close(): void {
    const conversation = this.#open();
    const isMine = conversation && this.#desk.people.isMe(conversation.ownerId);
    if (isMine) void closeWith(this.#desk, conversation, null, '');
  }

  #open() {
    const { place } = this.#desk.router;
    const id = place.name === 'inbox' ? place.conversationId : null;
    return id === null ? null : this.#desk.conversations.get(id);
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}
