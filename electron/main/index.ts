/**
 * Desktop host: composition root of the Electron main process. Window, page scheme, guards, bridge and keychain live in this
 * folder, and with the preload script it is all that knows Electron. The product does not live here.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, dialog, powerMonitor, session, type BrowserWindow } from 'electron';
import { TRAINING_MARK } from '#shared/practice/mark.ts';
import { createApp, type App } from '../core/app.ts';
import { systemAmbient } from '../host/ambient.ts';
import { endProcess } from '../host/end-process.ts';
import { readLaunchOptions } from '../host/launch-options.ts';
import { expectKind, prepareTrainingDesk } from '../host/training-desk.ts';
import { prepareProfileFolder, profileFolder } from '../host/profile-folder.ts';
import { prepareSampleDesk, samplePerson } from '../host/sample-desk.ts';
import { guardAllContents, guardSession } from './guard.ts';
import { serveBridge } from './ipc.ts';
import { installMenu } from './menu.ts';
import { startOtherDesk } from './other-desk.ts';
import { PAGE_ADDRESS } from './page-address.ts';
import { registerPageScheme, servePage } from './page.ts';
import { createDesktopPlatform } from './platform.ts';
import { openConsoleWindow } from './window.ts';

const options = readLaunchOptions(process.argv.slice(1));
const folder = profileFolder(options, {
  platform: process.platform,
  env: process.env,
  home: homedir(),
});

/** Chromium's own files, and with them the single-instance lock: one window per profile, several profiles side by side. */
const chooseFolders = (): void => {
  prepareProfileFolder(folder);
  app.setPath('userData', join(folder, 'window'));
};

let core: App | undefined;
let window: BrowserWindow | undefined;

const lockWhenThePersonLeaves = (core: App): void => {
  powerMonitor.on('lock-screen', () => void core.lockAll());
  powerMonitor.on('suspend', () => void core.lockAll());
};

const start = async (): Promise<void> => {
  await app.whenReady();
  // Windows shows notices of a program that it knows by this name alone.
  if (process.platform === 'win32') app.setAppUserModelId('org.deskside.console');
  guardSession(session.defaultSession);
  servePage(join(import.meta.dirname, '..', 'renderer'));
  installMenu(app.isPackaged);
  const platform = await createDesktopPlatform(() => window);
  const made = await createApp({
    platform: { ...platform, openOtherDesk: () => startOtherDesk(options) },
    profileFolder: folder,
    ambient: systemAmbient,
    appVersion: app.getVersion(),
    storeWorker: join(import.meta.dirname, 'storage-worker.cjs'),
    mailWorker: join(import.meta.dirname, 'mail-worker.cjs'),
    articleWorker: join(import.meta.dirname, 'article-worker.cjs'),
    logWorker: join(import.meta.dirname, 'log-worker.cjs'),
    readAheadWorker: join(import.meta.dirname, 'read-ahead-worker.cjs'),
    alertWorker: join(import.meta.dirname, 'alert-worker.cjs'),
    practice: options.training,
    samplePassphrase: options.sample ? samplePerson.passphrase : null,
    log: (line) => void process.stderr.write(`${line}\n`),
  });
  try {
    await expectKind(made, options, folder);
  } catch (error) {
    await made.close();
    throw error;
  }
  core = made;
  if (options.training) process.stdout.write(`${await prepareTrainingDesk(core)}\n`);
  else if (options.sample) process.stdout.write(`${await prepareSampleDesk(core)}\n`);
  serveBridge(core);
  lockWhenThePersonLeaves(core);
  const title = options.training ? `${TRAINING_MARK} · Deskside` : 'Deskside';
  window = openConsoleWindow(join(import.meta.dirname, '..', 'preload', 'index.cjs'), title);
  window.on('closed', () => {
    window = undefined;
  });
  await window.loadURL(PAGE_ADDRESS);
};

/** The store is sealed before the process ends, whichever way the person left. */
const sealBeforeQuitting = (): void => {
  let isSealed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isSealed || core === undefined) return;
    event.preventDefault();
    const closing = core;
    void closing.close().finally(() => {
      isSealed = true;
      void endProcess([closing], () => app.quit());
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
};

const fail = (error: unknown): void => {
  // The person closed the window before its page was there.
  if (core !== undefined && window === undefined) return;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  dialog.showErrorBox('Deskside', message);
  app.exit(1);
};

app.enableSandbox();
registerPageScheme();
guardAllContents();
chooseFolders();
if (app.requestSingleInstanceLock()) {
  sealBeforeQuitting();
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  start().catch(fail);
} else app.quit();
