import { BrowserWindow, nativeTheme } from 'electron';
import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { errorCode } from '#main/system/error-code.ts';
import { SETTINGS_QUERY } from '#shared/ipc/contract.ts';
import type { WindowName } from '#shared/ipc/contract.ts';
import { askBeforeLeaving } from './leave-guard.ts';
import { SCREENS_URL } from './screens-origin.ts';
import { SETTINGS_SIZE, SMALLEST } from './window-bounds.ts';
import type { Bounds } from './window-bounds.ts';

export interface ScreenWindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Absolute path of the icon; macOS and Windows take theirs from the program instead. */
  readonly icon: string;
  readonly hasDeveloperTools: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

interface Kind {
  readonly url: string;
  readonly look: BrowserWindowConstructorOptions;
  /** Said to whoever leaves it with something in it that would be lost. */
  readonly unsaved: string;
}

const KINDS: Readonly<Record<WindowName, Kind>> = {
  main: {
    url: SCREENS_URL,
    look: { title: 'Deskline', width: 1280, height: 800 },
    unsaved: 'Something you wrote has not been sent yet.',
  },
  settings: {
    url: SCREENS_URL + SETTINGS_QUERY,
    look: { title: 'Deskline settings', ...SETTINGS_SIZE },
    unsaved: 'Something you changed has not been saved yet.',
  },
};

/** Opens a window with the screens; it shows itself when there is something to see. */
export function openScreenWindow(
  name: WindowName,
  options: ScreenWindowOptions,
  bounds: Bounds | null = null,
): BrowserWindow {
  const { look, unsaved } = KINDS[name];
  const window = new BrowserWindow({
    ...look,
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    autoHideMenuBar: true,
    // The screens' canvas (renderer/styles/tokens.css), so that opening does not flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1619' : '#edf4f5',
    ...(process.platform === 'linux' && { icon: options.icon }),
    webPreferences: webPreferences(options),
  });
  window.once('ready-to-show', () => window.show());
  reloadAfterCrash(window, options);
  askBeforeLeaving(window, unsaved);
  loadScreens(window, name, options.log);
  return window;
}

/** Loads a window's screens anew, whatever it is doing. */
export function loadScreens(window: BrowserWindow, name: WindowName, log: Log): void {
  window.loadURL(KINDS[name].url).catch((error: unknown) => {
    // Loaded again before it was there, or closed.
    if (errorCode(error) === 'ERR_ABORTED') return;
    log.error({ error, name }, 'The screens could not be loaded.');
  });
}

/** Said in full although most are defaults: what a window may do is decided here. */
const webPreferences = ({ preload, hasDeveloperTools }: ScreenWindowOptions): WebPreferences => ({
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
function reloadAfterCrash(window: BrowserWindow, { clock, log }: ScreenWindowOptions): void {
  let lastCrash = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error({ reason, exitCode }, 'The screen crashed.');
    const isLoop = clock.elapsed() - lastCrash < CRASH_LOOP_MS;
    lastCrash = clock.elapsed();
    if (!isLoop && reason !== 'clean-exit') window.webContents.reload();
  });
}
