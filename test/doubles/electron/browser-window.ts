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
  hide(): void {}
  restore(): void {}

  isMinimized(): boolean {
    return false;
  }

  focus(): void {
    tellTest({ type: 'focused', id: this.webContents.id });
  }

  /** The window is gone for the program at once; its page follows. */
  close(): void {
    if (!open.delete(this)) return;
    void this.webContents.close();
    this.emit('closed');
    if (open.size === 0) app.allWindowsClosed();
  }
}
