import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCloseGuard } from '#main/windows/close-guard.ts';

class WindowDouble extends EventEmitter {
  readonly webContents = new EventEmitter();
  isOpen = true;

  close(): void {
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    if (isPrevented) return;
    this.isOpen = false;
    this.emit('closed');
  }
}

let window: WindowDouble;
let asked: number;
let quits: number;
/** What the windows that go with it come to; null: there are none. */
let others: Promise<boolean> | null;
let guard: ReturnType<typeof createCloseGuard>;

beforeEach(() => {
  window = new WindowDouble();
  asked = 0;
  quits = 0;
  others = null;
  guard = createCloseGuard({
    ask: () => (asked += 1),
    quit: () => (quits += 1),
    closeOthers: () => others,
  });
  guard.watch(window as unknown as BrowserWindow);
});

test('a window whose page has nothing to settle closes at once', () => {
  window.close();
  expect([window.isOpen, asked]).toEqual([false, 0]);
});

test('one that has stays, however often it is asked to go, until its person has decided', () => {
  guard.setAsks(true);
  window.close();
  window.close();
  expect([window.isOpen, asked]).toEqual([true, 2]);
  guard.close();
  expect([window.isOpen, quits]).toEqual([false, 0]);
});

test('who wanted the program to end gets that, and not the one who stayed and closes the window later', () => {
  guard.setAsks(true);
  guard.noteQuit();
  window.close();
  // Handing over the chats, the page has nothing to settle any more.
  guard.setAsks(false);
  guard.close();
  expect(quits).toBe(1);

  guard.setAsks(true);
  guard.noteQuit();
  window.close();
  window.close();
  guard.close();
  expect([quits, window.isOpen]).toEqual([1, false]);
});

test.each(['did-start-loading', 'render-process-gone'])(
  'a page that cannot ask (%s) keeps no window open',
  (event) => {
    guard.setAsks(true);
    window.webContents.emit(event);
    window.close();
    expect(window.isOpen).toBe(false);
  },
);

test('nor does one that hangs', () => {
  guard.setAsks(true);
  window.emit('unresponsive');
  window.close();
  expect(window.isOpen).toBe(false);
});

describe('a window that others go with', () => {
  /** As the settings do: they are gone before whoever waits for it hears of it. */
  function withOthers() {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    others = promise;
    return async (haveClosed: boolean): Promise<void> => {
      if (haveClosed) others = null;
      resolve(haveClosed);
      await promise;
      await new Promise(setImmediate);
    };
  }

  test('closes after them, however often it is asked to', async () => {
    const settle = withOthers();
    window.close();
    window.close();
    expect(window.isOpen).toBe(true);
    await settle(true);
    expect([window.isOpen, asked, quits]).toEqual([false, 0, 0]);
  });

  test('stays when one of them stays, and its person is asked nothing', async () => {
    guard.setAsks(true);
    const settle = withOthers();
    window.close();
    await settle(false);
    expect([window.isOpen, asked]).toEqual([true, 0]);
    others = null;
    window.close();
    expect([window.isOpen, asked]).toEqual([true, 1]);
  });

  test('asks its person when they are gone', async () => {
    guard.setAsks(true);
    const settle = withOthers();
    window.close();
    await settle(true);
    expect([window.isOpen, asked]).toEqual([true, 1]);
  });

  test('goes on to end the program when that was wanted', async () => {
    const settle = withOthers();
    guard.noteQuit();
    window.close();
    await settle(true);
    expect([window.isOpen, quits]).toEqual([true, 1]);
  });

  test('waits for nobody when the system shuts down', () => {
    withOthers();
    guard.stopAsking();
    window.close();
    expect(window.isOpen).toBe(false);
  });
});

test('and nobody is asked when the system shuts down', () => {
  guard.setAsks(true);
  guard.stopAsking();
  window.close();
  expect([window.isOpen, asked]).toEqual([false, 0]);
});
