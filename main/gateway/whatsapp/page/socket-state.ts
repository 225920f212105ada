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

/** Reports each state of the socket. */
export function watchSocket(): void {
  const page = globalThis as unknown as PageWindow;
  const { Socket } = page.require('WAWebSocketModel');
  const look = () => {
    page.desklineSocketState?.(Socket.state ?? '');
  };
  Socket.on('change:state', look);
  look();
}

/** Asks for another QR code after WhatsApp let the last one lapse. */
export function refreshCode(): void {
  (globalThis as unknown as PageWindow).require('WAWebCmd').Cmd.refreshQR();
}

/** Ends the other window's hold on this session. */
export function takeOver(): void {
  (globalThis as unknown as PageWindow).require('WAWebSocketModel').Socket.takeover();
}

/** Whether this is a page of WhatsApp Web, one of something else, or none because of the network. */
export function recognizePage(): 'known' | 'unknown' | 'unreachable' {
  const { Debug, location } = globalThis as unknown as PageWindow;
  if (location.protocol === 'chrome-error:') return 'unreachable';
  return Debug?.VERSION === undefined ? 'unknown' : 'known';
}

/** What the library missed when the sync ended before it listened. */
export async function announceSync(): Promise<void> {
  await (globalThis as unknown as PageWindow).onAppStateHasSyncedEvent?.();
}
