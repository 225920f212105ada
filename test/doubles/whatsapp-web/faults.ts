import type { Exchange } from './server/exchange.ts';
import type { Site } from './server/site.ts';

/** Things that go wrong. Counts are 1 unless given. */
export interface Faults {
  /**
   * `nack`: WhatsApp refuses, the message ends with ack -1; `throws`: the page's send rejects.
   * Either way nothing reaches anybody. A browser must be connected.
   */
  refuseSend(how?: 'nack' | 'throws', times?: number): Promise<void>;
  /**
   * `before`: the page never settles and nothing goes out; `after`: it never settles although the
   * message went out; `silent`: it went out but WhatsApp never acknowledges it; `lost`: WhatsApp
   * never got it (the page offers it again with its next connection).
   */
  hangSend(how: 'before' | 'after' | 'silent' | 'lost', times?: number): Promise<void>;
  /** Cuts the socket; the page comes back at once. */
  dropSocket(): void;
  /** Nothing answers until the returned function is called. */
  unreachable(): () => void;
  reloadPage(): void;
  /** Any of the library's WAState words. */
  setState(state: string): void;
  /** The sync starts and ends again: `authenticated` and `ready` come twice more. */
  flipSync(): void;
  /** From now on a sync ends before the library can listen: `ready` never comes. */
  syncEarly(): void;
  /** Keeps the page's main thread busy. */
  busy(ms: number): void;
}

export function makeFaults(exchange: Exchange, site: Site): Faults {
  const lines = () => exchange.devices.lines();
  const inPage = async (fault: 'throws' | 'hangs-before' | 'hangs-after', times: number) => {
    if (lines().length === 0) throw new Error('No browser is connected');
    await Promise.all(lines().map((line) => line.arm({ type: 'send-fault', fault, times })));
  };
  return {
    async refuseSend(how = 'nack', times = 1) {
      if (how === 'throws') await inPage('throws', times);
      else exchange.failNextSends('refuse', times);
    },
    async hangSend(how, times = 1) {
      if (how === 'silent') exchange.failNextSends('keep-silent', times);
      else if (how === 'lost') exchange.failNextSends('lose', times);
      else await inPage(how === 'before' ? 'hangs-before' : 'hangs-after', times);
    },
    dropSocket: () => lines().forEach((line) => line.cut()),
    unreachable() {
      site.setReachable(false);
      return () => site.setReachable(true);
    },
    reloadPage: () => lines().forEach((line) => line.send({ type: 'reload' })),
    setState: (state) => lines().forEach((line) => line.send({ type: 'state', state })),
    flipSync: () => lines().forEach((line) => line.send({ type: 'flip-sync' })),
    syncEarly: () => {
      exchange.settings.syncAtOnce = true;
    },
    busy: (ms) => lines().forEach((line) => line.send({ type: 'busy', ms })),
  };
}
