import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DeskKeeper } from '#core/desk-keeper.ts';
import { auditRules, deskSchema } from '#core/desk-schema.ts';
import { Desk } from '#core/desk.ts';
import { DeviceMark } from '#core/device-mark.ts';
import { auditHandlers } from '#core/audit/handlers.ts';
import { identityOf, isSameFile } from '#core/place.ts';
import { Blobs } from '#core/storage/blobs/blobs.ts';
import { openStore } from '#core/storage/index.ts';
import type { DeviceRenewal } from '#shared/accounts/renewal.ts';
import type { AuditEntry } from '#shared/audit/entry.ts';
import { succeed } from '#shared/base/result.ts';
import { buildWorker } from '../../support/build-worker.ts';
import { testAmbient } from '../../support/desk-folder.ts';

const key = new Uint8Array(32).fill(7);
const plan = { desk: 'Northgate desk', device: { id: 'device:01J0000000000000000000000D', code: '7K3Q' } };

let place: string;
/** Where the profile under test lies. */
let profile: string;
const keepers: DeskKeeper[] = [];
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'deskside-identity-'));
  profile = join(place, 'profile');
});
afterEach(async () => {
  for (const keeper of keepers.splice(0)) await keeper.close();
  await rm(place, { recursive: true, force: true });
});

const keeperAt = (profileFolder: string, machine?: string): DeskKeeper => {
  const keeper = new DeskKeeper({
    profileFolder,
    ambient: testAmbient(),
    host: 'test',
    appVersion: '0.0.0',
    storeWorker: null,
    ...(machine === undefined ? {} : { machineId: () => Promise.resolve(machine) }),
  });
  keepers.push(keeper);
  return keeper;
};

interface Opened {
  readonly keeper: DeskKeeper;
  readonly desk: Desk;
  readonly renewal: DeviceRenewal | null;
}

const open = async (folder = profile, machine?: string): Promise<Opened> => {
  const keeper = keeperAt(folder, machine);
  const state = await keeper.open(key);
  if (state.state !== 'open') throw new Error(`the desk is ${state.state}`);
  return { keeper, desk: state.desk, renewal: state.renewal };
};

const number = async ({ desk }: Pick<Opened, 'desk'>): Promise<string> => {
  const made = await desk.commit(desk.deviceActor, (unit) => {
    unit.audit({ action: 'ticket.create', object: null });
    return succeed(unit.nextNumber('INC'));
  });
  if (!made.ok) throw new Error(made.failure.message);
  return made.value;
};
const numbers = async (opened: Pick<Opened, 'desk'>, count: number): Promise<readonly string[]> => {
  const given: string[] = [];
  for (let each = 0; each < count; each++) given.push(await number(opened));
  return given;
};

const firstEntry = async (desk: Desk): Promise<AuditEntry> =>
  JSON.parse((await desk.readAudit(1, 1))[0] ?? '') as AuditEntry;

/** A desk with `entries` entries besides the first, closed. */
const make = async (entries: number, machine?: string): Promise<void> => {
  await mkdir(profile);
  const keeper = keeperAt(profile, machine);
  const made = await keeper.create(key, plan);
  if (!made.ok) throw new Error(made.failure.message);
  await numbers({ desk: made.value }, entries);
  await keeper.close();
};

const copyTo = async (name: string): Promise<string> => {
  const copy = join(place, name);
  await cp(profile, copy, { recursive: true, preserveTimestamps: true });
  return copy;
};

const markFile = (): string => join(profile, 'device-mark');

describe('a profile that stays where it is', () => {
  it('keeps its identity, its chain and its numbers, time and again', async () => {
    await make(3);
    for (let time = 0; time < 3; time++) {
      const opened = await open();
      expect(opened.renewal).toBeNull();
      expect(await number(opened)).toBe(`INC-7K3Q-00000${time + 4}`);
      await opened.keeper.close();
    }
    expect((await open()).desk.auditHead.seq).toBe(7);
  });

  it('keeps it when its folder is renamed', async () => {
    await make(3);
    const elsewhere = join(place, 'renamed');
    await rename(profile, elsewhere);
    const opened = await open(elsewhere);
    expect(opened.renewal).toBeNull();
    expect(await number(opened)).toBe('INC-7K3Q-000004');
  });

  it('tells nothing by its mark', async () => {
    await make(3, 'a-machine');
    const mark = await readFile(markFile(), 'latin1');
    for (const word of ['device', 'a-machine', '01J0000000000000000000000D', 'seq', '7K3Q'])
      expect(mark.slice('deskside-mark 1\n'.length)).not.toContain(word);
  });
});

