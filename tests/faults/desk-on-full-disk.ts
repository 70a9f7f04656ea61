/**
 * A desk that is opened on a disk that is really full: it can be read, and once there is room it goes on by itself, under its own identity where
 * that is this laptop's, and under a new one where it was copied.
 */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { DeskKeeper } from '#core/desk-keeper.ts';
import { succeed } from '#shared/base/result.ts';
import { samplePerson } from '../../electron/host/sample-desk.ts';
import { askOver, wholeApp } from '../support/whole-app.ts';
import { theKey } from './host.ts';
import { scratchFolder, type Scenario, type Tally } from './scenario.ts';
import { fillWithBallast, mount, unmount } from './small-disk.ts';

const MEGABYTES = 32;
const LONGEST_WAIT_MS = 60_000;

const keeperAt = (profileFolder: string): DeskKeeper =>
  new DeskKeeper({
    profileFolder,
    ambient: {
      now: () => new Date(),
      mono: () => performance.now(),
      randomBytes: (length) => Uint8Array.from(randomBytes(length)),
    },
    host: 'faults',
    appVersion: '0.0.0',
    storeWorker: null,
  });

/** A number that was given and is on the disk; else why not. */
const take = async (keeper: DeskKeeper): Promise<{ readonly number: string } | { readonly refused: string }> => {
  const { desk } = keeper;
  if (!desk) return { refused: `the desk is ${keeper.state.state}` };
  const made = await desk.commit(desk.deviceActor, (unit) => {
    unit.audit({ action: 'ticket.create', object: null });
    return succeed(unit.nextNumber('INC'));
  });
  return made.ok ? { number: made.value } : { refused: made.failure.code };
};

const taken = async (keeper: DeskKeeper): Promise<string> => {
  const made = await take(keeper);
  if ('refused' in made) throw new Error(made.refused);
  return made.number;
};

/** Opens `profile` on the full disk, frees it, and works on. Answers what went wrong. */
const openFull = async (
  profile: string,
  isCopy: boolean,
  free: () => void,
  before: readonly string[],
): Promise<readonly string[]> => {
  const keeper = keeperAt(profile);
  try {
    const opened = await keeper.open(theKey);
    if (opened.state !== 'open') return [`it opened as ${opened.state}`];
    const problems: string[] = [];
    const code = opened.desk.device.code;
    const early = await take(keeper);
    if (!('refused' in early) || early.refused !== 'storage.full') problems.push(`full: ${JSON.stringify(early)}`);
    // Whoever writes at the very moment when it may be written to.
    const numbers: string[] = [];
    const { desk } = opened;
    desk.onStatus(({ state }) => {
      if (state !== 'ok') return;
      void desk
        .commit(desk.deviceActor, (unit) => {
          unit.audit({ action: 'ticket.create', object: null });
          return succeed(unit.nextNumber('INC'));
        })
        .then((made) => made.ok && numbers.push(made.value));
    });
    free();
    const until = performance.now() + LONGEST_WAIT_MS;
    let later = await take(keeper);
    for (; 'refused' in later && performance.now() < until; later = await take(keeper)) await wait(50);
    if ('refused' in later) return [...problems, `with room again: ${later.refused}`];
    numbers.push(later.number, await taken(keeper));
    if (new Set([...before, ...numbers]).size !== before.length + numbers.length)
      problems.push(`of ${numbers.join(', ')} one was given before`);
    // The desk that it was copied from gives the numbers under that code.
    if (isCopy && numbers.some((number) => number.includes(code)))
      problems.push(`under the code of another it gave ${numbers.join(', ')}`);
    const after = keeper.desk?.device.code;
    if ((after === code) === isCopy) problems.push(`its code was ${code} and is ${after}`);
    if (isCopy && keeper.state.state === 'open' && keeper.state.renewal?.cause !== 'copied')
      problems.push('nobody is told of its new identity');
    await keeper.close();
    const again = await keeper.open(theKey);
    if (again.state !== 'open' || again.renewal !== null || again.desk.device.code !== after)
      problems.push('opened once more it is another');
    return problems;
  } finally {
    await keeper.close();
  }
};

const openOwnAndCopy = async (folder: string, tally: Tally): Promise<void> => {
  const own = path.join(folder, 'own');
  const keeper = keeperAt(own);
  const made = await keeper.create(theKey, {
    desk: 'Northgate desk',
    device: { id: 'device:01J0000000000000000000000D', code: '7K3Q' },
  });
  if (!made.ok) throw new Error(made.failure.message);
  const before = [await taken(keeper), await taken(keeper)];
  await keeper.close();
  const copy = path.join(folder, 'copy');
  cpSync(own, copy, { recursive: true });
  tally.check('its own', await openFull(own, false, fillWithBallast(folder), before));
  tally.check('a copy', await openFull(copy, true, fillWithBallast(folder), before));
  tally.check('signed in to', await signInFull(path.join(folder, 'console'), () => fillWithBallast(folder)));
};

/** Somebody signs in while the disk is full: the console shows the desk, takes a ticket once there is room, and the trail tells of both. */
const signInFull = async (profile: string, fill: () => () => void): Promise<readonly string[]> => {
  const first = await wholeApp(profile);
  const made = first.connect(() => undefined);
  await askOver(made)('accounts.setUp', { ...samplePerson, sample: false });
  made.close();
  await first.close();
  const free = fill();
  const app = await wholeApp(profile);
  const told: string[] = [];
  const connection = app.connect((notice) => {
    if (notice.name === 'storage.changed') told.push(notice.status.state);
  });
  const ask = askOver(connection);
  try {
    const locked = await ask('app.status', {});
    const userId = locked.state === 'locked' ? (locked.people[0]?.userId ?? '') : '';
    const open = await ask('accounts.signIn', { userId, passphrase: samplePerson.passphrase });
    if (open.state !== 'open') return [`signed in on the full disk it is ${open.state}`];
    const problems: string[] = [];
    if (open.storage.state !== 'read-only') problems.push('on the full disk it says that it saves');
    free();
    const until = performance.now() + LONGEST_WAIT_MS;
    while (!told.includes('ok') && performance.now() < until) await wait(50);
    if (!told.includes('ok')) return [...problems, 'nobody is told that it saves again'];
    const status = await ask('app.status', {});
    if (status.state !== 'open' || status.renewal !== null) problems.push(`afterwards it is ${status.state}`);
    await ask('drafts.save', { key: 'new-ticket:1', fields: { title: 'typed as soon as there was room' } });
    const isTold = async (): Promise<boolean> => {
      const asked = { before: null, count: 100, result: null, text: 'session.signIn', objectId: null };
      return (await ask('audit.page', asked)).entries.some(({ entry }) => entry.after !== null);
    };
    while (!(await isTold()) && performance.now() < until) await wait(50);
    if (!(await isTold())) problems.push('the trail does not tell who came in');
    return problems;
  } finally {
    connection.close();
    await app.close();
  }
};

export const deskOnFullDisk: Scenario = {
  name: 'desk-on-full-disk',
  title: 'a desk opened on a full disk',
  shares: 1,
  run: async (_share, tally) => {
    const folder = scratchFolder('disk');
    const reason = mount(folder, MEGABYTES);
    if (reason !== undefined) {
      tally.skip(reason);
      return;
    }
    try {
      await openOwnAndCopy(folder, tally);
    } finally {
      tally.check('unmounted', unmount(folder));
    }
  },
};
