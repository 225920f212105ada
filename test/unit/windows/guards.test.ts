import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { guardDownloads } from '#main/windows/downloads.ts';
import { guardNavigation } from '#main/windows/navigation.ts';
import { guardNetwork } from '#main/windows/network-guard.ts';
import { createExternalOpener } from '#main/windows/open-external.ts';
import { guardPermissions, permissionTable } from '#main/windows/permissions.ts';
import type { Permission } from '#main/windows/permissions.ts';
import { isScreensUrl } from '#main/windows/screens-origin.ts';
import { silentLog } from '#test/doubles/log.ts';

test.each([
  ['app://deskline/', true],
  ['app://deskline', true],
  ['app://deskline/media/x?name=y#z', true],
  ['app://deskline.evil/', false],
  ['app://other/', false],
  ['app://deskline:1/', false],
  ['app://someone@deskline/', false],
  ['https://deskline/', false],
  ['file:///etc/passwd', false],
  ['nonsense', false],
])('%s belongs to the screens: %s', (url, isOurs) => {
  expect(isScreensUrl(url)).toBe(isOurs);
});

describe('the network guard', () => {
  type Answer = { cancel?: boolean; requestHeaders?: Record<string, string> };
  type Listener = (details: object, answer: (response: Answer) => void) => void;
  type Verify = (request: object, answer: (result: number) => void) => void;

  function guarded(port: number | null, host = '127.0.0.1') {
    let before: Listener | null = null;
    let sending: Listener | null = null;
    let verify: Verify | null = null;
    const session = {
      webRequest: {
        onBeforeRequest: (given: Listener) => (before = given),
        onBeforeSendHeaders: (given: Listener) => (sending = given),
      },
      setCertificateVerifyProc: (given: Verify) => (verify = given),
    };
    const hub = port === null ? null : { host, port };
    guardNetwork(session as unknown as Session, {
      hub: () => hub,
      target: () => hub && { ...hub, certificate: { fingerprint: 'AB:CD' }, key: 'the key' },
    });
    return {
      lets(url: string) {
        let isCancelled: boolean | undefined;
        before!({ url }, ({ cancel }) => (isCancelled = cancel));
        return isCancelled === false;
      },
      adds(url: string) {
        let headers: Record<string, string> | undefined;
        sending!(
          { url, requestHeaders: { a: 'b' } },
          (answer) => (headers = answer.requestHeaders),
        );
        return headers;
      },
      trusts(hostname: string, data: string) {
        let result: number | undefined;
        verify!({ hostname, certificate: { data } }, (given) => (result = given));
        return result === 0;
      },
    };
  }

  test('shows the key of this PC to the hub alone', () => {
    const guard = guarded(7443, '192.168.1.20');
    expect(guard.adds('wss://192.168.1.20:7443/hub')).toEqual({
      a: 'b',
      'deskline-computer': 'the key',
    });
    expect(guard.adds('wss://192.168.1.21:7443/hub')).toBeUndefined();
    expect(guard.adds('app://deskline/')).toBeUndefined();
  });

  test('trusts nobody who shows something else than the pinned certificate', () => {
    expect(guarded(7443).trusts('127.0.0.1', 'no certificate')).toBe(false);
  });

  test.each([
    ['fe80::1', 'wss://[fe80::1]:7443/hub'],
    ['front-desk', 'wss://front-desk:7443/hub'],
  ])('knows a hub at %s', (host, url) => {
    expect(guarded(7443, host).lets(url)).toBe(true);
    expect(guarded(7443, host).lets('wss://127.0.0.1:7443/hub')).toBe(false);
  });

  test.each([
    'app://deskline/',
    'app://deskline/api/status',
    'blob:app://deskline/0f8b',
    'data:image/png;base64,AA==',
    'wss://127.0.0.1:7443/hub',
  ])('lets %s through', (url) => {
    expect(guarded(7443).lets(url)).toBe(true);
  });

  test.each([
    'https://127.0.0.1:7443/api/status',
    'ws://127.0.0.1:7443/hub',
    'wss://127.0.0.1:7444/hub',
    'wss://localhost:7443/hub',
    'wss://127.0.0.1.evil.example:7443/hub',
    'wss://192.168.1.20:7443/hub',
    'https://example.com/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'app://other/',
    'blob:https://example.com/0f8b',
  ])('stops %s', (url) => {
    expect(guarded(7443).lets(url)).toBe(false);
  });

  test('knows no hub before the host has said where it is', () => {
    expect(guarded(null).lets('wss://127.0.0.1:7443/hub')).toBe(false);
    expect(guarded(null).lets('app://deskline/')).toBe(true);
  });
});

describe('the opener', () => {
  function opener() {
    const opened: string[] = [];
    const open = async (url: string) => void opened.push(url);
    return { opened, openExternal: createExternalOpener({ open, log: silentLog }) };
  }

  test.each(['https://example.com/a?b=c', 'http://example.com/'])('opens %s', async (url) => {
    const { opened, openExternal } = opener();
    expect(await openExternal(url)).toBe(true);
    expect(opened).toEqual([url]);
  });

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://server/share',
    'ms-msdt:/id',
    'app://deskline/',
    'data:text/html,x',
    'example.com',
    '',
  ])('does not open %s', async (url) => {
    const { opened, openExternal } = opener();
    expect(await openExternal(url)).toBe(false);
    expect(opened).toEqual([]);
  });
});

