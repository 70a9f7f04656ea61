import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage } from '#shared/audit/operations.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { succeed } from '#shared/base/result.ts';
import type { Desk } from '#core/desk.ts';
import { checkpointIds } from '#core/audit/checkpoint-keeper.ts';
import { chainOrigin, readNote, type Checkpoint } from '#core/audit/checkpoint.ts';
import { auditHandlers } from '#core/audit/handlers.ts';
import type { Session } from '#core/session.ts';
import { StoreError } from '#core/storage/store.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';

const session = (id: string): Session => ({
  id: `session:${id}`,
  connection: id,
  userId: 'user:01J0000000000000000000000A',
  displayName: 'Meng Hao',
  roles: ['auditor'],
  signedInAt: '2026-10-10T08:00:00.000Z',
});
const context = { connection: 'a', session: session('a') };
const everything = { before: null, count: 100, result: null, text: '', objectId: null } as const;

let folder: DeskFolder;
let desk: Desk;
let audit: ReturnType<typeof auditHandlers>;
let signed: Checkpoint[];

const work = (action: string, extra: { reason?: string; result?: 'denied' | 'error'; number?: string } = {}) =>
  desk.commit(desk.deviceActor, (unit) => {
    const { number, ...note } = extra;
    const object = number === undefined ? null : { type: 'ticket', id: `ticket:${number}`, number };
    unit.audit({ action, object, ...note });
    return succeed(null);
  });

const page = async (input: Partial<Parameters<(typeof audit)['audit.page']>[0]> = {}): Promise<AuditPage> => {
  const reply = await audit['audit.page']({ ...everything, ...input }, context);
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value;
};
const actions = ({ entries }: AuditPage): readonly string[] => entries.map(({ entry }) => entry.action);
const checkpoints = (): readonly Checkpoint[] =>
  checkpointIds(desk, desk.device.id).flatMap((id) => desk.records.get<Checkpoint>('checkpoint', id) ?? []);

/** Waits for the next checkpoint to be on disk. */
const nextCheckpoint = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = desk.onDurable(({ puts }) => {
      if (!puts.some(({ type }) => type === 'checkpoint')) return;
      stop();
      resolve();
    });
  });

beforeEach(async () => {
  folder = await deskFolder(testAmbient('2026-10-10T08:00:00.000Z'));
  desk = folder.desk;
  audit = auditHandlers(desk);
  signed = [];
});
afterEach(() => folder.remove());

