import type { Screen } from './screen.ts';

/** Between the host and one screen: what the host says can be kept back for a while. */
export class SlowNetwork {
  readonly #screen: Screen;

  private constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** Loads the screen anew, with a gate in front of its connections. */
  static async of(screen: Screen): Promise<SlowNetwork> {
    await screen.page.evaluateOnNewDocument(gateConnections);
    await screen.page.reload();
    await screen.finds('tablist', 'Which conversations');
    return new SlowNetwork(screen);
  }

  async hold(): Promise<void> {
    await this.#screen.page.evaluate(() => window.dispatchEvent(new Event('test:hold')));
  }

  /** In the order in which it was said. */
  async letGo(): Promise<void> {
    await this.#screen.page.evaluate(() => window.dispatchEvent(new Event('test:let-go')));
  }
}

/** Runs in the page. */
function gateConnections(): void {
  let isHeld = false;
  const kept: { socket: WebSocket; data: unknown }[] = [];
  class GatedSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      // The first listener: the page's own hear nothing that stops here.
      this.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (!isHeld) return;
        event.stopImmediatePropagation();
        kept.push({ socket: this, data: event.data });
      });
    }
  }
  window.WebSocket = GatedSocket;
  window.addEventListener('test:hold', () => (isHeld = true));
  window.addEventListener('test:let-go', () => {
    isHeld = false;
    for (const { socket, data } of kept.splice(0)) {
      socket.dispatchEvent(new MessageEvent('message', { data }));
    }
  });
}
