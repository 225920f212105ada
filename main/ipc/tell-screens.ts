import type { BrowserWindow } from 'electron';
import type { IpcEvent, IpcEvents } from '#shared/ipc/channels.ts';

/** Sends an event to the screens in these windows. */
export function tellScreens<E extends IpcEvent>(
  windows: readonly BrowserWindow[],
  event: E,
  payload: IpcEvents[E],
): void {
  for (const window of windows) window.webContents.send(event, payload);
}