describe('a copied profile', () => {
  it('goes on under another identity, which names the old head; the original is not disturbed', async () => {
    await make(5);
    const copy = await copyTo('copy');
    const [first, second] = [await open(), await open(copy)];
    expect(first.renewal).toBeNull();
    expect(second.renewal).toEqual({ cause: 'copied', code: second.desk.device.code, formerCode: '7K3Q' });
    expect(second.desk.device.id).not.toBe(first.desk.device.id);
    expect(second.desk.device.publicKey).not.toBe(first.desk.device.publicKey);
    expect(second.desk.records.has(`deviceKey:${plan.device.id}`)).toBe(false);
    const { seq, hash } = first.desk.auditHead;
    expect(await firstEntry(second.desk)).toMatchObject({
      action: 'device.renew',
      actor: second.desk.device.id,
      reason: 'copied',
      before: { device: plan.device.id, code: '7K3Q', seq, hash },
      after: { code: second.desk.device.code },
      device: second.desk.device.id,
      prev: '0'.repeat(64),
    });
    // Both work on: no number is given twice, and neither chain has an entry that the other one has under another hash.
    const given = [...(await numbers(first, 4)), ...(await numbers(second, 4))];
    expect(new Set(given).size).toBe(8);
    expect(second.desk.chainOf(plan.device.id).head).toEqual({ seq, hash });
    expect(first.desk.auditHead.seq).toBe(seq + 4);
    await Promise.all([first.keeper.close(), second.keeper.close()]);
    expect((await open()).renewal).toBeNull();
    expect((await open(copy)).renewal).toBeNull();
  });

  it('on another machine, with folder and files as they were', async () => {
    await make(3, 'one');
    expect((await open(profile, 'another')).renewal).toMatchObject({ cause: 'copied' });
  });

  it('is recognised when it takes the place of the original, whose inode is free again', async () => {
    await make(3);
    const copy = await copyTo('copy');
    await rm(profile, { recursive: true });
    await cp(copy, profile, { recursive: true, preserveTimestamps: true });
    expect((await open()).renewal).toMatchObject({ cause: 'copied' });
  });

  it('copied again and again is another laptop each time', async () => {
    await make(1);
    const ids = new Set<string>();
    let from = profile;
    for (let generation = 0; generation < 4; generation++) {
      const opened = await open(from);
      ids.add(opened.desk.device.id);
      expect(opened.desk.ownDevices).toHaveLength(generation + 1);
      await opened.keeper.close();
      const next = join(place, `copy ${generation}`);
      await cp(from, next, { recursive: true });
      from = next;
    }
    expect(ids.size).toBe(4);
  });
});

