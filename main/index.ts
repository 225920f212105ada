import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron';
import type { HostStatus } from '#shared/ipc/contract.ts';
import { createAttention } from './app/attention.ts';
import { quitInOrder } from './app/lifecycle.ts';
import { menuTemplate } from './app/menu.ts';
import { serveBridge } from './app/serve-bridge.ts';
import { pairWith, presentedBy } from './app/join/pair-with.ts';
import { ownComputer } from './app/join/own-computer.ts';
import { openWorkplace } from './app/join/workplace.ts';
import { openKeptSecret } from './app/kept-secret.ts';
import { prepareShellFolders } from './app/shell-folders.ts';
import type { ShellFolders } from './app/shell-folders.ts';
import { commandArguments, hostArguments, parseShellOptions } from './app/shell-options.ts';
import type { Log } from './core/ports/system.ts';
import { createIpcRouter } from './ipc/router.ts';
import { tellScreens } from './ipc/tell-screens.ts';
import { startUtilityProcess } from './supervisor/electron-host-child.ts';
import { Supervisor } from './supervisor/supervisor.ts';
import { systemClock } from './system/clock.ts';
import { createLog } from './system/log.ts';
import { lookForHosts } from './system/mdns.ts';
import { HELP } from './system/options.ts';
import type { HostOptions } from './system/options.ts';
import { openRotatingFile } from './system/rotating-file.ts';
import { createCloseGuard } from './windows/close-guard.ts';
import { guardDownloads } from './windows/downloads.ts';
import { createHostProxy } from './windows/host-proxy.ts';
import { HubLink } from './windows/hub-link.ts';
import { openKeptBounds } from './windows/kept-bounds.ts';
import { guardNavigation } from './windows/navigation.ts';
import { guardNetwork } from './windows/network-guard.ts';
import { OfficeWindows } from './windows/office-windows.ts';
import { createExternalOpener } from './windows/open-external.ts';
import type { OpenExternal } from './windows/open-external.ts';
import { guardPermissions } from './windows/permissions.ts';
import { loadScreens, openScreenWindow } from './windows/screen-window.ts';
import { isScreen, SCREENS_PRIVILEGES, SCREENS_SCHEME } from './windows/screens-origin.ts';
import { serveScreens } from './windows/serve-screens.ts';
import type { Screens } from './windows/serve-screens.ts';
import { settingsBounds } from './windows/window-bounds.ts';

/** The desktop shell: the windows with the screens, and the host beside it in its own process. */
const OUT = join(import.meta.dirname, '..');
const HOST = join(OUT, 'main', 'host.js');
const OUTPUT_SIZE = { maxBytes: 1024 * 1024, files: 2 };
const WINDOW = {
  preload: join(OUT, 'preload', 'index.cjs'),
  icon: join(OUT, '..', 'build', 'icon.png'),
  hasDeveloperTools: !app.isPackaged,
};

app.setName('Deskline');
if (process.platform === 'win32') app.setAppUserModelId('app.deskline.desktop');

const request = parseShellOptions(process.argv, app.isPackaged);
if (!request.ok) giveUp(request.message, 2);
else if (request.value.action === 'run') await prepare(request.value.options);
else if (request.value.action === 'help') sayAndExit(HELP);
else if (request.value.action === 'version') sayAndExit(`${app.getVersion()}\n`);
else await runCommand(commandArguments(request.value));

/** Everything that Electron wants before it is ready. */
async function prepare(options: HostOptions): Promise<void> {
  const folders = await prepareShellFolders(options.dataDirectory);
  if (!folders.ok) return void giveUp(folders.message, 1);
  app.setPath('userData', folders.value.profile);
  if (!app.requestSingleInstanceLock()) return void app.exit(0);
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([SCREENS_PRIVILEGES]);
  // Not awaited: Electron becomes ready only after this module is through.
  app
    .whenReady()
    .then(() => run(options, folders.value))
    .catch((error: unknown) => giveUp(String(error), 1));
}

