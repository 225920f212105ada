import type { App, BrowserWindow } from 'electron';

interface AttentionOptions {
  readonly app: Pick<App, 'setBadgeCount'>;
  /** The one with the inbox; null while there is none. */
  readonly window: () => Pick<BrowserWindow, 'isFocused' | 'flashFrame'> | null;
}

/**
 * How many customers wait stands on the program's icon where the system has room for it, and its
 * place in the task bar blinks when there are more than before.
 */
export function createAttention({ app, window }: AttentionOptions): (count: number) => void {
  let before = 0;
  return (count) => {
    app.setBadgeCount(count);
    const isMore = count > before;
    before = count;
    const inbox = window();
    if (count === 0) inbox?.flashFrame(false);
    else if (isMore && inbox?.isFocused() === false) inbox.flashFrame(true);
  };
}
