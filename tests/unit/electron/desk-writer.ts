/**
 * A console that is killed: `create` makes profile after profile in a folder, `work` opens one and numbers tickets, with the checkpoints of
 * the product, `open` opens one. Says on standard output what it has done; ends only by a signal.
 */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { auditHandlers } from '#core/audit/handlers.ts';
import { DeskKeeper } from '#core/desk-keeper.ts';
import { newDevice } from '#core/device-identity.ts';
import { succeed } from '#shared/base/result.ts';

const [mode = '', folder = '', keyHex = ''] = process.argv.slice(2);
const key = Uint8Array.from(Buffer.from(keyHex, 'hex'));
const ambient = {
  now: () => new Date(),
  mono: () => performance.now(),
  randomBytes: (length: number) => Uint8Array.from(randomBytes(length)),
};
const keeperOf = (profileFolder: string): DeskKeeper =>
  new DeskKeeper({ profileFolder, ambient, host: 'test', appVersion: '0.0.0', storeWorker: null });
const say = (word: string): boolean => process.stdout.write(`${word}\n`);

const create = async (): Promise<void> => {
  for (let count = 1; ; count++) {
    const profile = join(folder, String(count));
    await mkdir(profile);
    await keeperOf(profile).create(key, { desk: 'Northgate desk', device: newDevice(ambient) });
    say(String(count));
  }
};

const work = async (): Promise<void> => {
  const state = await keeperOf(folder).open(key);
  if (state.state !== 'open') throw new Error(state.state);
  const { desk } = state;
  auditHandlers(desk);
  for (let count = 1; ; count++) {
    const made = await desk.commit(desk.deviceActor, (unit) => {
      // A sign-in now and then: checkpoints, and with them the mark, move up.
      unit.audit({ action: count % 7 === 0 ? 'session.signIn' : 'ticket.create', object: null });
      return succeed(unit.nextNumber('INC'));
    });
    if (made.ok) say(made.value);
  }
};

const open = async (): Promise<void> => {
  say('opening');
  await keeperOf(folder).open(key);
  say('opened');
};

const run = { create, work, open }[mode];
if (!run) throw new Error(`no such mode: ${mode}`);
setInterval(() => undefined, 60_000);
void run();
