import { pressedButton } from './message-box.ts';
import { tellTest } from './test-line.ts';

/** Plays the `electron` module for the real main and preload code. */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { screen } from './displays.ts';
export { ipcMain } from './ipc-main.ts';
export { powerMonitor } from './power-monitor.ts';
export { protocol } from './protocol.ts';
export { safeStorage } from './safe-storage.ts';
export { session } from './session.ts';
export { utilityProcess } from './utility-process.ts';

export const nativeTheme = { shouldUseDarkColors: false };

export const dialog = {
  showErrorBox: (title: string, content: string) =>
    void tellTest({ type: 'error-box', title, content }),

  /** Answered with the button that the test has told before; the first one unless it did. */
  showMessageBoxSync: (_window: object, { message }: { message: string }): number => {
    tellTest({ type: 'message-box', message });
    return pressedButton();
  },
};

export const shell = {
  async openExternal(url: string): Promise<void> {
    tellTest({ type: 'opened-external', url });
  },
};

export const Menu = {
  buildFromTemplate: (template: readonly object[]) => ({ items: template }),
  setApplicationMenu: () => undefined,
};
