import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { toWire } from '#core/storage/change-codec.ts';
import { LogIndex } from '#core/storage/log-index.ts';
import { beginWriting } from '#core/storage/opening.ts';
import type { EngineEvent } from '#core/storage/protocol.ts';
import { recover } from '#core/storage/recovery.ts';
import { StoreError } from '#core/storage/store.ts';
import { WorkerLink } from '#core/storage/worker-link.ts';
import { Writer } from '#core/storage/writer.ts';
import { MemoryFiles, type Call } from './memory-files.ts';
import { create, noting, open, reopen, sampleKey, texts } from './sample-store.ts';
import { sampleSchema } from './sample-schema.ts';

const folder = '/store';

it('writes what is committed together with one write and one sync', async () => {
  const files = new MemoryFiles();
  const store = await create(folder, { files });
  const calls: Call['name'][] = [];
  files.before = ({ name }) => calls.push(name);
  await Promise.all(Array.from({ length: 64 }, (_, index) => store.commit(noting(String(index), 'text'))));
  expect(calls).toEqual(['write', 'fdatasync']);
});

it('answers a commit only after its sync', async () => {
  const files = new MemoryFiles();
  const store = await create(folder, { files });
  const order: string[] = [];
  files.before = ({ name }) => order.push(name);
  await store.commit(noting('1', 'text')).then(() => order.push('answered'));
  expect(order).toEqual(['write', 'fdatasync', 'answered']);
});

it('shows a commit to readers at once', async () => {
  const store = await create(folder, { files: new MemoryFiles() });
  const done = store.commit(noting('1', 'text'));
  expect(texts(store)).toEqual(['text']);
  expect(store.lastLine('audit')).toBe('1 text');
  await done;
});

describe('compaction', () => {
  it('covers every commit made before it was asked for, also while another runs', async () => {
    const files = new MemoryFiles();
    const store = await create(folder, { files });
    await store.commit(noting('1', 'one'));
    const first = store.compact();
    await store.commit(noting('2', 'two'));
    await Promise.all([first, store.compact()]);
    expect((await store.figures()).generation).toBe(3);
    const journals = files.list(folder).filter((name) => name.startsWith('journal'));
    expect(journals).toHaveLength(1);
    // Nothing but its beginning is left in the journal: both commits are in the snapshot.
    expect(files.contents(folder).get(journals[0] ?? '')?.length).toBeLessThan(400);
  });

  it('starts by itself when the journal has grown to sixteen megabytes', async () => {
    const files = new MemoryFiles();
    const store = await create(folder, { files });
    const long = 'x'.repeat(1 << 20);
    for (let index = 0; index < 18; index++) await store.commit(noting(String(index), long));
    await vi.waitFor(async () => expect((await store.figures()).generation).toBe(2), { timeout: 20_000 });
    await store.compact();
    expect(store.records.count('note')).toBe(18);
    await store.close();
    expect((await reopen(folder, { files })).store.logLength('audit')).toBe(18);
  });

  it('ends at once when the store is closed, and leaves no trace', async () => {
    const files = new MemoryFiles();
    const store = await create(folder, { files });
    for (let index = 0; index < 30; index++) await store.commit(noting(String(index), 'text'));
    const compacting = expect(store.compact()).rejects.toMatchObject({ code: 'storage.read-only' });
    await store.close();
    await compacting;
    expect(files.list(folder).filter((name) => /^(snapshot|log)/.test(name))).toEqual([]);
    expect((await reopen(folder, { files })).store.records.count('note')).toBe(30);
  });
});

it('moves the anchor up when it is idle, so that the loss of acknowledged bytes is damage', async () => {
  const files = new MemoryFiles();
  const store = await create(folder, { files });
  let anchored = 0;
  await store.commit(noting('1', 'text'));
  files.before = ({ name, path }) => {
    if (name === 'rename' && path.includes('anchor')) anchored++;
  };
  await vi.waitFor(() => expect(anchored).toBe(1), { timeout: 10_000 });
});

