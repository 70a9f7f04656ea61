import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeCheckedJson } from '#core/accounts/checked-json.ts';
import { KEY_COPIES } from '#core/accounts/key-store.ts';
import { DeskKeeper } from '#core/desk-keeper.ts';
import type { DeviceRecord } from '#core/device-identity.ts';
import { isTrainingCode } from '#shared/practice/device-code.ts';
import { permitSync } from '#shared/practice/sync.ts';
import type { Json } from '#shared/base/result.ts';
import { succeed } from '#shared/base/result.ts';
import {
  damageStore,
  failureOf,
  onlyPerson,
  openConsole,
  passphrase,
  setUp,
  temporaryFolder,
  valueOf,
  type ConsoleOptions,
  type TestConsole,
} from '../accounts/console.ts';
import { testAmbient } from '../../../support/desk-folder.ts';

const trainee = 'practise without worry';

let folder: string;
let remove: () => Promise<void>;
const consoles: TestConsole[] = [];

const start = async (options: ConsoleOptions = {}): Promise<TestConsole> => {
  const made = await openConsole(folder, options);
  consoles.push(made);
  return made;
};
const training = (options: ConsoleOptions = {}): Promise<TestConsole> => start({ ...options, isPractice: true });

/** A training desk with somebody at it. */
const prepared = async (): Promise<TestConsole> => {
  const made = await training();
  expect(valueOf(await made.accounts.startOver('a')).state).toBe('open');
  return made;
};

const deviceOf = ({ keeper }: TestConsole): DeviceRecord => {
  if (!keeper.desk) throw new Error('the desk is closed');
  return keeper.desk.device;
};

const writeTicket = async ({ keeper }: TestConsole): Promise<string> => {
  const { desk } = keeper;
  if (!desk) throw new Error('the desk is closed');
  return valueOf(
    await desk.commit(desk.deviceActor, (unit) => {
      unit.audit({ action: 'ticket.create', object: null });
      return succeed(unit.nextNumber('INC'));
    }),
  );
};

/** Changes the key files as somebody with an editor and the checksum would. */
const rewriteKeys = async (change: (body: { profile: string }) => object): Promise<void> => {
  for (const file of KEY_COPIES) {
    const path = join(folder, file);
    const { body } = JSON.parse(await readFile(path, 'utf8')) as { readonly body: { profile: string } };
    await writeFile(path, encodeCheckedJson(change(body) as Json));
  }
};

beforeEach(async () => {
  const temporary = await temporaryFolder();
  folder = temporary.path;
  remove = () => temporary.remove();
});
afterEach(async () => {
  for (const each of consoles.splice(0)) await each.close();
  await remove();
});

describe('a training desk', () => {
  it('is one by its keys and by its store, gives numbers that are known for it, and is never permitted to sync', async () => {
    const made = await prepared();
    expect(made.accounts.statusOf('a')).toMatchObject({ state: 'open', practice: true, desk: 'Training desk 培训台' });
    expect(made.accounts.statusOf('elsewhere')).toMatchObject({
      state: 'locked',
      practice: true,
      samplePassphrase: trainee,
    });
    const { code, practice } = deviceOf(made);
    expect([isTrainingCode(code), practice]).toEqual([true, true]);
    expect(await writeTicket(made)).toBe(`INC-${code}-000001`);
    expect(made.keeper.desk && permitSync(made.keeper.desk)).toMatchObject({
      failure: { code: 'practice.never-syncs' },
    });
  });

  it('stays one whoever opens it, and is not set up anew as another', async () => {
    await (await prepared()).close();
    const again = await start();
    expect(again.accounts.statusOf('a')).toMatchObject({ state: 'locked', practice: true });
    const person = onlyPerson(again.accounts.statusOf('a'));
    valueOf(await again.call('a', 'accounts.signIn', { userId: person, passphrase: trainee }));
    expect(again.accounts.statusOf('a')).toMatchObject({ state: 'open', practice: true });
    const anew = { desk: 'North', name: 'x', displayName: 'X', passphrase, sample: false };
    expect(failureOf(await again.call('b', 'accounts.setUp', anew))).toBe('profile.already-set-up');
  });

  it('cannot be taken for a real one by an edit of its key file: no key slot opens then', async () => {
    const made = await prepared();
    const person = onlyPerson(made.accounts.statusOf('elsewhere'));
    await made.close();
    await rewriteKeys((body) => ({ ...body, profile: body.profile.replace('practice:', 'profile:') }));
    const forged = await start();
    expect(failureOf(await forged.call('a', 'accounts.signIn', { userId: person, passphrase: trainee }))).toBe(
      'auth.wrong-passphrase',
    );
    await forged.close();
    await rewriteKeys((body) => ({ ...body, profile: body.profile.replace('profile:', 'practice:') }));
    const back = await start();
    valueOf(await back.call('a', 'accounts.signIn', { userId: person, passphrase: trainee }));
  });

  it('keeps its mark in a store that another device identity is given to, and in one that has lost its identity', async () => {
    const key = new Uint8Array(32).fill(7);
    const keeper = (): DeskKeeper =>
      new DeskKeeper({
        profileFolder: folder,
        ambient: testAmbient(),
        host: 'test',
        appVersion: '0.0.0',
        storeWorker: null,
      });
    const plan = { desk: 'Training desk', device: { id: 'device:01J0000000000000000000000D', code: 'TR3Q' } };
    const first = keeper();
    valueOf(await first.create(key, { ...plan, isPractice: true }));
    await first.close();
    await rm(join(folder, 'device-mark'));
    // Nobody tells it: its own word is enough.
    const copied = keeper();
    const opened = await copied.open(key);
    if (opened.state !== 'open') throw new Error(opened.state);
    expect(opened.renewal?.cause).toBe('unmarked');
    expect(opened.desk).toMatchObject({ isPractice: true, device: { practice: true } });
    expect(isTrainingCode(opened.desk.device.code)).toBe(true);
    await copied.close();
  });

  it('shows what it is while its store is damaged', async () => {
    const made = await prepared();
    const person = onlyPerson(made.accounts.statusOf('elsewhere'));
    await made.close();
    await damageStore(folder, 0.5);
    const damaged = await start();
    valueOf(await damaged.call('a', 'accounts.signIn', { userId: person, passphrase: trainee }));
    expect(damaged.accounts.statusOf('a')).toMatchObject({ state: 'damaged', practice: true });
    // A fresh one is the shortest way out.
    expect(valueOf(await damaged.accounts.startOver('a'))).toMatchObject({ state: 'open', practice: true });
  });
});

