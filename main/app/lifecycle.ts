import type { App } from 'electron';
import type { Log } from '#main/core/ports/system.ts';

interface QuitOptions {
  readonly app: App;
  /** Ends everything that has to end in order; resolves when nothing is left. */
  readonly endAll: () => Promise<void>;
  readonly log: Log;
}

/** Whatever asks the program to quit: it does so after everything has ended in order. */
export function quitInOrder({ app, endAll, log }: QuitOptions): void {
  let state: 'running' | 'ending' | 'ended' = 'running';
  app.on('before-quit', (event) => {
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
