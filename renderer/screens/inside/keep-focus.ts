import { focusComposer, focusList, hasKeyboard } from '../inbox/focus.ts';

const MENU = '[role=menu]';
const DIALOG = '[role=dialog]';
const LIST = '[data-list]';

/**
 * A button that has done its work is often gone with it: a banner that was answered, a toast whose
 * undo was pressed, what can be done with a chat that is somebody else's now, the form of who signs in.
 * The keyboard then goes on where people work, in the dialog, in the answer or in the list, instead of
 * at the top of the page.
 *
 * Returns what ends it.
 */
export function keepFocus(): () => void {
  let last: { readonly element: Element; readonly wasInList: boolean } | null = null;
  let frame = 0;

  function note({ target }: FocusEvent): void {
    if (!(target instanceof Element)) return;
    last = { element: target, wasInList: target.closest(LIST) !== null };
  }

  const isLost = (): boolean =>
    last !== null && !last.element.isConnected && document.activeElement === document.body;

  /** Whoever knows better where to go has done so by then. */
  function look(): void {
    if (!isLost() || frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        frame = 0;
        if (isLost() && document.querySelector(MENU) === null) void goOn();
      });
    });
  }

  async function goOn(): Promise<void> {
    const lost = last;
    const wasInList = lost?.wasInList === true;
    last = null;
    if (!hasKeyboard()) return;
    const dialog = [...document.querySelectorAll<HTMLElement>(DIALOG)].at(-1);
    if (dialog !== undefined) {
      dialog.focus();
      return;
    }
    if (!wasInList) await focusComposer();
    if (document.activeElement !== document.body || (await focusList())) return;
    // Who has just signed in is not there yet.
    if (document.querySelector(LIST) === null) last ??= lost;
  }

  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', note);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', note);
    cancelAnimationFrame(frame);
  };
}