describe('reading the trail', () => {
  it('goes newest first, in pages that meet without gap or overlap', async () => {
    for (let count = 0; count < 25; count++) await work(`ticket.step${count}`);
    const seen: number[] = [];
    for (let before: number | null = null; before !== 0;) {
      const part: AuditPage = await page({ before, count: 7 });
      seen.push(...part.entries.map(({ entry }) => entry.seq));
      before = part.next;
    }
    // desk.create, 25 steps, and this reading itself.
    expect(seen).toEqual(Array.from({ length: 27 }, (_, index) => 27 - index));
  });

  it('gives each entry its hash, which the next one carries', async () => {
    await work('one');
    await work('two');
    const { entries } = await page();
    entries.slice(0, -1).forEach((later, index) => expect(later.entry.prev).toBe(entries[index + 1]?.hash));
  });

  it('is itself in the trail: once for each selection of a session, not for each page', async () => {
    for (let time = 0; time < 3; time++) await page();
    await page({ before: 2 });
    await page({ result: 'denied' });
    await page({ result: 'denied' });
    await audit['audit.page'](everything, { connection: 'b', session: session('b') });
    const readings = (await page()).entries.filter(({ entry }) => entry.action === 'audit.read');
    expect(readings.map(({ entry }) => [entry.session, entry.after])).toEqual([
      ['session:b', null],
      ['session:a', { result: 'denied' }],
      ['session:a', null],
    ]);
  });

  it('keeps what somebody looked for to itself', async () => {
    await page({ text: '赵敏', objectId: 'ticket:1' });
    const [entry] = (await page()).entries.filter(({ entry: { action } }) => action === 'audit.read').toReversed();
    expect(entry?.entry.after).toEqual({
      text: { commitment: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      objectId: 'ticket:1',
    });
    for (const line of await desk.readAudit(1, desk.auditHead.seq)) expect(line).not.toContain('赵敏');
  });

  it('takes half a character to look for, or in a note, as it takes any other', async () => {
    expect(actions(await page({ text: 'a\ud800' }))).toEqual([]);
    await work('ticket.hold', { reason: 'half \udc00 of one' });
    const verdict = await audit['audit.verify']({}, context);
    expect(verdict).toMatchObject({ ok: true, value: { intact: true } });
    expect((await page({ text: 'half' })).entries[0]?.entry.reason).toBe('half \ufffd of one');
  });

  it('shows texts from the record as it is now where they fit the hash, when asked', async () => {
    const id = 'ticket:01J0000000000000000000000T';
    const store = async (title: string): Promise<void> => {
      await desk.commit(desk.deviceActor, (unit) => {
        const ticket = {
          ...unit.stamp('ticket', id),
          title,
          tags: ['dock'],
          requester: { id: null, name: '王芳' },
          assignee: { id: context.session.userId, name: 'Meng Hao' },
        };
        unit.write('ticket.write', ticket);
        return succeed(null);
      });
    };
    await store('VPN');
    await store('VPN drops');
    const [last, first] = (await page({ objectId: id, withTexts: true })).entries;
    const hashOf = (title: string): string => createHash('sha256').update(title).digest('hex');
    expect(last?.entry).toMatchObject({
      before: { title: { length: 3, sha256: hashOf('VPN') } },
      after: { title: { length: 9, sha256: hashOf('VPN drops') } },
    });
    expect(last?.known).toEqual({ [hashOf('VPN drops')]: 'VPN drops' });
    expect(Object.values(first?.known ?? {}).toSorted()).toEqual(['Meng Hao', 'dock', '王芳']);
    expect((await page({ objectId: id })).entries.map(({ known }) => known)).toEqual([{}, {}]);
  });

  it('tells nobody what somebody calls a view of their own', async () => {
    const id = 'view:01J0000000000000000000000V';
    await desk.commit(desk.deviceActor, (unit) => {
      unit.write('view.save', { ...unit.stamp('view', id), name: 'Waiting for Zhao' } as StoredRecord);
      return succeed(null);
    });
    const [entry] = (await page({ objectId: id, withTexts: true })).entries;
    expect(entry).toMatchObject({
      entry: { after: { name: { commitment: expect.any(String) as string } } },
      known: {},
    });
  });

  it('finds by result, by record and by any part of action, person, number or reason', async () => {
    await work('ticket.hold', { number: 'INC-7K3Q-000042', reason: '等待备件 from Haichuan' });
    await work('ticket.resolve', { number: 'INC-7K3Q-000043', result: 'denied' });
    await work('tool.run', { result: 'error' });
    expect(actions(await page({ result: 'denied' }))).toEqual(['ticket.resolve']);
    expect(actions(await page({ result: 'error' }))).toEqual(['tool.run']);
    expect(actions(await page({ objectId: 'ticket:INC-7K3Q-000042' }))).toEqual(['ticket.hold']);
    expect(actions(await page({ objectId: 'ticket:INC-7K3Q-00004' }))).toEqual([]);
    expect(actions(await page({ text: '备件' }))).toEqual(['ticket.hold']);
    expect(actions(await page({ text: ' HAICHUAN ' }))).toEqual(['ticket.hold']);
    expect(actions(await page({ text: '000043' }))).toEqual(['ticket.resolve']);
    expect(actions(await page({ text: 'ticket.', result: 'ok' }))).toEqual(['ticket.hold']);
    expect(actions(await page({ text: 'no such thing' }))).toEqual([]);
  });

  it('names actors and objects that the desk knows', async () => {
    const { entries } = await page({ text: 'desk.create' });
    expect(entries).toMatchObject([{ actorName: '7K3Q', objectName: '7K3Q', entry: { action: 'desk.create' } }]);
  });

  it('brings only what was added after a known entry', async () => {
    await page();
    const { head } = await page();
    expect(await page({ after: head })).toMatchObject({ entries: [], next: 0, head });
    await work('later');
    expect(actions(await page({ after: head }))).toEqual(['later']);
  });

  it('looks through a bounded number of lines for one request and says where to go on', async () => {
    await work('needle');
    for (let batch = 0; batch < 110; batch++)
      await desk.commit(desk.deviceActor, (unit) => {
        for (let count = 0; count < 100; count++) unit.audit({ action: `hay`, object: null });
        return succeed(null);
      });
    const first = await page({ text: 'needle' });
    expect(actions(first)).toEqual([]);
    expect(first.next).toBeGreaterThan(1);
    const second = await page({ text: 'needle', before: first.next });
    expect(actions(second)).toEqual(['needle']);
    expect(second.next).toBe(0);
  });
});

describe('verifying', () => {
  it('finds the desk’s own chain intact, covered by a checkpoint, and says so in the trail', async () => {
    for (let count = 0; count < 5; count++) await work('step');
    const reply = await audit['audit.verify']({}, context);
    expect(reply).toMatchObject({
      value: { intact: true, entries: 6, brokenAt: null, problem: null, lastCheckpoint: { seq: 6, covers: true } },
    });
    const { entries } = await page({ text: 'audit.verify' });
    expect(entries.at(-1)).toMatchObject({
      entry: { action: 'audit.verify', result: 'ok', after: { entries: 6, problem: null, brokenAt: null } },
    });
  });

  it('signs only what it found whole', async () => {
    const made = nextCheckpoint();
    await work('sign-in');
    await made;
    await work('later');
    const { length } = checkpoints();
    const read = desk.readAudit.bind(desk);
    // A byte of line 2 that is not as written, as the store would say it.
    desk.readAudit = (from, to, device) =>
      from <= 2 && to >= 2 ? Promise.reject(new StoreError('storage.corrupt', 'changed')) : read(from, to, device);
    expect(await audit['audit.verify']({}, context)).toMatchObject({ value: { intact: false, brokenAt: 2 } });
    expect(checkpoints()).toHaveLength(length);
    desk.readAudit = read;
    expect(await audit['audit.verify']({}, context)).toMatchObject({ value: { intact: true } });
    expect(checkpoints().length).toBeGreaterThan(length);
  });

  it('still holds after closing and opening, with the checkpoints from before', async () => {
    const made = nextCheckpoint();
    await work('before');
    await made;
    desk = await folder.reopen();
    audit = auditHandlers(desk);
    await work('after');
    expect(checkpoints().length).toBeGreaterThan(0);
    expect(await audit['audit.verify']({}, context)).toMatchObject({ value: { intact: true } });
  });
});

describe('checkpoints', () => {
  const origin = (): string => chainOrigin(desk.device.desk, desk.device.id);

  it('are signed with the first entry after opening, and every 256 entries', async () => {
    const first = nextCheckpoint();
    await work('sign-in');
    await first;
    for (let count = 0; count < 255; count++) await work('step');
    expect(checkpoints().map(({ seq }) => seq)).toEqual([2]);
    const second = nextCheckpoint();
    await work('step');
    await second;
    signed = [...checkpoints()];
    expect(signed.map(({ seq }) => seq)).toEqual([2, 258]);
    for (const { note, seq } of signed)
      expect(readNote(note, desk.device.publicKey)).toMatchObject({ seq, origin: origin() });
    expect(readNote(signed[1]?.note ?? '', desk.device.publicKey)?.hash).toBe(desk.auditHead.hash);
  });

  it('are signed when somebody signs in beside others, signs out or locks', async () => {
    const first = nextCheckpoint();
    await work('session.signIn');
    await first;
    for (const action of ['session.signIn', 'session.recover', 'session.end']) {
      await work('ticket.take');
      const next = nextCheckpoint();
      await work(action);
      await next;
      expect(checkpoints().at(-1)?.seq).toBe(desk.auditHead.seq);
    }
  });

  it('are no entries of the chain themselves', async () => {
    const made = nextCheckpoint();
    await work('sign-in');
    const { seq } = desk.auditHead;
    await made;
    expect(desk.auditHead.seq).toBe(seq);
  });

  it('are signed on closing too, so that a lock is covered', async () => {
    const made = nextCheckpoint();
    await work('sign-in');
    await made;
    await work('session.end');
    const { seq, hash } = desk.auditHead;
    desk = await folder.reopen();
    const newest = checkpoints().at(-1);
    expect(newest?.seq).toBe(seq);
    expect(readNote(newest?.note ?? '', desk.device.publicKey)?.hash).toBe(hash);
  });
});
