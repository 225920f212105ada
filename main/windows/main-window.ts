import { BrowserWindow, nativeTheme } from 'electron';
import type { WebPreferences } from 'electron';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { errorCode } from '#main/system/error-code.ts';
import { askBeforeLeaving } from './leave-guard.ts';
import { SCREENS_URL } from './screens-origin.ts';

interface MainWindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Absolute path of the icon; macOS and Windows take theirs from the program instead. */
  readonly icon: string;
  readonly hasDeveloperTools: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens the window with the screens; it shows itself when there is something to see. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Deskline',
    width: 1280,
    height: 800,
    minWidth: 480,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    // The screens' canvas (renderer/styles/tokens.css), so that opening does not flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1619' : '#edf4f5',
    ...(process.platform === 'linux' && { icon: options.icon }),
    webPreferences: webPreferences(options),
  });
  window.once('ready-to-show', () => window.show());
  reloadAfterCrash(window, options);
  askBeforeLeaving(window);
  loadScreens(window, options.log);
  return window;
}

/** Loads the screens anew, whatever the window is doing. */
export function loadScreens(window: BrowserWindow, log: Log): void {
  window.loadURL(SCREENS_URL).catch((error: unknown) => {
    // Loaded again before it was there.
    if (errorCode(error) === 'ERR_ABORTED') return;
    log.error({ error }, 'The screens could not be loaded.');
  });
}

/** Said in full although most are defaults: what a window may do is decided here. */
const webPreferences = ({ preload, hasDeveloperTools }: MainWindowOptions): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  devTools: hasDeveloperTools,
  // Elsewhere than on macOS its dictionaries would be fetched from the internet.
  spellcheck: process.platform === 'darwin',
});

const CRASH_LOOP_MS = 10_000;

/** An empty window helps nobody; one that crashes at once, again and again, is left alone. */
function reloadAfterCrash(window: BrowserWindow, { clock, log }: MainWindowOptions): void {
  let lastCrash = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error({ reason, exitCode }, 'The screen crashed.');
    const isLoop = clock.elapsed() - lastCrash < CRASH_LOOP_MS;
    lastCrash = clock.elapsed();
    if (!isLoop && reason !== 'clean-exit') window.webContents.reload();
  });
}
