import type { Clock } from '#main/core/ports/system.ts';
import type { SocketState } from '../page/socket-state.ts';

const LOOK_EVERY_MS = 2_500;
const PATIENCE_MS = 15_000;

interface SyncWatch {
  readonly clock: Clock;
  readonly look: () => Promise<SocketState | null>;
  /** Called when the page has synced for a while and the library has not noticed. */
  readonly remedy: () => Promise<void>;
}

/**
 * The library hears of the end of the sync only when it listens in time. Looks until it is
 * cancelled, which is for `ready` to do.
 */
export function watchSync({ clock, look, remedy }: SyncWatch): () => void {
  let syncedSince: number | null = null;
  let isCancelled = false;
  let cancelTimer = () => {};

  const step = async () => {
    const socket = await look().catch(() => null);
    if (isCancelled) return;
    const isSynced = socket?.state === 'CONNECTED' && socket.hasSynced;
    syncedSince = isSynced ? (syncedSince ?? clock.elapsed()) : null;
    if (syncedSince !== null && clock.elapsed() - syncedSince >= PATIENCE_MS) {
      syncedSince = null;
      await remedy().catch(() => undefined);
    }
    plan();
  };
  const plan = () => {
    if (!isCancelled) cancelTimer = clock.after(LOOK_EVERY_MS, () => void step());
  };
  plan();
  return () => {
    isCancelled = true;
    cancelTimer();
  };
}
