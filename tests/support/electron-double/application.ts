import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { preventable, type Double } from './double.ts';

export interface Package {
  readonly main: string;
  readonly version: string;
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** `electron.app`: life cycle, folders, command line, single instance. */
export class Application extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = { appendSwitch: (name: string, value = '') => this.#double.switches.set(name, value) };
  readonly #double: Double;
  readonly #package: Package;
  readonly #folders = new Map<string, string>();
  readonly #ready: Promise<void>;
  #becomeReady: () => void = () => undefined;
  #lockFile: string | undefined;

  readonly #appPath: string;
  readonly #executable: string;
  #isExiting = false;

  constructor(double: Double, described: Package, appPath: string, executable: string) {
    super();
    this.#appPath = appPath;
    this.#executable = executable;
    this.#double = double;
    this.#package = described;
    this.#ready = new Promise((resolve) => (this.#becomeReady = resolve));
  }

  isReady(): boolean {
    return this.#double.isReady;
  }
  whenReady(): Promise<void> {
    return this.#ready;
  }
  getVersion(): string {
    return this.#package.version;
  }
  setPath(name: string, folder: string): void {
    this.#folders.set(name, folder);
  }
  getAppPath(): string {
    return this.#appPath;
  }
  getPath(name: string): string {
    if (name === 'exe') return this.#executable;
    const folder = this.#folders.get(name);
    if (folder === undefined) throw new Error(`electron double: nothing set app.getPath('${name}')`);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
  enableSandbox(): void {
    if (this.#double.isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.#double.record('app.enableSandbox');
  }
  requestSingleInstanceLock(): boolean {
    const file = join(this.getPath('userData'), 'SingletonLock.double');
    try {
      if (isRunning(Number(readFileSync(file, 'utf8')))) return false;
    } catch {
      // Nobody holds it.
    }
    writeFileSync(file, String(process.pid));
    this.#lockFile = file;
    return true;
  }
  quit(): void {
    const { windows } = this.#double;
    const before = preventable({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.#double.isQuitting = true;
    for (const window of windows) window.close();
    this.#double.isQuitting = windows.size === 0;
    const will = preventable({});
    if (windows.size === 0) this.emit('will-quit', will);
    if (windows.size === 0 && !will.defaultPrevented) this.exit(0);
  }
  /** The first word counts: the browser that ends with it asks again. */
  exit(code = 0): void {
    if (this.#isExiting) return;
    this.#isExiting = true;
    if (this.#lockFile !== undefined) rmSync(this.#lockFile, { force: true });
    void Promise.resolve(this.#double.chromium?.close()).finally(() => process.exit(code));
  }
  /** Called once Chromium runs. */
  start(): void {
    this.#double.isReady = true;
    this.#becomeReady();
    this.emit('ready', {}, {});
  }
}
