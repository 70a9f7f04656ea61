/** Ends of the journal that a crash or a power cut may leave: cut and counted if nothing in them was acknowledged, damage if it was. */
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from './memory-files.ts';
import { create, noting, open, reopen, texts } from './sample-store.ts';

const folder = '/store';

/** A machine whose power went: three commits on disk, the last of them not sealed. The journal's path and bytes, and where each frame begins. */
const unsealed = async () => {
  const files = new MemoryFiles();
  const store = await create(folder, { files });
  const name = files.list(folder).findLast((one) => one.startsWith('journal')) ?? '';
  const length = (): number => files.contents(folder).get(name)?.length ?? 0;
  const starts: number[] = [];
  for (const text of ['one', 'two', 'three']) {
    starts.push(length());
    await store.commit(noting(text, text));
  }
  const machine = files.copy();
  const bytes = Buffer.from(machine.contents(folder).get(name) ?? '');
  return { machine, name, bytes, starts };
};

const withJournal = (machine: MemoryFiles, name: string, bytes: Buffer): MemoryFiles => {
  const copy = machine.copy();
  copy.put(`${folder}/${name}`, bytes);
  return copy;
};

describe('an end that was not sealed', () => {
  it('is cut at any byte of its last frame, and the bytes are counted', async () => {
    const { machine, name, bytes, starts } = await unsealed();
    const last = starts[2] ?? 0;
    for (let length = last; length < bytes.length; length++) {
      const files = withJournal(machine, name, bytes.subarray(0, length));
      const { store, tornBytes, repaired } = await reopen(folder, { files });
      expect({ tornBytes, repaired }).toEqual({ tornBytes: length - last, repaired: [] });
      expect(texts(store)).toEqual(['one', 'two']);
      expect(files.contents(folder).get(name)?.length).toBe(last);
      await store.commit(noting('three', 'again'));
      await store.close();
      expect(await reopen(folder, { files })).toMatchObject({ tornBytes: 0, repaired: [] });
    }
  });

  it('is cut where blocks were lost to zeros, or to what lay there before', async () => {
    const { machine, name, bytes, starts } = await unsealed();
    const last = starts[2] ?? 0;
    const zeroTail = Buffer.concat([bytes, Buffer.alloc(4096)]);
    const whole = await reopen(folder, { files: withJournal(machine, name, zeroTail) });
    expect(whole.tornBytes).toBe(4096);
    expect(texts(whole.store)).toEqual(['one', 'three', 'two']);
    for (const filler of [0, 0xa5]) {
      const holed = Buffer.from(bytes);
      holed.fill(filler, last, last + 64);
      const { store, tornBytes } = await reopen(folder, { files: withJournal(machine, name, holed) });
      expect(tornBytes).toBe(bytes.length - last);
      expect(texts(store)).toEqual(['one', 'two']);
    }
  });

  it('is damage where a later frame shows that the broken one was on the medium', async () => {
    const { machine, name, bytes, starts } = await unsealed();
    const holed = Buffer.from(bytes);
    holed.fill(0, starts[1], (starts[1] ?? 0) + 8);
    const opening = await open(folder, { files: withJournal(machine, name, holed) });
    expect(opening).toMatchObject({
      state: 'damaged',
      report: { findings: [{ file: name, offset: starts[1], problem: 'changed-bytes' }], recordsIntact: 2 },
    });
    if (opening.state === 'damaged') expect(texts(opening.store)).toEqual(['one', 'three']);
  });
});

