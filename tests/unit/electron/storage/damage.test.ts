/** Every byte of every file of a small sealed store, changed or missing: noticed and named, or made good with nothing lost. */
import { describe, expect, it } from 'vitest';
import { openStore, setAside } from '#core/storage/index.ts';
import type { Opening } from '#core/storage/store.ts';
import { MemoryFiles } from './memory-files.ts';
import { create, hostOf, keep, noting, open, reopen, texts } from './sample-store.ts';

const expectedTexts = ['one', 'two', 'three', 'four', 'five', 'six'];
const expectedLines = expectedTexts.map((text, index) => `${index + 1} ${text}`);

const folder = '/store';

/** A snapshot, a log file, two journal segments with frames in them, both anchors. */
const smallStore = async (): Promise<MemoryFiles> => {
  const files = new MemoryFiles();
  const store = await create(folder, { files });
  const commit = (index: number) => store.commit(noting(String(index + 1), expectedTexts[index] ?? ''));
  for (const index of [0, 1]) await commit(index);
  await store.compact();
  for (const index of [2, 3]) await commit(index);
  await store.close();
  const { store: again } = await reopen(folder, { files });
  await again.commit(noting('5', 'five'));
  await again.commit(noting('6', 'six'));
  await again.close();
  return files;
};

const dataFiles = (files: MemoryFiles): readonly string[] =>
  files.list(folder).filter((name) => /^(anchor|journal|snapshot|log)/.test(name));

const bytesOf = (files: MemoryFiles, name: string): Buffer => files.contents(folder).get(name) ?? Buffer.alloc(0);

const replace = (files: MemoryFiles, name: string, bytes: Buffer): void => files.put(`${folder}/${name}`, bytes);

const wholeContent = async (opening: Extract<Opening, { state: 'open' | 'damaged' }>): Promise<boolean> => {
  const lines = await opening.store.readLog('audit', 1, 100).catch(() => []);
  return (
    JSON.stringify(texts(opening.store)) === JSON.stringify(expectedTexts) &&
    JSON.stringify(lines) === JSON.stringify(expectedLines)
  );
};

/** What came of it: `named` damage, `made good` with all content there and the repair reported, or something that must not be. */
const verdictOn = async (files: MemoryFiles, file: string): Promise<string> => {
  const opening = await openStore(hostOf(folder, { files }));
  if (opening.state !== 'open' && opening.state !== 'damaged') return opening.state;
  try {
    if (opening.state === 'damaged') {
      return opening.report.findings.some((finding) => finding.file === file) ? 'named' : 'damage elsewhere';
    }
    if (!(await wholeContent(opening))) return 'SILENTLY DIFFERENT';
    if (opening.repaired.some((finding) => finding.file === file)) return 'made good';
    return opening.tornBytes > 0 ? 'torn' : 'UNNOTICED';
  } finally {
    await opening.store.close();
  }
};

/** Runs `change` on a copy for each case; returns how often each verdict came. */
const tally = async (
  files: MemoryFiles,
  file: string,
  cases: Iterable<number>,
  change: (files: MemoryFiles, file: string, index: number) => void,
): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const index of cases) {
    const copy = files.copy();
    change(copy, file, index);
    const verdict = await verdictOn(copy, file);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
};

const flip = (files: MemoryFiles, file: string, index: number): void => {
  const bytes = Buffer.from(bytesOf(files, file));
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (index % 8));
  replace(files, file, bytes);
};

const cut = (files: MemoryFiles, file: string, length: number): void =>
  replace(files, file, Buffer.from(bytesOf(files, file).subarray(0, length)));

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const goodFor = (file: string): string => (file.startsWith('anchor') ? 'made good' : 'named');

