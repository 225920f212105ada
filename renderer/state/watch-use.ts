import { onUseOfScreen, systemIdleMs } from '#renderer/bridge/use-of-screen.ts';
import type { HubClient } from '#shared/client/types.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { IdleWatch } from './idle-watch.ts';
import type { ReplicaFeed } from './replica-feed.ts';

const SAY_ACTIVE_EVERY_MS = 20_000;

/** Keeps a session that somebody uses from being locked, where the office locks any. */
class ActiveSign {
  readonly #client: HubClient;
  readonly #cancel: () => void;
  #saidAt = Number.NEGATIVE_INFINITY;

  constructor(client: HubClient) {
    this.#client = client;
    const timer = setInterval(() => void this.#lookAtSystem(), SAY_ACTIVE_EVERY_MS);
    this.#cancel = () => clearInterval(timer);
  }

  used(): void {
    const client = this.#client;
    const now = performance.now();
    if (now - this.#saidAt < SAY_ACTIVE_EVERY_MS || client.status.name !== 'online') return;
    if (client.replica.office.sessions.lockMinutes === 0) return;
    this.#saidAt = now;
    void client.command('session.active', {});
  }

  close(): void {
    this.#cancel();
  }

  /** Work in another program of this PC is work, too. */
  async #lookAtSystem(): Promise<void> {
    const idle = (await systemIdleMs?.()) ?? Number.POSITIVE_INFINITY;
    if (idle < SAY_ACTIVE_EVERY_MS) this.used();
  }
}

/** Tells the host whether somebody uses this screen. */
export function watchUse(client: HubClient, feed: ReplicaFeed): Unsubscribe {
  const watch = new IdleWatch({
    elapsed: () => performance.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    systemIdleMs,
    // Without a connection it is not said: the next welcome is followed by how it is then.
    say: (isIdle) => void client.command('presence.idle', { isIdle }),
  });
  const readLimit = (): void => {
    watch.limitMinutes = client.replica.office.presence.awayMinutes;
  };
  const active = new ActiveSign(client);
  const stops = [
    onUseOfScreen(() => {
      watch.used();
      active.used();
    }),
    feed.on(({ slices }) => {
      if (slices.has('office') || slices.has('all')) readLimit();
      if (slices.has('session') || slices.has('all')) watch.introduce();
    }),
    () => watch.close(),
    () => active.close(),
  ];
  readLimit();
  // There is a desk as soon as the host says welcome; it takes commands a moment later.
  queueMicrotask(() => watch.introduce());
  return () => {
    for (const stop of stops) stop();
  };
}
