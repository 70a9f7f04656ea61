import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditHandlers } from '#core/audit/handlers.ts';
import type { Desk } from '#core/desk.ts';
import type { AuditPage } from '#shared/audit/operations.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const auditor = contextOf('Meng Hao', ['auditor']);
const everything = { before: null, count: 100, result: null, text: '', objectId: null } as const;

let folder: DeskFolder;
let desk: Desk;
let former: string;
beforeEach(async () => {
  folder = await deskFolder();
  desk = folder.desk;
  former = desk.device.id;
});
afterEach(() => folder.remove());

const valueOf = async <T>(reply: Result<T> | Promise<Result<T>>): Promise<T> => {
  const settled = await reply;
  if (!settled.ok) throw new Error(settled.failure.code);
  return settled.value;
};

const work = async (count: number): Promise<void> => {
  for (let step = 0; step < count; step++)
    await desk.commit(desk.deviceActor, (unit) => {
      unit.audit({ action: `step.${unit.head.seq + 1}`, object: null });
      return succeed(null);
    });
};

/** Opens again without the mark: under another identity. */
const renew = async (): Promise<void> => {
  await folder.keeper.close();
  await rm(join(folder.path, 'device-mark'));
  desk = await folder.reopen();
};

const page = (input: Partial<Parameters<ReturnType<typeof auditHandlers>['audit.page']>[0]> = {}): Promise<AuditPage> =>
  valueOf(auditHandlers(desk)['audit.page']({ ...everything, ...input }, auditor));
const seqs = ({ entries }: AuditPage): readonly number[] => entries.map(({ entry }) => entry.seq);
const verify = (device?: string) =>
  valueOf(auditHandlers(desk)['audit.verify'](device === undefined ? {} : { device }, auditor));

describe('the chain of a former identity', () => {
  it('is listed, read and verified beside the new one', async () => {
    await work(4);
    await verify();
    const { seq } = desk.auditHead;
    await renew();
    const { devices, entries } = await page();
    expect(devices).toMatchObject([
      { id: desk.device.id, code: desk.device.code, lastSeq: 2 },
      { id: former, code: '7K3Q', entries: seq, lastSeq: seq },
    ]);
    expect(entries.map(({ entry }) => entry.action)).toEqual(['audit.read', 'device.renew']);
    const old = await page({ device: former });
    expect(seqs(old)).toEqual(Array.from({ length: seq }, (_, index) => seq - index));
    expect(old).toMatchObject({ head: seq, next: 0, checkpoint: { seq } });
    expect(await verify(former)).toMatchObject({ device: former, intact: true, entries: seq, gaps: [] });
    expect(await verify()).toMatchObject({ device: desk.device.id, intact: true });
    // That it was read, and by whom, is in the chain that goes on.
    expect((await page({ text: 'audit.read' })).entries.map(({ entry }) => entry.after)).toContainEqual({
      chain: former,
    });
  });

  it('is never signed again', async () => {
    await work(3);
    await folder.keeper.close();
    desk = await folder.reopen();
    await renew();
    await verify(former);
    const ids = desk.records.idsWithPrefix(`checkpoint:${former.slice('device:'.length)}:`);
    expect(ids).toHaveLength(0);
  });

  it('of a store that was put back is missing what the new identity knows of', async () => {
    await work(2);
    await folder.keeper.close();
    const [store, older] = [join(folder.path, 'store'), join(folder.path, 'older')];
    await cp(store, older, { recursive: true });
    desk = await folder.reopen();
    await work(4);
    await folder.keeper.close();
    await rm(store, { recursive: true });
    await cp(older, store, { recursive: true });
    desk = await folder.reopen();
    expect((await page()).devices[1]).toEqual({ id: former, code: '7K3Q', entries: 3, lastSeq: 7 });
    expect(await verify(former)).toMatchObject({
      intact: false,
      entries: 3,
      brokenAt: 4,
      problem: 'missing',
      gaps: [{ from: 4, to: 7 }],
    });
  });

  it('is refused of a device that was never this laptop', async () => {
    const reply = await auditHandlers(desk)['audit.page']({ ...everything, device: 'device:other' }, auditor);
    expect(reply).toMatchObject({ ok: false, failure: { code: 'record.not-found' } });
  });
});

describe('a chain that damage has taken entries from', () => {
  /** Changes one byte in the frame of the n-th commit of the newest journal segment, and sets the damage aside. */
  const loseEntries = async (): Promise<void> => {
    await folder.keeper.close();
    const store = join(folder.path, 'store');
    const newest =
      (await readdir(store))
        .filter((name) => name.startsWith('journal-'))
        .toSorted()
        .at(-1) ?? '';
    const bytes = await readFile(join(store, newest));
    const place = bytes.length >> 1;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    await writeFile(join(store, newest), bytes);
    expect((await folder.keeper.open(folder.key)).state).toBe('damaged');
    await valueOf(folder.keeper.setAside({ id: 'user:1', name: 'Mei', roles: [], session: null }, ''));
    if (!folder.keeper.desk) throw new Error('not open');
    desk = folder.keeper.desk;
  };

  it('is paged by the numbers of its entries, and its gaps are named', async () => {
    await work(30);
    await loseEntries();
    const whole = await page({ device: former });
    const there = seqs(whole);
    const lost = Array.from({ length: 31 }, (_, index) => 31 - index).filter((seq) => !there.includes(seq));
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.length).toBeLessThan(31);

    const paged: number[] = [];
    for (let before: number | null = null; before !== 0;) {
      const part: AuditPage = await page({ device: former, before, count: 4 });
      paged.push(...seqs(part));
      before = part.next;
    }
    expect(paged).toEqual(there);
    for (const after of [0, 7, 15, 29])
      expect(seqs(await page({ device: former, after }))).toEqual(there.filter((seq) => seq > after));

    const verdict = await verify(former);
    const named = verdict.gaps.flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index),
    );
    expect(named).toEqual(lost.toReversed());
    expect(verdict).toMatchObject({ intact: false, brokenAt: named[0] });
  });
});
