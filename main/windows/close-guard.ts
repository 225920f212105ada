import type { BrowserWindow } from 'electron';

interface CloseGuardOptions {
  /** Puts the question to the person at the screen. */
  readonly ask: (window: BrowserWindow) => void;
  readonly quit: () => void;
  /**
   * Closes the windows that go with this one; null: there are none. Resolves with false when one
   * stays, and this one then stays with it.
   */
  readonly closeOthers: () => Promise<boolean> | null;
}

export interface CloseGuard {
  /** From now on this window asks its page before it closes, while the page wants that. */
  watch(window: BrowserWindow): void;
  /** Whether the page wants to be asked: it has something to settle with its person first. */
  setAsks(isWanted: boolean): void;
  /** Somebody wants the whole program to end. */
  noteQuit(): void;
  /** The system shuts down: nobody is asked any more. */
  stopAsking(): void;
  /** The person has decided: the window closes and, when that was wanted, the program ends. */
  close(): void;
}

/**
 * A window whose person still has chats asks what becomes of them before it closes. The windows
 * that go with it close before that, as who stays there has not left.
 */
export function createCloseGuard({ ask, quit, closeOthers }: CloseGuardOptions): CloseGuard {
  let current: BrowserWindow | null = null;
  let isWanted = false;
  /** Told just before the windows are to close. */
  let isQuitting = false;
  let asksForQuit = false;
  let isOver = false;
  let waitsForOthers = false;

  const again = (): void => {
    if (asksForQuit) quit();
    else current?.close();
  };
  const closeAfter = async (others: Promise<boolean>): Promise<void> => {
    if (waitsForOthers) return;
    waitsForOthers = true;
    const haveClosed = await others.finally(() => (waitsForOthers = false));
    if (haveClosed) again();
  };

  return {
    watch(window) {
      current = window;
      isWanted = false;
      window.on('close', (event) => {
        asksForQuit = isQuitting;
        isQuitting = false;
        if (isOver) return;
        const others = closeOthers();
        if (others === null && !isWanted) return;
        event.preventDefault();
        if (others === null) ask(window);
        else void closeAfter(others);
      });
      window.once('closed', () => (current = null));
      // A page that is gone, loaded anew or hangs cannot ask anybody.
      const forget = (): void => void (isWanted = false);
      window.on('unresponsive', forget);
      window.webContents.on('did-start-loading', forget);
      window.webContents.on('render-process-gone', forget);
    },
    setAsks(wanted) {
      isWanted = wanted;
    },
    noteQuit() {
      isQuitting = true;
    },
    stopAsking() {
      isOver = true;
    },
    close() {
      isWanted = false;
      again();
    },
  };
}