describe('a sealed store', () => {
  it('notices the change of any byte of any file', { timeout: 300_000 }, async () => {
    const files = await smallStore();
    for (const file of dataFiles(files)) {
      const { length } = bytesOf(files, file);
      expect(await tally(files, file, upTo(length), flip), file).toEqual({ [goodFor(file)]: length });
    }
  });

  it('notices the loss of any number of bytes from the end of any file', { timeout: 300_000 }, async () => {
    const files = await smallStore();
    for (const file of dataFiles(files)) {
      const { length } = bytesOf(files, file);
      expect(await tally(files, file, upTo(length), cut), file).toEqual({ [goodFor(file)]: length });
    }
  });

  it('notices a missing file, a file of zeros, and bytes after the end', async () => {
    const files = await smallStore();
    for (const file of dataFiles(files)) {
      const remove = (copy: MemoryFiles): void => copy.unlink(`${folder}/${file}`);
      expect(await tally(files, file, [0], remove), file).toEqual({ [goodFor(file)]: 1 });
      const zero = (copy: MemoryFiles): void => replace(copy, file, Buffer.alloc(bytesOf(files, file).length));
      expect(await tally(files, file, [0], zero), file).toEqual({ [goodFor(file)]: 1 });
      const lengthen = (copy: MemoryFiles): void => {
        replace(copy, file, Buffer.concat([bytesOf(files, file), Buffer.from('more')]));
      };
      const isLast = file === dataFiles(files).findLast((name) => name.startsWith('journal'));
      expect(await tally(files, file, [0], lengthen), file).toEqual({ [isLast ? 'torn' : 'made good']: 1 });
    }
  });

  it('notices segments that changed places, and a segment twice', async () => {
    const files = await smallStore();
    const [first = '', second = ''] = dataFiles(files)
      .filter((name) => name.startsWith('journal'))
      .slice(-2);
    const swap = (copy: MemoryFiles): void => {
      replace(copy, first, bytesOf(files, second));
      replace(copy, second, bytesOf(files, first));
    };
    expect(await tally(files, second, [0], swap)).toEqual({ named: 1 });
    const double = (copy: MemoryFiles): void => replace(copy, second, bytesOf(files, first));
    expect(await tally(files, second, [0], double)).toEqual({ named: 1 });
  });

  it('notices an older anchor put back, and loses nothing by it even in the session after it', async () => {
    for (const slot of ['anchor-a', 'anchor-b']) {
      const files = await smallStore();
      const old = bytesOf(files, slot);
      for (let session = 1; session <= 4; session++) {
        const { store } = await reopen(folder, { files });
        await store.commit({ puts: [], removes: ['note:nobody'], appends: [] });
        await store.close();
        const putBack = (copy: MemoryFiles): void => replace(copy, slot, old);
        const [verdict = ''] = Object.keys(await tally(files, slot, [0], putBack));
        // One writing back it may still be the turn of that anchor: then its floor is lower, and everything above it is there.
        expect(session === 1 ? ['made good', 'UNNOTICED'] : ['made good'], `${slot} ${session}`).toContain(verdict);
      }
    }
  });

  it('is damaged, not missing and not empty, without both anchors', async () => {
    const files = await smallStore();
    for (const slot of ['a', 'b']) files.unlink(`${folder}/anchor-${slot}`);
    const opening = await open(folder, { files });
    expect(opening.state).toBe('damaged');
    if (opening.state !== 'damaged') return;
    expect(opening.report.findings.map(({ file }) => file)).toEqual(['anchor-a', 'anchor-b']);
    expect(await wholeContent(opening)).toBe(true);
    await expect(opening.store.commit(noting('9', 'no'))).rejects.toMatchObject({ code: 'storage.corrupt' });
  });

  it('changes nothing on disk while it is damaged', async () => {
    const files = await smallStore();
    flip(files, dataFiles(files).find((name) => name.startsWith('journal')) ?? '', 150);
    const before = files.copy().contents(folder);
    const opening = await open(folder, { files });
    expect(opening.state).toBe('damaged');
    if (opening.state === 'damaged') await opening.store.close();
    for (const [name, bytes] of files.contents(folder)) expect(before.get(name)?.equals(bytes), name).toBe(true);
    expect(files.contents(folder).size).toBe(before.size);
  });
});

describe('setting damage aside', () => {
  it('keeps the damaged files as they are and goes on with what is intact', async () => {
    const files = await smallStore();
    const snapshot = dataFiles(files).find((name) => name.startsWith('snapshot')) ?? '';
    flip(files, snapshot, bytesOf(files, snapshot).length - 20);
    const damaged = new Map([...files.copy().contents(folder)].filter(([name]) => dataFiles(files).includes(name)));
    const aside = await setAside(hostOf(folder, { files }));
    expect(aside.opening.state).toBe('open');
    if (aside.opening.state !== 'open') return;
    const { store } = aside.opening;
    keep(store);
    expect(aside.folder).toBe(`${folder}/damaged-20251103T080000Z`);
    const kept = files.contents(aside.folder);
    expect([...kept.keys()].toSorted()).toEqual([...damaged.keys()].toSorted());
    for (const [name, bytes] of kept) expect(damaged.get(name)?.equals(bytes), name).toBe(true);
    expect(texts(store)).toEqual(expectedTexts);
    expect(await store.readLog('audit', 1, 10)).toEqual(expectedLines);
    await store.commit(noting('7', 'seven'));
    await store.close();
    const again = await reopen(folder, { files });
    expect(again.repaired).toEqual([]);
    expect(texts(again.store)).toEqual([...expectedTexts, 'seven']);
  });

  it('loses one frame when one frame is bad, and says so', async () => {
    const files = new MemoryFiles();
    const store = await create(folder, { files });
    for (const index of upTo(6)) await store.commit(noting(String(index), `text ${index}`));
    await store.close();
    const journal = dataFiles(files).findLast((name) => name.startsWith('journal')) ?? '';
    flip(files, journal, bytesOf(files, journal).length - 700);
    const opening = await open(folder, { files });
    expect(opening.state).toBe('damaged');
    if (opening.state !== 'damaged') return;
    expect(opening.report).toMatchObject({ recordsIntact: 5, recordsLost: null });
    expect(opening.report.findings).toMatchObject([{ file: journal, problem: 'changed-bytes' }]);
    await opening.store.close();
    const aside = await setAside(hostOf(folder, { files }));
    if (aside.opening.state !== 'open') throw new Error(aside.opening.state);
    keep(aside.opening.store);
    expect(aside.opening.store.records.count('note')).toBe(5);
    expect(aside.opening.store.logLength('audit')).toBe(5);
  });
});
