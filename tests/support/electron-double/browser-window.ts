import { EventEmitter } from 'node:events';
import { preventable, type Double } from './double.ts';
import { WebContents } from './web-contents.ts';

export interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly webPreferences?: { readonly preload?: string };
}

/** A headless Chromium window. What only a screen could show is remembered or recorded. */
export class BrowserWindow extends EventEmitter {
  readonly options: WindowOptions;
  readonly webContents: WebContents;
  readonly #double: Double;
  #isVisible: boolean;
  #isMaximized = false;
  #wasReady = false;

  constructor(double: Double, options: WindowOptions = {}) {
    super();
    this.#double = double;
    this.options = options;
    this.#isVisible = options.show !== false;
    this.webContents = new WebContents(this, double);
    double.windows.add(this);
    double.app.emit('web-contents-created', {}, this.webContents);
    double.app.emit('browser-window-created', {}, this);
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address);
  }
  /** The page was loaded: the first time, the window may show itself. */
  pageIsReady(): void {
    if (!this.#wasReady) this.emit('ready-to-show');
    this.#wasReady = true;
  }
  show(): void {
    this.#isVisible = true;
  }
  isVisible(): boolean {
    return this.#isVisible;
  }
  focus(): void {
    this.#double.record('window.focus');
  }
  isFocused(): boolean {
    return this.#double.isFocused;
  }
  isMinimized(): boolean {
    return false;
  }
  maximize(): void {
    this.#isMaximized = true;
  }
  isMaximized(): boolean {
    return this.#isMaximized;
  }
  getNormalBounds() {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }
  isDestroyed(): boolean {
    return this.webContents.isDestroyed();
  }
  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented || this.isDestroyed()) return;
    this.#double.windows.delete(this);
    this.webContents.destroy();
    this.emit('closed');
    if (this.#double.windows.size === 0 && !this.#double.isQuitting) this.#double.app.emit('window-all-closed');
  }
}
