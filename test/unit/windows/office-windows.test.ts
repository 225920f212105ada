import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { OfficeWindows } from '#main/windows/office-windows.ts';
import type { WindowName } from '#shared/ipc/contract.ts';

const BOUNDS = { x: 10, y: 20, width: 1280, height: 800 };

class ContentsDouble extends EventEmitter {
  url = '';
  isOnItsWay = true;
  getURL = (): string => this.url;
  isLoading = (): boolean => this.isOnItsWay;

  arrive(): void {
    this.isOnItsWay = false;
    this.emit('did-finish-load');
  }
}

class WindowDouble extends EventEmitter {
  readonly name: WindowName;
  readonly webContents = new ContentsDouble();
  readonly done: string[] = [];
  /** What its page and its person do when it is to close. */
  onClose: 'goes' | 'stays' | 'hangs' = 'goes';

  constructor(name: WindowName) {
    super();
    this.name = name;
  }

  getNormalBounds = () => BOUNDS;
  isMinimized = (): boolean => false;
  show = (): void => void this.done.push('show');
  focus = (): void => void this.done.push('focus');

  destroy(): void {
    this.done.push('destroy');
    this.emit('closed');
  }

  close(): void {
    this.done.push('close');
    this.emit('close', { preventDefault: () => undefined });
    if (this.onClose === 'goes') this.emit('closed');
    if (this.onClose === 'stays') {
      this.webContents.emit('will-prevent-unload', { defaultPrevented: false });
    }
  }
}

let opened: WindowDouble[];
let openers: unknown[];
let told: string[];
let loaded: string[];
let kept: unknown[];
let windows: OfficeWindows;

beforeEach(() => {
  [opened, openers, told, loaded, kept] = [[], [], [], [], []];
  const nameOf = (window: BrowserWindow) => (window as unknown as WindowDouble).name;
  windows = new OfficeWindows({
    open(name, opener) {
      const window = new WindowDouble(name);
      opened.push(window);
      openers.push(opener);
      return window as unknown as BrowserWindow;
    },
    load: (name) => loaded.push(name),
    tellPlace: (window, place) => told.push(`${nameOf(window)} ${place}`),
    keepBounds: (bounds) => kept.push(bounds),
  });
  windows.open();
  opened[0]?.webContents.arrive();
});

function openSettings(place = '#/settings'): WindowDouble {
  windows.openSettings(place);
  const settings = opened.at(-1);
  if (settings?.name !== 'settings') throw new Error('The settings have no window.');
  settings.webContents.arrive();
  return settings;
}

const names = () => windows.all.map((window) => (window as unknown as WindowDouble).name);

describe('the settings', () => {
  test('open in a window of their own, which hears its place when it is there to hear it', () => {
    windows.openSettings('#/number');
    expect([told, names(), openers]).toEqual([[], ['main', 'settings'], [null, BOUNDS]]);
    opened[1]?.webContents.arrive();
    expect(told).toEqual(['settings #/number']);
  });

  test('that are open come to the front at the new place; there is never a second window', () => {
    const settings = openSettings();
    windows.openSettings('#/team');
    expect(told).toEqual(['settings #/settings', 'settings #/team']);
    expect(settings.done).toEqual(['show', 'focus']);
    expect(opened).toHaveLength(2);
  });

  test('asked for again while they load, end at the last place', () => {
    windows.openSettings('#/settings');
    windows.openSettings('#/team');
    opened[1]?.webContents.arrive();
    expect(told.at(-1)).toBe('settings #/team');
  });

  test('that are closed open anew, and where they were is kept', async () => {
    openSettings();
    expect(await windows.closeSettings()).toBe(true);
    expect([names(), kept]).toEqual([['main'], [BOUNDS]]);
    openSettings();
    expect(opened).toHaveLength(3);
  });

  test('stay when their person wants to, and close when they are asked another time', async () => {
    const settings = openSettings();
    settings.onClose = 'stays';
    expect(await windows.closeSettings()).toBe(false);
    settings.onClose = 'goes';
    expect(await windows.closeSettings()).toBe(true);
  });

  test('are asked once, however many want them closed, and no listener is left behind', async () => {
    const settings = openSettings();
    settings.onClose = 'hangs';
    const answers = [windows.closeSettings(), windows.closeSettings()];
    settings.webContents.emit('will-prevent-unload', { defaultPrevented: false });
    expect(await Promise.all(answers)).toEqual([false, false]);
    expect(settings.done).toEqual(['close']);
    expect(settings.webContents.listenerCount('will-prevent-unload')).toBe(0);
    expect(settings.listenerCount('unresponsive')).toBe(0);
  });

  test('whose person leaves all the same are gone when the window is, not before', async () => {
    const settings = openSettings();
    settings.onClose = 'hangs';
    const answer = windows.closeSettings();
    settings.webContents.emit('will-prevent-unload', { defaultPrevented: true });
    settings.emit('closed');
    expect(await answer).toBe(true);
  });

  test('that hang keep nobody waiting', async () => {
    const settings = openSettings();
    settings.onClose = 'hangs';
    const answer = windows.closeSettings();
    settings.emit('unresponsive');
    expect(await answer).toBe(true);
    expect(settings.done).toEqual(['close', 'destroy']);
  });

  test('are nothing to wait for while they are closed', async () => {
    expect(windows.closeOthers()).toBeNull();
    expect(await windows.closeSettings()).toBe(true);
    openSettings();
    expect(await windows.closeOthers()).toBe(true);
  });
});

describe('the main window', () => {
  test('comes to the front at a place of its own, and the settings hear nothing of it', () => {
    const settings = openSettings();
    told.length = 0;
    windows.showMain('#/inbox/12');
    expect(told).toEqual(['main #/inbox/12']);
    expect([opened[0]?.done, settings.done]).toEqual([['show', 'focus'], []]);
  });

  test('that was closed opens anew and then hears of the place', () => {
    opened[0]?.emit('closed');
    windows.showMain('#/inbox/12');
    expect([opened.length, told]).toEqual([2, []]);
    opened[1]?.webContents.arrive();
    expect(told).toEqual(['main #/inbox/12']);
  });

  test('opens once at the start', () => {
    windows.open();
    expect(opened).toHaveLength(1);
  });

  test('takes the settings along when it is gone', () => {
    const settings = openSettings();
    opened[0]?.emit('closed');
    expect(settings.done).toEqual(['close']);
    expect(windows.main).toBeNull();
  });
});

describe('loading anew', () => {
  test('each window loads its own address, and the settings come back to their page', () => {
    const { webContents } = openSettings();
    told.length = 0;
    webContents.url = 'app://deskline/?window=settings#/settings/backups';
    windows.reload();
    expect([loaded, told]).toEqual([['main', 'settings'], []]);
    webContents.arrive();
    expect(told).toEqual(['settings #/settings/backups']);
  });

  test.each(['', 'app://deskline/?window=settings', 'app://deskline/?window=settings#/inbox/12'])(
    'a window at %j is told nothing',
    (url) => {
      const { webContents } = openSettings();
      told.length = 0;
      webContents.url = url;
      windows.reload();
      webContents.arrive();
      expect(told).toEqual([]);
    },
  );
});