describe('starting afresh', () => {
  it('leaves nothing of the desk before: other keys, another device, a trail that begins anew, everybody else signed out', async () => {
    const made = await prepared();
    const before = deviceOf(made);
    await writeTicket(made);
    const keysBefore = await readFile(join(folder, KEY_COPIES[0]), 'utf8');
    const person = onlyPerson(made.accounts.statusOf('elsewhere'));
    valueOf(await made.call('b', 'accounts.signIn', { userId: person, passphrase: trainee }));

    expect(valueOf(await made.accounts.startOver('a'))).toMatchObject({ state: 'open', practice: true });
    expect(made.accounts.statusOf('b').state).toBe('locked');
    const after = deviceOf(made);
    expect(after.id).not.toBe(before.id);
    expect(after.publicKey).not.toBe(before.publicKey);
    expect(after.former).toBeUndefined();
    expect(await writeTicket(made)).toBe(`INC-${after.code}-000001`);
    expect((await made.trail()).map(({ action }) => action)).not.toContain('session.end');
    expect((await readdir(folder)).filter((name) => name.startsWith('unfinished'))).toEqual([]);
    // The keys of the desk before open nothing any more, put back or not.
    await made.close();
    for (const file of KEY_COPIES) await writeFile(join(folder, file), keysBefore);
    const putBack = await start();
    expect(failureOf(await putBack.call('a', 'accounts.signIn', { userId: person, passphrase: trainee }))).toBe(
      'profile.keys-damaged',
    );
  });

  it('is possible from the lock screen, for who has lost the passphrase', async () => {
    const made = await prepared();
    valueOf(await made.call('a', 'accounts.changePassphrase', { current: trainee, next: 'forgotten at once' }));
    valueOf(await made.call('a', 'accounts.lock', {}));
    expect(valueOf(await made.accounts.startOver('b'))).toMatchObject({ state: 'open' });
    expect(made.accounts.statusOf('a')).toMatchObject({ state: 'locked', samplePassphrase: trainee });
  });

  it('is refused on a desk that people work on, which is as it was', async () => {
    const real = await start();
    await setUp(real);
    const { id, code, practice } = deviceOf(real);
    expect([isTrainingCode(code), practice]).toEqual([false, undefined]);
    expect(failureOf(await real.accounts.startOver('a'))).toBe('practice.wrong-desk');
    expect(failureOf(await real.accounts.startOver('nobody'))).toBe('practice.wrong-desk');
    expect(real.accounts.statusOf('a')).toMatchObject({ state: 'open', practice: false });
    expect(deviceOf(real).id).toBe(id);
    expect(real.keeper.desk && permitSync(real.keeper.desk).ok).toBe(true);
    await real.close();
    // Neither does a host that takes the folder for a training desk.
    const mistaken = await training();
    expect(failureOf(await mistaken.accounts.startOver('a'))).toBe('practice.wrong-desk');
    expect(mistaken.accounts.statusOf('a')).toMatchObject({ state: 'locked', practice: false });
  });

  it('is refused where there is nothing yet and a real desk is to be, and where the keys cannot be read', async () => {
    const empty = await start();
    expect(failureOf(await empty.accounts.startOver('a'))).toBe('practice.wrong-desk');
    await empty.close();
    await (await prepared()).close();
    for (const file of KEY_COPIES) await writeFile(join(folder, file), 'no keys');
    const unreadable = await training();
    expect(failureOf(await unreadable.accounts.startOver('a'))).toBe('practice.wrong-desk');
    expect(await readdir(folder)).toContain('store');
  });

  it('waits for a job that is at work, and ends nobody’s session meanwhile', async () => {
    const made = await prepared();
    const letGo = made.keeper.hold();
    expect(failureOf(await made.accounts.startOver('a'))).toBe('practice.at-work');
    expect(made.accounts.statusOf('a').state).toBe('open');
    letGo();
    expect(valueOf(await made.accounts.startOver('a')).state).toBe('open');
  });

  it('takes nothing from under another console that has the desk open', async () => {
    const made = await prepared();
    const { id } = deviceOf(made);
    const other = await training();
    expect(failureOf(await other.accounts.startOver('a'))).toBe('profile.in-use');
    expect(made.accounts.statusOf('a').state).toBe('open');
    expect(deviceOf(made).id).toBe(id);
  });

  it('cut short by the disk leaves a profile to be made anew, and the next try makes it', async () => {
    await (await prepared()).close();
    const stuck = await training({ unremovable: new Set(['store']) });
    expect(failureOf(await stuck.accounts.startOver('a'))).toBe('storage.failed');
    expect(stuck.accounts.statusOf('a')).toMatchObject({ state: 'needs-setup', practice: true });
    await stuck.close();
    const next = await training();
    expect(next.accounts.statusOf('a')).toMatchObject({ state: 'needs-setup', practice: true });
    expect(valueOf(await next.accounts.startOver('a'))).toMatchObject({ state: 'open', practice: true });
  });
});