describe('the anchor under load without an idle moment', () => {
  const anchoring = async () => {
    const files = new MemoryFiles();
    const store = await create(folder, { files });
    const order: string[] = [];
    files.before = ({ name, path }) => {
      if (name === 'rename' && path.includes('anchor')) order.push('anchored');
    };
    return { files, store, order };
  };

  it('moves up with each megabyte of journal, and what lies below it is damage when it is gone', async () => {
    const { files, store, order } = await anchoring();
    const text = 'x'.repeat(50_000);
    let done = 0;
    for (; order.length === 0 && done < 20; done++) await store.commit(noting(String(done), text));
    expect(done).toBe(11);
    const machine = files.copy();
    const name = files.list(folder).findLast((one) => one.startsWith('journal')) ?? '';
    const bytes = Buffer.from(machine.contents(folder).get(name) ?? '');
    machine.put(`${folder}/${name}`, bytes.subarray(0, bytes.length - 100));
    expect(await open(folder, { files: machine })).toMatchObject({
      state: 'damaged',
      report: { findings: [{ file: name, problem: 'missing-bytes' }] },
    });
  });

  it('moves up after a second of small commits, after the commit was answered', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { store, order } = await anchoring();
    for (let index = 0; index < 3; index++) {
      await store.commit(noting(String(index), 'text'));
      vi.advanceTimersByTime(450);
    }
    expect(order).toEqual([]);
    await store.commit(noting('3', 'text'));
    expect(order).toEqual(['anchored']);
    await store.commit(noting('4', 'text'));
    expect(order).toEqual(['anchored']);
  });

  it('takes no more than one two-hundredth of the time, however slow the disk', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { files, store } = await anchoring();
    const moments: number[] = [];
    files.before = ({ name, path }) => {
      if (name !== 'rename' || !path.includes('anchor')) return;
      moments.push(performance.now());
      vi.advanceTimersByTime(20);
    };
    const end = performance.now() + 10_000;
    while (performance.now() < end) {
      await store.commit(noting('1', 'text'));
      vi.advanceTimersByTime(100);
    }
    expect(moments).toHaveLength(3);
    for (const [index, moment] of moments.entries())
      if (index > 0) expect(moment - (moments[index - 1] ?? 0)).toBeGreaterThanOrEqual(4_000);
  });
});

it('stops after a commit whose lines could not be noted, with what it answered on the medium', async () => {
  const files = new MemoryFiles();
  await (await create(folder, { files })).close();
  const ground = { files, folder, key: sampleKey, schema: sampleSchema };
  const found = await recover(ground, 1);
  if (found.state !== 'read' || !found.anchor) throw new Error(found.state);
  const logs = new (class extends LogIndex {
    override addFrame(): number {
      throw new RangeError('a mistake');
    }
  })();
  const events: EngineEvent[] = [];
  const writer = new Writer(ground, beginWriting(ground, found, found.anchor), logs, 0, (event) => events.push(event));
  const answers: unknown[] = [];
  const change = toWire(noting('1', 'answered'));
  writer.submit([change], (error) => answers.push(error));
  writer.flush();
  writer.submit([change], (error) => answers.push(error?.code));
  writer.flush();
  expect(answers).toEqual([null, 'storage.failed']);
  expect(events).toEqual([{ kind: 'read-only', cause: { cause: 'write-failed', errno: null } }]);
  expect(() => writer.roll()).toThrow(StoreError);
  writer.close();
  const { store, tornBytes, repaired } = await reopen(folder, { files });
  expect([texts(store), tornBytes, repaired]).toEqual([['answered'], 0, []]);
  expect(await store.readLog('audit', 1, 9)).toEqual(['1 answered']);
});

it('shows the lines of a commit to whoever asks right after it', async () => {
  const store = await create(folder, { files: new MemoryFiles() });
  const commits = Array.from({ length: 9 }, (_, index) => store.commit(noting(String(index), 'text')));
  expect(await store.readLog('audit', 1, 99)).toHaveLength(9);
  await Promise.all(commits);
  for (let index = 9; index < 20; index++) {
    await store.commit(noting(String(index), 'text'));
    expect(await store.readLog('audit', index + 1, index + 1)).toEqual([`${index} text`]);
    if (index % 4 === 0) await store.compact();
  }
});

it('is read-only, and refuses what was outstanding, when the storage thread dies', async () => {
  const events: string[] = [];
  const code = `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ kind }) => { if (kind === 'commit') process.exit(1); });`;
  const script = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const link = new WorkerLink(script, { folder, key: new Uint8Array(32) }, (event) => events.push(event.kind));
  const outstanding = link.figures();
  const commit = link.commit({ puts: [], removes: [], appends: [] });
  await expect(commit).rejects.toMatchObject({ code: 'storage.failed' });
  await expect(outstanding).rejects.toMatchObject({ code: 'storage.failed' });
  expect(events).toEqual(['read-only']);
  await expect(link.commit({ puts: [], removes: [], appends: [] })).rejects.toMatchObject({ code: 'storage.failed' });
  await link.close();
});
