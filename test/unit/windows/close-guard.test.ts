import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import { createCloseGuard } from '#main/windows/close-guard.ts';

class WindowDouble extends EventEmitter {
  readonly webContents = new EventEmitter();
  isOpen = true;

  close(): void {
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.isOpen = false;
  }
}

let window: WindowDouble;
let asked: number;
let quits: number;
let guard: ReturnType<typeof createCloseGuard>;

beforeEach(() => {
  window = new WindowDouble();
  asked = 0;
  quits = 0;
  guard = createCloseGuard({ ask: () => (asked += 1), quit: () => (quits += 1) });
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

test('and nobody is asked when the system shuts down', () => {
  guard.setAsks(true);
  guard.stopAsking();
  window.close();
  expect([window.isOpen, asked]).toEqual([false, 0]);
});
