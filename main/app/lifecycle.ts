import type { App } from 'electron';
import type { Log } from '#main/core/ports/system.ts';

interface QuitOptions {
  readonly app: App;
  /** Ends everything that has to end in order; resolves when nothing is left. */
  readonly endAll: () => Promise<void>;
  readonly log: Log;
}

/**
 * Whatever asks the program to quit: the windows close first, and one that stays calls it off.
 * Then everything else ends in order, and only then the program.
 */
export function quitInOrder({ app, endAll, log }: QuitOptions): void {
  let state: 'running' | 'ending' | 'ended' = 'running';
  // Comes when all windows have closed.
  app.on('will-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    void endAll()
      .catch((error: unknown) => log.error({ error }, 'Ending did not go in order.'))
      .then(() => {
        state = 'ended';
        app.quit();
      });
  });
}
