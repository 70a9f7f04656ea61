/**
 * Browser host: the console served on 127.0.0.1 by plain Node, where Electron cannot be had. Composition root, admission,
 * pages and sockets live here; the product does not, and nothing here knows Electron.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../package.json';
import { createApp } from '../core/app.ts';
import { systemAmbient } from '../host/ambient.ts';
import { endProcess } from '../host/end-process.ts';
import { readLaunchOptions } from '../host/launch-options.ts';
import { prepareProfileFolder, profileFolder } from '../host/profile-folder.ts';
import { prepareSampleDesk, samplePerson } from '../host/sample-desk.ts';
import { expectKind, prepareTrainingDesk } from '../host/training-desk.ts';
import { createAddressBook } from './address.ts';
import { createDesks, type ServedDesk } from './desks.ts';
import { loopbackPlatform } from './platform.ts';
import { serveLoopback } from './serve.ts';

const SAME_KEY_PRESS_MS = 1_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const options = readLaunchOptions(process.argv.slice(2));

const folderOf = (training: boolean): string =>
  profileFolder({ ...options, training }, { platform: process.platform, env: process.env, home: homedir() });

const desks = createDesks(async (training): Promise<ServedDesk> => {
  const folder = folderOf(training);
  prepareProfileFolder(folder);
  const app = await createApp({
    platform: {
      ...loopbackPlatform,
      openOtherDesk: async () => ({ address: (await desks.open(!training)).server.entryAddress() }),
    },
    profileFolder: folder,
    ambient: systemAmbient,
    appVersion: version,
    storeWorker: join(import.meta.dirname, 'storage-worker.cjs'),
    mailWorker: join(import.meta.dirname, 'mail-worker.cjs'),
    articleWorker: join(import.meta.dirname, 'article-worker.cjs'),
    logWorker: join(import.meta.dirname, 'log-worker.cjs'),
    readAheadWorker: join(import.meta.dirname, 'read-ahead-worker.cjs'),
    alertWorker: join(import.meta.dirname, 'alert-worker.cjs'),
    practice: training,
    samplePassphrase: options.sample ? samplePerson.passphrase : null,
    log: (line) => void process.stderr.write(`${line}\n`),
  });
  try {
    await expectKind(app, { ...options, training }, folder);
    const sentence = training
      ? await prepareTrainingDesk(app)
      : options.sample
        ? await prepareSampleDesk(app)
        : undefined;
    const server = await serveLoopback(app, {
      rendererFolder: join(import.meta.dirname, '..', 'renderer'),
      // The desk that the host was started for is the one that a person knows the port of.
      port: training === options.training ? options.port : 0,
    });
    return { app, server, sentence };
  } catch (error) {
    await app.close();
    throw error;
  }
});

const run = async (): Promise<void> => {
  const { server, sentence } = await desks.open(options.training);
  const addresses = createAddressBook();
  process.on('exit', () => addresses.remove());

  const { isTTY } = process.stdout;
  const announce = (): void => {
    if (isTTY) say(`  ${server.entryAddress()}`);
  };
  const renew = (): void => addresses.write(server.entryAddress());
  renew();
  server.onEntered(renew);
  say(`Deskside serves the console on ${server.origin} (profile ${folderOf(options.training)}).`);
  if (sentence !== undefined) say(sentence);
  if (isTTY) say('This link opens it, once; Enter makes another, Ctrl C stops:');
  else say(`The address with its one-time key is in ${addresses.file}`);
  announce();
  if (isTTY && process.stdin.isTTY) process.stdin.on('data', announce);
  if (options.open) addresses.openBrowser();

  let stoppingSince: number | undefined;
  const stop = async (): Promise<void> => {
    if (stoppingSince !== undefined) {
      // One Ctrl C comes twice, from the terminal and from npm. Asked again, the person wants out at once; the store stands that.
      if (performance.now() - stoppingSince > SAME_KEY_PRESS_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    const closed = await desks.close();
    addresses.remove();
    await endProcess(closed, () => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
};

run().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  process.stderr.write(`${code === 'EADDRINUSE' ? 'Another program listens on that port.' : message}\n`);
  process.exit(1);
});
