import type { PageWindow } from './page-window.ts';

export interface SocketState {
  readonly state: string | null;
  readonly hasSynced: boolean;
}

export function readSocketState(): SocketState {
  const { Socket } = (globalThis as unknown as PageWindow).require('WAWebSocketModel');
  return { state: Socket.state ?? null, hasSynced: Socket.hasSynced === true };
}

/** True the first time in each document. */
export function markInjected(): boolean {
  const page = globalThis as unknown as PageWindow;
  const isFirst = page.desklineIsInjected !== true;
  page.desklineIsInjected = true;
  return isFirst;
}

export function isInjected(): boolean {
  return (globalThis as unknown as PageWindow).desklineIsInjected === true;
}

/** Reports each state of the socket; asks for a new QR code when WhatsApp lets one lapse. */
export function watchSocket(): void {
  const page = globalThis as unknown as PageWindow;
  const { Socket } = page.require('WAWebSocketModel');
  const look = () => {
    const state = Socket.state ?? '';
    if (state === 'UNPAIRED_IDLE') page.require('WAWebCmd').Cmd.refreshQR();
    page.desklineSocketState?.(state);
  };
  Socket.on('change:state', look);
  look();
}

/** What the library missed when the sync ended before it listened. */
export async function announceSync(): Promise<void> {
  await (globalThis as unknown as PageWindow).onAppStateHasSyncedEvent?.();
}