describe('a window', () => {
  function guarded() {
    const contents = Object.assign(new EventEmitter(), {
      openHandler: null as null | ((details: { url: string }) => { action: string }),
      setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
        contents.openHandler = handler;
      },
    });
    const opened: string[] = [];
    const openExternal = createExternalOpener({
      open: async (url) => void opened.push(url),
      log: silentLog,
    });
    guardNavigation(contents as unknown as WebContents, { openExternal, log: silentLog });
    return { contents, opened };
  }

  test.each(['will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'refuses %s',
    (event) => {
      const { contents } = guarded();
      let isPrevented = false;
      const details = {
        url: 'https://example.com/',
        preventDefault: () => (isPrevented = true),
      };
      contents.emit(event, details);
      expect(isPrevented).toBe(true);
    },
  );

  test('opens no other; a web address goes to the browser', () => {
    const { contents, opened } = guarded();
    expect(contents.openHandler?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
    expect(contents.openHandler?.({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://example.com/']);
  });
});

describe('permissions', () => {
  type Handlers = Record<string, (...args: never[]) => unknown>;
  const handlers: Handlers = {};
  const session = new Proxy(
    {},
    { get: (_target, name: string) => (handler: Handlers[string]) => (handlers[name] = handler) },
  );
  guardPermissions(session as Session);
  const at = (url: string) => ({ getURL: () => url }) as WebContents;
  const check = (permission: Permission, url: string, origin: string, details = {}) =>
    handlers['setPermissionCheckHandler']!(
      at(url) as never,
      permission as never,
      origin as never,
      details as never,
    );
  const request = (permission: Permission, url: string, requestingUrl: string, details = {}) => {
    let isGranted: boolean | null = null;
    handlers['setPermissionRequestHandler']!(
      at(url) as never,
      permission as never,
      ((granted: boolean) => (isGranted = granted)) as never,
      { requestingUrl, ...details } as never,
    );
    return isGranted;
  };

  test('are few', () => {
    const granted = Object.entries(permissionTable).filter(([, { isAllowed }]) => isAllowed);
    expect(granted.map(([name]) => name)).toEqual([
      'clipboard-sanitized-write',
      'local-network-access',
      'loopback-network',
      'media',
      'notifications',
    ]);
  });

  test('are the same whether checked or requested', () => {
    for (const name of Object.keys(permissionTable) as Permission[]) {
      const { isAllowed } = permissionTable[name];
      expect(check(name, 'app://deskline/', 'app://deskline')).toBe(isAllowed);
      expect(request(name, 'app://deskline/', 'app://deskline/')).toBe(isAllowed);
    }
  });

  test('are for our screens alone', () => {
    expect(check('notifications', 'app://deskline/', 'https://example.com')).toBe(false);
    expect(check('notifications', 'https://example.com/', 'app://deskline')).toBe(false);
    expect(request('notifications', 'app://deskline/', 'https://example.com/')).toBe(false);
  });

  test('for the microphone do not open a camera', () => {
    const screen = 'app://deskline/';
    expect(check('media', screen, screen, { mediaType: 'audio' })).toBe(true);
    expect(check('media', screen, screen, { mediaType: 'video' })).toBe(false);
    expect(request('media', screen, screen, { mediaTypes: ['audio'] })).toBe(true);
    expect(request('media', screen, screen, { mediaTypes: ['audio', 'video'] })).toBe(false);
  });

  test('for devices and screen pictures are never given', () => {
    expect(handlers['setDevicePermissionHandler']!()).toBe(false);
    let streams: unknown;
    handlers['setDisplayMediaRequestHandler']!(
      {} as never,
      ((given: unknown) => (streams = given)) as never,
    );
    expect(streams).toBeNull();
  });
});

describe('a download', () => {
  function download(url: string, name: string) {
    const session = new EventEmitter();
    guardDownloads(session as Session, () => '/home/ada/Downloads');
    let isPrevented = false;
    let path: string | undefined;
    const item = {
      getURL: () => url,
      getFilename: () => name,
      setSaveDialogOptions: (options: { defaultPath?: string }) => (path = options.defaultPath),
    };
    session.emit('will-download', { preventDefault: () => (isPrevented = true) }, item);
    return { isPrevented, path };
  }

  test('of our screens asks where to', () => {
    expect(download('app://deskline/media/x', 'invoice.pdf')).toEqual({
      isPrevented: false,
      path: '/home/ada/Downloads/invoice.pdf',
    });
    expect(download('blob:app://deskline/0f8b', 'a.csv').isPrevented).toBe(false);
  });

  test('begins in the folder for downloads, whatever its name is', () => {
    expect(download('app://deskline/media/x', '../../.bashrc').path).toBe(
      '/home/ada/Downloads/.bashrc',
    );
  });

  test('from elsewhere is stopped', () => {
    expect(download('https://example.com/x.exe', 'x.exe').isPrevented).toBe(true);
  });
});