describe('groups of commits that fill several frames', () => {
  /** `a` alone; `b`, `c` and `d` together, a frame each; `e` and `f` together likewise; nothing sealed. Where each frame begins, and the end. */
  const unsealedGroups = async () => {
    const files = new MemoryFiles();
    const store = await create(folder, { files });
    const name = files.list(folder).findLast((one) => one.startsWith('journal')) ?? '';
    const length = (): number => files.contents(folder).get(name)?.length ?? 0;
    const long = 'x'.repeat(70_000);
    const starts = [length()];
    for (const group of ['a', 'bcd', 'ef']) {
      const before = length();
      await Promise.all([...group].map((id) => store.commit(noting(id, long))));
      const each = (length() - before) / group.length;
      for (const index of [...group].keys()) starts.push(before + each * (index + 1));
    }
    const machine = files.copy();
    return { machine, name, bytes: Buffer.from(machine.contents(folder).get(name) ?? ''), starts };
  };

  const openFlipped = async (at: number, { machine, name, bytes }: Awaited<ReturnType<typeof unsealedGroups>>) => {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    return open(folder, { files: withJournal(machine, name, changed) });
  };

  it('are damage where any later group shows that they were on the medium', async () => {
    const groups = await unsealedGroups();
    for (const [index, lost] of ['a', 'b', 'c', 'd'].entries()) {
      const [start = 0, end = 0] = groups.starts.slice(index);
      for (const at of [start, start + 25, end - 1]) {
        const opening = await openFlipped(at, groups);
        expect(opening, `${lost} at ${at}`).toMatchObject({
          state: 'damaged',
          report: { findings: [{ file: groups.name }] },
        });
        if (opening.state !== 'damaged') continue;
        const ids = [...opening.store.records.ids('note')].map((id) => id.slice('note:'.length)).join('');
        // A frame whose predecessor's tag is broken authenticates by that tag, and is lost with it.
        expect(
          [...'abcdef'].filter((id) => !ids.includes(id)),
          `${lost} at ${at}`,
        ).toContain(lost);
        expect(ids, `${lost} at ${at}`).toContain('f');
      }
    }
  });

  it('are damage as a whole too, one finding for each place that is broken', async () => {
    const { machine, name, bytes, starts } = await unsealedGroups();
    for (const index of [1, 3]) bytes.fill(0, starts[index], (starts[index] ?? 0) + 4096);
    const opening = await open(folder, { files: withJournal(machine, name, bytes) });
    expect(opening).toMatchObject({
      state: 'damaged',
      report: {
        findings: [
          { file: name, offset: starts[1] },
          { file: name, offset: starts[3] },
        ],
        recordsIntact: 4,
      },
    });
  });

  it('are cut only as the newest one, of which nobody can tell whether it was answered', async () => {
    const groups = await unsealedGroups();
    for (const [index, left] of [
      [4, 4],
      [5, 5],
    ] as const) {
      const start = groups.starts[index] ?? 0;
      const opening = await openFlipped(start + 25, groups);
      expect(opening).toMatchObject({ state: 'open', tornBytes: groups.bytes.length - start });
      if (opening.state === 'open') expect(opening.store.records.count('note')).toBe(left);
    }
  });
});

it('is torn, not damaged, where one unsynced batch of several frames lost an early part', async () => {
  const files = new MemoryFiles();
  const store = await create(folder, { files });
  await store.commit(noting('safe', 'safe'));
  const name = files.list(folder).findLast((one) => one.startsWith('journal')) ?? '';
  const before = files.contents(folder).get(name)?.length ?? 0;
  const machine = new Promise<MemoryFiles>((resolve) => {
    files.before = (call) => {
      if (call.name !== 'fdatasync') return;
      resolve(files.copy());
      throw new Error('power cut');
    };
  });
  const long = 'x'.repeat(70_000);
  const batch = ['a', 'b', 'c'].map((id) => store.commit(noting(id, long)));
  expect((await Promise.allSettled(batch)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  const cut = await machine;
  const bytes = Buffer.from(cut.contents(folder).get(name) ?? '');
  bytes.fill(0, before, before + 4096);
  cut.put(`${folder}/${name}`, bytes);
  const opened = await reopen(folder, { files: cut });
  expect(opened.tornBytes).toBe(bytes.length - before);
  expect(texts(opened.store)).toEqual(['safe']);
});
