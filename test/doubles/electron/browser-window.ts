import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';
import { app } from './app.ts';
import { tellTest } from './test-line.ts';
import { WebContentsDouble } from './web-contents.ts';

const open = new Set<BrowserWindow>();

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContentsDouble;

  constructor({ webPreferences = {} }: BrowserWindowConstructorOptions) {
    super();
    this.webContents = new WebContentsDouble(webPreferences);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    open.add(this);
    app.windows.add(this);
    tellTest({ type: 'window', id: this.webContents.id, webPreferences });
    app.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...open];
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  reload(): void {
    this.webContents.reload();
  }

  show(): void {}
  restore(): void {}

  flashFrame(): void {}

  isMinimized(): boolean {
    return false;
  }

  isFocused(): boolean {
    return true;
  }

  focus(): void {
    tellTest({ type: 'focused', id: this.webContents.id });
  }

  close(): void {
    void this.tryToClose();
  }

  /** Resolves when it is closed, or stays because its page asked for it. */
  async tryToClose(): Promise<void> {
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    if (isPrevented) return;
    if (!(await this.webContents.close()) || !open.delete(this)) return;
    app.windows.delete(this);
    this.emit('closed');
    if (open.size === 0) app.allWindowsClosed();
  }
}
