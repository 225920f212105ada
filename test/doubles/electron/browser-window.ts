import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app } from './app.ts';
import { screen } from './displays.ts';
import { Preventable } from './preventable.ts';
import { tellTest } from './test-line.ts';
import { WebContentsDouble } from './web-contents.ts';

const open = new Set<BrowserWindow>();

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContentsDouble;
  readonly #bounds: Rectangle;
  /** Of a window that is asked to close while it is being asked already. */
  #closing: Promise<boolean> | null = null;

  constructor({ webPreferences = {}, ...look }: BrowserWindowConstructorOptions) {
    super();
    this.#bounds = boundsOf(look);
    this.webContents = new WebContentsDouble(webPreferences, this.#bounds);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    open.add(this);
    app.windows.add(this);
    const { id } = this.webContents;
    tellTest({ type: 'window', id, title: look.title ?? '', bounds: this.#bounds, webPreferences });
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

  getNormalBounds(): Rectangle {
    return this.#bounds;
  }

  focus(): void {
    tellTest({ type: 'focused', id: this.webContents.id });
  }

  close(): void {
    void this.tryToClose();
  }

  /** Whatever its page says. */
  destroy(): void {
    this.webContents.destroy();
    this.#gone();
  }

  /** Resolves when it is closed, or stays because its page asked for it. */
  async tryToClose(): Promise<void> {
    const event = new Preventable();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    this.#closing ??= this.webContents.close().finally(() => (this.#closing = null));
    if (await this.#closing) this.#gone();
  }

  #gone(): void {
    if (!open.delete(this)) return;
    app.windows.delete(this);
    tellTest({ type: 'closed', id: this.webContents.id });
    this.emit('closed');
    if (open.size === 0) app.allWindowsClosed();
  }
}

/** In the middle of the display, as Electron places a window that names no place. */
function boundsOf(look: BrowserWindowConstructorOptions): Rectangle {
  const { width = 800, height = 600 } = look;
  const { workArea } = screen.getPrimaryDisplay();
  return {
    x: look.x ?? Math.round((workArea.width - width) / 2),
    y: look.y ?? Math.round((workArea.height - height) / 2),
    width,
    height,
  };
}