describe('an older state put back', () => {
  it('the store alone: repeats no number, and says how far the chain had come', async () => {
    await make(2);
    await cp(join(profile, 'store'), join(place, 'older'), { recursive: true });
    const opened = await open();
    const given = await numbers(opened, 5);
    const lost = opened.desk.auditHead;
    await opened.keeper.close();
    await rm(join(profile, 'store'), { recursive: true });
    await cp(join(place, 'older'), join(profile, 'store'), { recursive: true });

    const back = await open();
    expect(back.renewal).toMatchObject({ cause: 'rolled-back', formerCode: '7K3Q' });
    expect(await firstEntry(back.desk)).toMatchObject({
      reason: 'rolled-back',
      before: { device: plan.device.id, seq: 3, known: { device: plan.device.id, ...lost } },
    });
    expect(given).not.toContain(await number(back));
  });

  it('the whole profile, into the folder that was there', async () => {
    await make(2);
    const older = await copyTo('older');
    const opened = await open();
    await numbers(opened, 5);
    await opened.keeper.close();
    for (const name of await readdir(profile)) await rm(join(profile, name), { recursive: true });
    for (const name of await readdir(older)) await cp(join(older, name), join(profile, name), { recursive: true });
    expect((await open()).renewal).toMatchObject({ cause: 'copied' });
  });

  it('from before a renewal', async () => {
    await make(2);
    await cp(join(profile, 'store'), join(place, 'older'), { recursive: true });
    await rm(markFile());
    const renewed = await open();
    const lost = renewed.desk.device.id;
    await number(renewed);
    await renewed.keeper.close();
    await rm(join(profile, 'store'), { recursive: true });
    await cp(join(place, 'older'), join(profile, 'store'), { recursive: true });
    const back = await open();
    expect(back.renewal).toMatchObject({ cause: 'rolled-back', formerCode: '7K3Q' });
    expect(await firstEntry(back.desk)).toMatchObject({
      before: { device: plan.device.id, known: { device: lost, seq: 2 } },
    });
    expect(back.desk.ownDevices).toEqual([back.desk.device.id, lost, plan.device.id]);
  });

  it('and lengthened past where the chain had come, by a program that keeps no mark', async () => {
    await make(2);
    await cp(join(profile, 'store'), join(place, 'older'), { recursive: true });
    const opened = await open();
    await numbers(opened, 2);
    await opened.keeper.close();
    await rm(join(profile, 'store'), { recursive: true });
    await cp(join(place, 'older'), join(profile, 'store'), { recursive: true });
    const ambient = testAmbient();
    const opening = await openStore({
      folder: join(profile, 'store'),
      key,
      now: ambient.now,
      schema: deskSchema,
      worker: null,
    });
    if (opening.state !== 'open') throw new Error(opening.state);
    const blobs = new Blobs(join(profile, 'blobs'), key);
    const desk = Desk.open({ store: opening.store, blobs, ambient, host: 'test', appVersion: '0.0.0', auditRules });
    if (!desk) throw new Error('no identity');
    await numbers({ desk }, 5);
    await desk.close();
    expect((await open()).renewal).toMatchObject({ cause: 'rolled-back' });
  });
});

describe('the mark', () => {
  it('lost, emptied, or of another desk: costs the code and nothing else', async () => {
    await make(3);
    await mkdir(join(place, 'other'));
    const other = keeperAt(join(place, 'other'));
    await other.create(Uint8Array.from(randomBytes(32)), plan);
    await other.close();
    const spoil = [
      () => rm(markFile()),
      () => writeFile(markFile(), ''),
      async () => writeFile(markFile(), await readFile(join(place, 'other', 'device-mark'))),
    ];
    const codes = new Set<string>(['7K3Q']);
    for (const each of spoil) {
      await each();
      const opened = await open();
      expect(opened.renewal).toMatchObject({ cause: 'unmarked' });
      codes.add(opened.desk.device.code);
      expect(opened.desk.chainOf(plan.device.id).length).toBe(4);
      await opened.keeper.close();
      expect((await open()).renewal).toBeNull();
      await keepers.at(-1)?.close();
    }
    expect(codes.size).toBe(4);
  });

  it('with any byte changed, or cut anywhere, is not believed', async () => {
    await make(1);
    const whole = await readFile(markFile());
    const mark = new DeviceMark(profile, key, testAmbient());
    expect(await mark.read()).toMatchObject({ state: 'here', device: plan.device.id, head: { seq: 2 } });
    // Written in place, so that nothing but its content tells.
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      await writeFile(markFile(), flipped);
      expect(await mark.read()).toEqual({ state: 'unknown' });
      await writeFile(markFile(), whole.subarray(0, at));
      expect(await mark.read()).toEqual({ state: 'unknown' });
    }
    await writeFile(markFile(), whole);
    expect(await mark.read()).toMatchObject({ state: 'here' });
    expect(await new DeviceMark(profile, randomBytes(32), testAmbient()).read()).toEqual({ state: 'unknown' });
  });

  it('moves up with every checkpoint, so that an older store is noticed after a crash too', async () => {
    await make(1);
    await cp(join(profile, 'store'), join(place, 'older'), { recursive: true });
    const opened = await open();
    auditHandlers(opened.desk);
    await number(opened);
    const mark = new DeviceMark(profile, key, testAmbient());
    const reached = async (): Promise<number> => {
      const reading = await mark.read();
      return reading.state === 'unknown' ? -1 : reading.head.seq;
    };
    await expect.poll(reached).toBe(3);
  });
});

