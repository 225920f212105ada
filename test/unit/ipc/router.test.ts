import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fail, ok } from '#shared/util/result.ts';
import { createIpcRouter } from '#main/ipc/router.ts';
import { isScreen } from '#main/windows/screens-origin.ts';
import { createRecordingLog } from '#test/doubles/log.ts';

type Listener = Parameters<IpcMain['handle']>[1];
interface Frame {
  readonly origin: string;
  readonly parent: Frame | null;
}

const SCREEN: Frame = { origin: 'app://deskline', parent: null };

function router() {
  const listeners = new Map<string, Listener>();
  const log = createRecordingLog();
  const ipcMain = {
    handle: (channel: string, listener: Listener) => void listeners.set(channel, listener),
  };
  const calls = (channel: string, frame: Frame | null, ...args: unknown[]): unknown =>
    listeners.get(channel)!({ senderFrame: frame } as unknown as IpcMainInvokeEvent, ...args);
  const router = createIpcRouter({ ipcMain, isTrusted: isScreen, log });
  return { router, calls, log };
}

describe('a call from a screen', () => {
  test('is answered with what the handler says', async () => {
    const { router: ipc, calls } = router();
    const saved: string[] = [];
    ipc.handle('session.save', z.tuple([z.string()]), async (token) => {
      saved.push(token);
      return ok();
    });
    ipc.handle('session.load', z.tuple([]), () => ok('a-token'));
    expect(await calls('session.save', SCREEN, 'a-token')).toEqual({ ok: true });
    expect(saved).toEqual(['a-token']);
    expect(await calls('session.load', SCREEN)).toEqual({ ok: true, value: 'a-token' });
  });

  test('gets a refusal of the handler as it is', async () => {
    const { router: ipc, calls } = router();
    ipc.handle('open-external', z.tuple([z.string()]), () => fail('refused', 'No.'));
    expect(await calls('open-external', SCREEN, 'x')).toEqual({
      ok: false,
      code: 'refused',
      message: 'No.',
    });
  });

  test.each([
    ['too little', []],
    ['too much', ['a', 'b']],
    ['another type', [1]],
  ])('with %s is refused before the handler', async (_what, args) => {
    const { router: ipc, calls } = router();
    let isCalled = false;
    ipc.handle('session.save', z.tuple([z.string()]), () => {
      isCalled = true;
      return ok();
    });
    expect(await calls('session.save', SCREEN, ...args)).toMatchObject({ code: 'bad-params' });
    expect(isCalled).toBe(false);
  });

  test('that fails says only that; the log says why', async () => {
    const { router: ipc, calls, log } = router();
    ipc.handle('session.clear', z.tuple([]), () => Promise.reject(new Error('EACCES /secret')));
    expect(await calls('session.clear', SCREEN)).toEqual({
      ok: false,
      code: 'failed',
      message: 'That did not work; the log says why.',
    });
    expect(log.lines[0]).toMatchObject({ level: 'error', details: { channel: 'session.clear' } });
  });
});

describe('a call from elsewhere is refused before its contents are looked at:', () => {
  test.each<[string, Frame | null]>([
    ['a frame inside a screen', { origin: 'app://deskline', parent: SCREEN }],
    ['a page of the web', { origin: 'https://deskline', parent: null }],
    ['another host of our scheme', { origin: 'app://desklin', parent: null }],
    ['a sandboxed page', { origin: 'null', parent: null }],
    ['a file', { origin: 'file://', parent: null }],
    ['a frame that is gone', null],
  ])('%s', async (_what, frame) => {
    const { router: ipc, calls } = router();
    ipc.handle('session.load', z.tuple([]), () => ok('a-token'));
    expect(await calls('session.load', frame)).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await calls('session.load', frame, 'odd')).toMatchObject({ code: 'forbidden' });
  });
});
