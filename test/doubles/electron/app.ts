import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeChromium, startChromium } from './chromium.ts';

type PathName = 'userData' | 'downloads' | 'temp';

interface OpenWindow {
  tryToClose(): Promise<void>;
}

class AppDouble extends EventEmitter {
  readonly windows = new Set<OpenWindow>();
  readonly isPackaged = false;
  readonly #paths = new Map<PathName, string>([
    ['temp', tmpdir()],
    ['downloads', join(tmpdir(), 'Downloads')],
  ]);
  readonly #ready = Promise.withResolvers<void>();
  #lock: string | null = null;
  #isQuitting = false;

  setName(): void {}
  setAppUserModelId(): void {}
  enableSandbox(): void {}
  setBadgeCount(): void {}

  getVersion(): string {
    return '0.0.0-double';
  }

  setPath(name: PathName, path: string): void {
    this.#paths.set(name, path);
  }

  getPath(name: PathName): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`Nobody set the path of ${name}.`);
    return path;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  /** By a file with the holder's pid; the second one wakes the first by a signal. */
  requestSingleInstanceLock(): boolean {
    const path = join(this.getPath('userData'), 'double.lock');
    mkdirSync(this.getPath('userData'), { recursive: true });
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
    } catch {
      const holder = Number(readFileSync(path, 'utf8'));
      if (isAlive(holder)) {
        process.kill(holder, 'SIGUSR2');
        return false;
      }
      writeFileSync(path, String(process.pid));
    }
    this.#lock = path;
    process.on('SIGUSR2', () => this.emit('second-instance', {}, [], process.cwd()));
    return true;
  }

  /** The windows first; one that stays calls it off, and so may whoever hears of `will-quit`. */
  quit(): void {
    this.emit('before-quit', { preventDefault: () => undefined });
    this.#isQuitting = true;
    void Promise.all([...this.windows].map((window) => window.tryToClose())).then(() => {
      this.#isQuitting = false;
      if (this.windows.size > 0) return;
      let isPrevented = false;
      this.emit('will-quit', { preventDefault: () => (isPrevented = true) });
      if (!isPrevented) this.exit(0);
    });
  }

  exit(code = 0): void {
    if (this.#lock !== null) rmSync(this.#lock, { force: true });
    void closeChromium().finally(() => process.exit(code));
  }

  /** Electron quits when nobody listens. */
  allWindowsClosed(): void {
    if (!this.#isQuitting && !this.emit('window-all-closed')) this.quit();
  }

  /** The program's entry is through: Electron becomes ready. */
  async becomeReady(): Promise<void> {
    await startChromium(join(this.getPath('userData'), 'chromium'));
    this.#ready.resolve();
    this.emit('ready');
  }
}

export const app = new AppDouble();

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