async function run(options: HostOptions, folders: ShellFolders): Promise<void> {
  const logs = join(folders.data, 'logs');
  const log = createLog({ level: 'info', destination: join(logs, 'shell.log') });
  process.on('uncaughtExceptionMonitor', (error) => log.error({ error }, 'The shell crashed.'));
  const hostOutput = openRotatingFile({ path: join(logs, 'host-output.log'), ...OUTPUT_SIZE });
  const certificatePath = join(folders.data, 'tls', 'host.crt');
  const secrets = { encryption: safeStorage, log };
  const token = await openKeptSecret({
    ...secrets,
    path: join(folders.profile, 'session'),
    unencrypted: 'memory',
  });
  const workplace = await openWorkplace({
    path: join(folders.profile, 'workplace.json'),
    isHost: options.isDemo || existsSync(certificatePath),
    // Without a password it opens nothing, and a PC that forgets it has to be paired anew.
    key: await openKeptSecret({
      ...secrets,
      path: join(folders.profile, 'computer'),
      unencrypted: 'file',
    }),
    session: token,
    newHost: () =>
      new Supervisor({
        startChild: startUtilityProcess({
          entry: HOST,
          args: hostArguments(folders.data, options),
        }),
        clock: systemClock,
        log,
        onOutput: (text) => hostOutput.write(text),
      }),
    self: ownComputer(),
    pair: pairWith,
    presentedBy,
    look: lookForHosts,
    log,
  });
  const hub = new HubLink({
    certificatePath,
    wantedPort: options.port,
    joined: () => workplace.joined,
    log,
  });
  const screens = serveScreens({
    root: join(OUT, 'renderer'),
    hub: () => hub.address,
    proxy: createHostProxy({
      target: () => hub.target,
      token: () => token.current(),
      onReached: (isThere) => workplace.noteReached(isThere),
      log,
    }),
  });
  const openExternal = createExternalOpener({ open: (url) => shell.openExternal(url), log });

  const bounds = await openKeptBounds({ path: join(folders.profile, 'settings-window.json'), log });
  const closeGuard = createCloseGuard({
    ask: (window) => tellScreens([window], 'window.close-asked', null),
    quit: () => app.quit(),
    closeOthers: () => windows.closeOthers(),
  });
  const windows = new OfficeWindows({
    open(name, opener) {
      const options = { ...WINDOW, clock: systemClock, log };
      if (name === 'settings') {
        const areas = displayAreas();
        const place = settingsBounds({ kept: bounds.current(), opener, areas });
        return openScreenWindow(name, options, place);
      }
      const window = openScreenWindow(name, options);
      closeGuard.watch(window);
      return window;
    },
    load: (name, window) => loadScreens(window, name, log),
    tellPlace: (window, place) => tellScreens([window], 'window.place-asked', place),
    keepBounds: (where) => bounds.keep(where),
  });

  guardEverything(hub, screens, openExternal, log);
  serveBridge(createIpcRouter({ ipcMain, isTrusted: isScreen, log }), {
    workplace,
    hostStatus: () => workplace.status,
    session: token,
    systemIdleTime: () => powerMonitor.getSystemIdleTime(),
    closeGuard,
    windows,
    showWaiting: createAttention({ app, window: () => windows.main }),
    openExternal,
  });
  app.on('before-quit', () => closeGuard.noteQuit());
  powerMonitor.on('shutdown', () => closeGuard.stopAsking());
  app.on('second-instance', () => windows.showMain());
  app.on('activate', () => windows.showMain());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  quitInOrder({
    app,
    log,
    async endAll() {
      await workplace.stop();
      await bounds.settled();
      await folders.cleanUp();
      hostOutput.close();
      log.close();
    },
  });
  workplace.onHosts((hosts) => tellScreens(windows.all, 'workplace.hosts-changed', hosts));
  workplace.onStatus((status) => follow(status, hub, screens, windows));
  hub.update(workplace.status);
  workplace.start();
  windows.open();
}

/** What a window may do, reach and become, decided before there is one. */
function guardEverything(
  hub: HubLink,
  screens: Screens,
  openExternal: OpenExternal,
  log: Log,
): void {
  const { defaultSession } = session;
  protocol.handle(SCREENS_SCHEME, screens.handle);
  guardNetwork(defaultSession, { hub: () => hub.address, target: () => hub.target });
  guardPermissions(defaultSession);
  guardDownloads(defaultSession, () => app.getPath('downloads'));
  app.on('web-contents-created', (_event, contents) =>
    guardNavigation(contents, { openExternal, log }),
  );
  const template = menuTemplate(process.platform, WINDOW.hasDeveloperTools);
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** The shell first, then the screens. */
function follow(status: HostStatus, hub: HubLink, screens: Screens, windows: OfficeWindows): void {
  hub.update(status);
  // A page may connect only to the hub it was served with.
  if (!screens.isCurrent()) windows.reload();
  else tellScreens(windows.all, 'host.status-changed', status);
}

/** The main display's first. */
function displayAreas() {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}

function giveUp(reason: string, exitCode: number): void {
  dialog.showErrorBox('Deskline cannot start', reason);
  app.exit(exitCode);
}

function sayAndExit(text: string): void {
  process.stdout.write(text);
  app.exit(0);
}

/** The host program does it, says what came of it and ends. */
async function runCommand(args: readonly string[]): Promise<void> {
  // Another one of this program may have its own folders in use.
  const folders = await prepareShellFolders(null);
  if (!folders.ok) return void giveUp(folders.message, 1);
  app.setPath('userData', folders.value.profile);
  let said = '';
  const command = startUtilityProcess({ entry: HOST, args });
  const finish = async (code: number | null): Promise<void> => {
    await folders.value.cleanUp();
    // A program with windows has no console there to write to.
    if (process.platform === 'win32') {
      dialog.showMessageBoxSync({ title: 'Deskline', message: said.trim() });
    }
    app.exit(code ?? 1);
  };
  app
    .whenReady()
    .then(() =>
      command({
        onMessage: () => undefined,
        onOutput(text) {
          process.stdout.write(text);
          said += text;
        },
        onExit: (code) => void finish(code),
      }),
    )
    .catch((error: unknown) => giveUp(String(error), 1));
}
