import { onUseOfScreen, systemIdleMs } from '#renderer/bridge/use-of-screen.ts';
import type { HubClient } from '#shared/client/types.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { ActiveSign } from './active-sign.ts';
import { IdleWatch } from './idle-watch.ts';
import type { ReplicaFeed } from './replica-feed.ts';

/** Tells the host whether somebody uses this screen. */
export function watchUse(client: HubClient, feed: ReplicaFeed): Unsubscribe {
  const time = {
    elapsed: () => performance.now(),
    after(ms: number, callback: () => void) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    systemIdleMs,
  };
  const watch = new IdleWatch({
    ...time,
    // Without a connection it is not said: the next welcome is followed by how it is then.
    say: (isIdle) => void client.command('presence.idle', { isIdle }),
  });
  const readLimit = (): void => {
    watch.limitMinutes = client.replica.office.presence.awayMinutes;
  };
  const active = new ActiveSign({
    ...time,
    isOnline: () => client.status.name === 'online',
    say: () => void client.command('session.active', {}),
  });
  const stops = [
    onUseOfScreen(() => {
      watch.used();
      active.used();
    }),
    feed.on(({ slices }) => {
      if (slices.has('office') || slices.has('all')) readLimit();
      if (!slices.has('session') && !slices.has('all')) return;
      watch.introduce();
      active.online();
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
