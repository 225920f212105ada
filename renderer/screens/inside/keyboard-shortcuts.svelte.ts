import { closeSettingsWindow } from '#renderer/bridge/windows.ts';
import { claim } from '#renderer/state/conversation-actions.ts';
import { views } from '#renderer/state/conversations.svelte.ts';
import type { Desk } from '#renderer/state/desk.svelte.ts';
import { closeWith } from '#renderer/state/handling-actions.ts';
import { INBOX, SETTINGS } from '#renderer/state/place.ts';
import { focusList, focusSearch } from '../inbox/focus.ts';

const LIST_KEYS = new Set(['ArrowDown', 'ArrowUp', 'j', 'k']);

type Action = (() => void) | null;

/** Keys that work wherever the focus is, in every window. */
abstract class Shortcuts {
  isHelpOpen = $state(false);
  protected readonly desk: Desk;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const action = this.#common(event) ?? this.actionFor(event);
    if (!action) return;
    event.preventDefault();
    action();
  }

  /** Those of one window alone. */
  protected abstract actionFor(event: KeyboardEvent): Action;

  #common(event: KeyboardEvent): Action {
    if (isCommand(event) && event.key === ',' && this.desk.people.may('change-settings')) {
      return () => this.desk.router.go(SETTINGS);
    }
    const isAskingForHelp = event.key === '?' && !hasCommandKey(event) && !event.altKey;
    return isAskingForHelp && !isTyping(event.target) ? () => (this.isHelpOpen = true) : null;
  }
}

/** Of the window of the settings. */
export class SettingsShortcuts extends Shortcuts {
  protected actionFor(event: KeyboardEvent): Action {
    const closes = isCommand(event) && !event.shiftKey && event.key.toLowerCase() === 'w';
    return closes ? () => void closeSettingsWindow() : null;
  }
}

/** Of the window with the inbox. */
export class KeyboardShortcuts extends Shortcuts {
  protected actionFor(event: KeyboardEvent): Action {
    if (isCommand(event) && event.code === 'KeyK') return () => this.#search();
    const isWithCommand = hasCommandKey(event);
    if (event.altKey && !event.shiftKey && !isWithCommand) return this.#altAction(event);
    // Nothing has the focus: the keys of the list lead into it.
    if (!isWithCommand && event.target === document.body && LIST_KEYS.has(event.key)) {
      return () => void focusList();
    }
    return null;
  }

  /** By code, because Alt makes other characters on some keyboards. */
  #altAction({ code, target }: KeyboardEvent): Action {
    const view = views[['Digit1', 'Digit2', 'Digit3'].indexOf(code)];
    if (view) {
      return () => {
        this.desk.search.text = '';
        this.desk.conversations.view = view;
        if (this.desk.router.place.name !== 'inbox') this.desk.router.go(INBOX);
        // Who writes goes on writing.
        if (!isTyping(target)) void focusList();
      };
    }
    if (code === 'KeyA') return () => this.#claim();
    if (code === 'KeyX') return () => this.#close();
    if (code === 'KeyZ') return this.#undo();
    return null;
  }

  /** What was done last and says that it can be taken back. */
  #undo(): Action {
    const { toasts } = this.desk;
    const last = toasts.undoable;
    if (last === null) return null;
    return () => {
      toasts.dismiss(last.id);
      last.action?.run();
    };
  }

  #search(): void {
    if (this.desk.router.place.name !== 'inbox') this.desk.router.go(INBOX);
    void focusSearch();
  }

  #claim(): void {
    const conversation = this.#open();
    if (conversation?.ownerId === null) void claim(this.desk, conversation);
  }

  #close(): void {
    const conversation = this.#open();
    const isMine = conversation && this.desk.people.isMe(conversation.ownerId);
    if (isMine) void closeWith(this.desk, conversation, null, '');
  }

  #open() {
    const { place } = this.desk.router;
    const id = place.name === 'inbox' ? place.conversationId : null;
    return id === null ? null : this.desk.conversations.get(id);
  }
}

const hasCommandKey = ({ ctrlKey, metaKey }: KeyboardEvent): boolean => ctrlKey || metaKey;

const isCommand = (event: KeyboardEvent): boolean => hasCommandKey(event) && !event.altKey;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}
