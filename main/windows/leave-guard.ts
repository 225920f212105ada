import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';

/**
 * A screen with something unsent or unsaved asks not to be left. A browser would put the question
 * to the person; Electron would just not close, so it is put here. `message` says what it is.
 */
export function askBeforeLeaving(window: BrowserWindow, message: string): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message,
      detail: 'If you leave now, it is lost.',
      buttons: ['Stay', 'Leave'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    // Preventing the prevention: the page is left.
    if (answer === 1) event.preventDefault();
  });
}
