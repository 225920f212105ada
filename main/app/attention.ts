import type { App, BrowserWindow } from 'electron';

interface AttentionOptions {
  readonly app: Pick<App, 'setBadgeCount'>;
  readonly windows: () => readonly Pick<BrowserWindow, 'isFocused' | 'flashFrame'>[];
}

/**
 * How many customers wait stands on the program's icon where the system has room for it, and its
 * place in the task bar blinks when there are more than before.
 */
export function createAttention({ app, windows }: AttentionOptions): (count: number) => void {
  let before = 0;
  return (count) => {
    app.setBadgeCount(count);
    const isMore = count > before;
    before = count;
    for (const window of windows()) {
      if (count === 0) window.flashFrame(false);
      else if (isMore && !window.isFocused()) window.flashFrame(true);
    }
  };
}