describe('a file or folder', () => {
  const found = (changes: object) =>
    ({ dev: 1n, ino: 10n, birthtimeNs: 500n, ctimeNs: 900n, ...changes }) as Parameters<typeof identityOf>[0];
  const recorded = identityOf(found({}));

  it('on Linux is known by its birth, whatever number a mount gives it', () => {
    expect(isSameFile(recorded, found({ ino: 11n }), 'linux')).toBe(true);
    expect(isSameFile(recorded, found({ birthtimeNs: 501n }), 'linux')).toBe(false);
  });

  it('where no birth is kept is known by its number', () => {
    for (const unknown of [{ birthtimeNs: 0n }, { birthtimeNs: 900n }]) {
      expect(isSameFile(recorded, found(unknown), 'linux')).toBe(true);
      expect(isSameFile(recorded, found({ ...unknown, ino: 11n }), 'linux')).toBe(false);
    }
  });

  it('elsewhere is known by its number: copies may carry their birth along', () => {
    for (const platform of ['darwin', 'win32'] as const) {
      expect(isSameFile(recorded, found({ ino: 11n }), platform)).toBe(false);
      expect(isSameFile(recorded, found({ birthtimeNs: 501n }), platform)).toBe(true);
    }
  });
});

describe('a console that is killed', () => {
  let script: string;
  let removeScript: () => void;
  beforeAll(async () => {
    const built = await buildWorker(new URL('desk-writer.ts', import.meta.url));
    ({ script, remove: removeScript } = built);
  });
  afterAll(() => removeScript());

  /** Runs the writer until `enough` says so of a line it wrote, then kills it. Resolves to all that it said. */
  const killed = async (mode: string, folder: string, enough: (line: string) => boolean, waitMs = 0) => {
    const child = spawn(process.execPath, [script, mode, folder, Buffer.from(key).toString('hex')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      if (!enough(line)) continue;
      setTimeout(() => child.kill('SIGKILL'), waitMs);
    }
    await gone;
    return said;
  };

  it('at any moment of its work keeps its identity, and gives no number twice', async () => {
    await make(0);
    const given = new Set<string>();
    for (let time = 1; time <= 8; time++) {
      let count = 0;
      const said = await killed('work', profile, () => ++count >= 5 * time, time % 3);
      for (const each of said) {
        expect(each).toMatch(/^INC-7K3Q-/);
        expect(given).not.toContain(each);
        given.add(each);
      }
    }
    const opened = await open();
    expect(opened.renewal).toBeNull();
    expect(given).not.toContain(await number(opened));
  });

  it('while profiles are made leaves none with an identity and without its mark', async () => {
    for (let time = 0; time < 8; time++) {
      const folder = join(place, `set ${time}`);
      await mkdir(folder);
      await killed('create', folder, (line) => line === '2', time * 2);
      for (const name of await readdir(folder)) {
        const keeper = keeperAt(join(folder, name));
        const state = await keeper.open(key);
        if (state.state === 'open') expect(state.renewal).toBeNull();
        else expect(['missing', 'damaged']).toContain(state.state);
        await keeper.close();
      }
    }
  });

  it('while a copy gets its identity never goes on under the old one', async () => {
    await make(3);
    for (let time = 0; time < 8; time++) {
      const copy = await copyTo(`copy ${time}`);
      await killed('open', copy, (line) => line === 'opening', time * 3);
      const opened = await open(copy);
      expect(opened.desk.device.id).not.toBe(plan.device.id);
      expect(await number(opened)).not.toMatch(/^INC-7K3Q-/);
      await opened.keeper.close();
    }
    expect((await open()).renewal).toBeNull();
  });
});
