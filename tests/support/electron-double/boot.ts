/**
 * Stands in for the Electron executable: same command line, the compiled main and preload under Node, Debian's Chromium as the
 * window, so that Playwright drives it as it drives Electron. Real here: the preload's own world, the policy of the page, Trusted
 * Types, guards, IPC with cloning. Recorded: window options and native calls. Anything else throws.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { open as openInspector } from 'node:inspector';
import Module, { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { Application, type Package } from './application.ts';
import { BrowserWindow, type WindowOptions } from './browser-window.ts';
import { Chromium } from './chromium.ts';
import { Double, type Invoked } from './double.ts';
import { createNatives, createSafeStorage } from './natives.ts';
import type { WebContents } from './web-contents.ts';

/** `electron [-r module] [--switch[=value]] APP [args]` */
const readCommandLine = (args: readonly string[]) => {
  const preloaded: string[] = [];
  const switches = new Map<string, string>();
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-r') preloaded.push(args[++at] ?? '');
    else if (arg.startsWith('--')) {
      const [name = '', value = ''] = arg.slice(2).split('=', 2);
      switches.set(name, value);
    } else break;
  }
  return { preloaded, switches, app: resolve(args[at] ?? '.') };
};

const packageAbove = (path: string): string => {
  const found = join(path, 'package.json');
  return existsSync(found) || dirname(path) === path ? found : packageAbove(dirname(path));
};

const args = process.argv.slice(2);
const { preloaded, switches, app: appPath } = readCommandLine(args);
const executable = join(dirname(process.argv[1] ?? ''), 'electron');
process.argv = [process.execPath, ...args];
const packageFile = packageAbove(statSync(appPath).isDirectory() ? appPath : dirname(appPath));
const described = JSON.parse(readFileSync(packageFile, 'utf8')) as Package;
const entry = statSync(appPath).isDirectory() ? join(appPath, described.main) : appPath;

const inspect = switches.get('inspect');
switches.delete('inspect');
const double = new Double(switches);
const app = new Application(double, described, appPath, executable);
double.app = app;
const contentsOf = (): WebContents[] => [...double.windows].map(({ webContents }) => webContents);

const ready = (isReady: boolean, what: string): void => {
  if (double.isReady !== isReady)
    throw new Error(`${what} should be called ${isReady ? 'after' : 'before'} app is ready`);
};

const electron: Readonly<Record<string, unknown>> = {
  app,
  BrowserWindow: class extends BrowserWindow {
    constructor(options?: WindowOptions) {
      ready(true, 'new BrowserWindow');
      super(double, options);
    }
    static getAllWindows = (): BrowserWindow[] => [...double.windows];
    static fromWebContents = (contents: WebContents): BrowserWindow => contents.window;
  },
  webContents: {
    fromDevToolsTargetId: (targetId: string) => contentsOf().find((contents) => contents.targetId === targetId),
  },
  ipcMain: {
    handle: (channel: string, handler: Invoked) => {
      if (double.invoked.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      double.invoked.set(channel, handler);
    },
  },
  protocol: {
    registerSchemesAsPrivileged: (schemes: readonly { readonly scheme: string }[]) => {
      ready(false, 'protocol.registerSchemesAsPrivileged');
      for (const { scheme } of schemes) double.schemes.add(scheme);
    },
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) => {
      ready(true, 'protocol.handle');
      double.protocolHandlers.set(scheme, handler);
    },
  },
  session: { defaultSession: double.session },
  safeStorage: createSafeStorage(process.env),
  ...createNatives(double),
  /** Only here: what main asked of the system, and its door as any frame might knock on it. */
  __double: double,
};

const strict = new Proxy(electron, {
  get: (target, name) => {
    if (typeof name === 'symbol' || name in target || name === 'then' || name === '__esModule')
      return Reflect.get(target, name) as unknown;
    throw new Error(`electron double: electron.${name} is not emulated`);
  },
});

type Load = (request: string, ...rest: readonly unknown[]) => unknown;
const loader = Module as unknown as { _load: Load };
const load = loader._load;
loader._load = (request, ...rest) => (request === 'electron' ? strict : load.call(Module, request, ...rest));

/** A window shares its opener's thread and stops it until whoever drives the browser has let it start: closed before that, both would hang. */
const LET_START_MS = 1_000;

/** `window.open` was answered already; whatever Chromium opened nevertheless goes. */
const closePopups = (chromium: Chromium): void => {
  chromium.browser.on('Target.targetCreated', ({ targetInfo }) => {
    const isOurs = contentsOf().some(({ targetId }) => targetId === targetInfo.targetId);
    if (targetInfo.type !== 'page' || targetInfo.openerId === undefined || isOurs) return;
    setTimeout(() => {
      void chromium.browser.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => undefined);
    }, LET_START_MS);
  });
};

const boot = async (): Promise<void> => {
  const { chromium, address } = await Chromium.launch(process.env.CHROMIUM ?? '/usr/bin/chromium', switches);
  double.chromium = chromium;
  chromium.onExit(() => app.exit(0));
  closePopups(chromium);
  await chromium.browser.send('Target.setDiscoverTargets', { discover: true });
  if (switches.has('remote-debugging-port')) process.stderr.write(`DevTools listening on ${address}\n`);
  app.start();
};

if (inspect !== undefined) openInspector(Number(inspect), '127.0.0.1');
const require = createRequire(entry);
for (const module of preloaded) require(resolve(module));
require(entry);
setImmediate(() => {
  boot().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
});
