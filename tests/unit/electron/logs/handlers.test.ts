import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Scan } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import { openLogs, type Logs } from '#core/logs/handlers.ts';
import { OwnLog } from '#core/logs/own-log.ts';
import type { LinePosition } from '#core/known-problems.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { InputOf, ParsedInputOf } from '#shared/contract/index.ts';
import { MAX_FILE_ENCODINGS } from '#shared/logs/limits.ts';
import type { ViewContent } from '#shared/logs/operations.ts';
import type { SourceRow } from '#shared/logs/source.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { logRoom } from '../../../support/log-room.ts';
import { eventually } from '../../../support/eventually.ts';

const worker = contextOf('Ada Marsh', ['technician']);
const lead = contextOf('Lin Yue', ['team-lead']);

let folder: DeskFolder;
let files: string;
let logs: Logs;
let ownLog: OwnLog;
let position: LinePosition | undefined;
/** So often the disk is full. */
let refused: number;
let said: string[];
let notices: Notice[];
/** What was found in lines, by source. */
let scans: { readonly sourceId: string; readonly scan: Scan }[];

const open = (): Logs =>
  openLogs(folder.desk, {
    platform: {
      capabilities: { keychain: false, chooseFile: false, reveal: false, notify: false, savePdf: false },
      chooseFile: () => Promise.resolve(undefined),
    },
    worker: logRoom,
    notify: (notice) => notices.push(notice),
    log: (line) => said.push(line),
    ownFolder: folder.path,
    ownLog,
    problems: {
      rules: () => shippedRules(),
      onRules: () => () => undefined,
      positionOf: () => position,
      namedUpTo: () => 0,
      filePositionsOf: () => ({}),
      putAside: () => Promise.resolve(succeed(null)),
      take: ({ id }, scan, { mark }) => {
        if (refused > 0) {
          refused--;
          return Promise.resolve(refuse('storage.full', 'the disk is full'));
        }
        const { generation, nextLine } = scan as Scan;
        position = { generation, line: nextLine, mark };
        scans.push({ sourceId: id, scan: scan as Scan });
        return Promise.resolve(succeed(null));
      },
      forget: () => Promise.resolve(succeed(null)),
    },
    isOn: () => true,
  });

beforeEach(async () => {
  const ambient = testAmbient();
  folder = await deskFolder(ambient);
  files = await realpath(await mkdtemp(join(tmpdir(), 'deskside-logs-')));
  notices = [];
  scans = [];
  position = undefined;
  refused = 0;
  said = [];
  ownLog = new OwnLog(
    () => ambient.now(),
    () => undefined,
  );
  logs = open();
});

afterEach(async () => {
  vi.useRealTimers();
  await logs.stop();
  expect(said).toEqual([]);
  await folder.remove();
  await rm(files, { recursive: true, force: true });
});

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
};

const source = (place: string, more: Partial<InputOf<'logs.add'>> = {}): ParsedInputOf<'logs.add'> => ({
  name: place.slice(-20) || 'log',
  kind: 'file',
  place,
  encoding: 'auto',
  isWatched: false,
  assetId: null,
  ...more,
});

const fileOf = async (name: string, text: string): Promise<string> => {
  const path = join(files, name);
  await writeFile(path, text);
  return path;
};

const add = async (path: string, more: Partial<InputOf<'logs.add'>> = {}): Promise<SourceRow> =>
  valueOf(await logs.handlers['logs.add'](source(path, more), lead));

const content = (sourceIds: string[], more: Partial<ViewContent> = {}): ViewContent => ({
  viewId: 'view-00000001',
  sourceIds,
  filters: [],
  levels: null,
  timeFrom: null,
  timeTo: null,
  ...more,
});

const texts = async (viewId = 'view-00000001', context = worker): Promise<string[]> => {
  const input = { viewId, from: 0, count: 500, fields: false, search: null };
  return valueOf(await logs.handlers['logs.window'](input, context)).lines.map(({ text }) => text);
};

describe('what may be read', () => {
  it('is an ordinary file outside the profile, by the way a person named it', async () => {
    const path = await fileOf('a.log', 'one\n');
    await symlink(path, join(files, 'link.log'));
    expect((await add(join(files, '.', 'a.log'))).place).toBe(path);
    expect((await add(join(files, 'link.log'))).place).toBe(join(files, 'link.log'));
  });

  it('is nothing else, and why is said', async () => {
    await writeFile(join(folder.path, 'secret.log'), 'x');
    await symlink(join(folder.path, 'secret.log'), join(files, 'way-in.log'));
    execFileSync('mkfifo', [join(files, 'pipe')]);
    const cases = [
      ['a.log', 'relative'],
      [`${files}/a\0.log`, 'relative'],
      ['//server/share/a.log', 'network'],
      [String.raw`\\server\share\a.log`, 'network'],
      [join(folder.path, 'secret.log'), 'own'],
      [join(files, 'way-in.log'), 'own'],
      [join(files, 'none.log'), 'gone'],
      [files, 'folder'],
      [join(files, 'pipe'), 'special'],
      ['/dev/null', 'special'],
      ...(process.platform === 'linux' ? [['/proc/self/status', 'special']] : []),
    ];
    for (const [place = '', why] of cases)
      expect(await logs.handlers['logs.add'](source(place), lead), place).toMatchObject({
        ok: false,
        failure: { code: 'log.place-refused', details: { place, why } },
      });
  });

  it('is a file that a technician names, and is not watched for them', async () => {
    const path = await fileOf('a.log', 'one\n');
    const refused = await logs.handlers['logs.add'](source(path, { isWatched: true }), worker);
    expect(refused).toMatchObject({
      ok: false,
      failure: { code: 'auth.denied', details: { permission: 'logs.manage' } },
    });
    const row = valueOf(await logs.handlers['logs.add'](source(path), worker));
    const edit = { sourceId: row.id, seen: 1, name: 'x', encoding: 'auto', isWatched: true, assetId: null } as const;
    expect(await logs.handlers['logs.edit'](edit, worker)).toMatchObject({ failure: { code: 'auth.denied' } });
    expect(valueOf(await logs.handlers['logs.edit'](edit, lead))).toMatchObject({ revision: 2, isWatched: true });
    const removal = { sourceId: row.id, seen: 2 };
    expect(await logs.handlers['logs.remove'](removal, worker)).toMatchObject({ failure: { code: 'auth.denied' } });
  });

  it('is left as it is by who may not watch it: read in another way, nothing would be found in it', async () => {
    const { id, name } = await add(await fileOf('a.log', 'one\n'), { isWatched: true });
    const change = { sourceId: id, seen: 1, name, encoding: 'utf-16le', isWatched: true, assetId: null } as const;
    expect(await logs.handlers['logs.edit'](change, worker)).toMatchObject({ failure: { code: 'auth.denied' } });
    valueOf(await logs.handlers['logs.edit'](change, lead));
  });

  it('is read once, under one name', async () => {
    const path = await fileOf('a.log', 'one\n');
    await add(path, { name: 'first' });
    expect(await logs.handlers['logs.add'](source(path), lead)).toMatchObject({
      failure: { code: 'log.known', details: { name: 'first' } },
    });
  });

  it('leaves its path neither in the trail nor in what is sent', async () => {
    await add(await fileOf('secret-project.log', 'one\n'));
    const trail = (await folder.desk.readAudit(1, 100)).join('\n');
    expect(trail).toContain('log.source-add');
    expect(trail).not.toContain('secret-project');
    expect(folder.desk.records.idsWithPrefix('outbox:logSource')).toEqual([]);
  });
});

describe('a view', () => {
  it('shows what is there at once, and what is appended', async () => {
    const path = await fileOf('a.log', 'one\ntwo\n');
    const { id } = await add(path);
    const state = valueOf(await logs.handlers['logs.open'](content([id]), worker));
    expect(state.total).toBe(2);
    await appendFile(path, 'three ERROR\n');
    await eventually(async () => expect(await texts()).toEqual(['one', 'two', 'three ERROR']));
  });

  it('is told of once until somebody asks again', async () => {
    const path = await fileOf('a.log', 'one\n');
    const { id } = await add(path);
    valueOf(await logs.handlers['logs.open'](content([id]), worker));
    const told = (): number => notices.filter(({ name }) => name === 'logs.view').length;
    await eventually(async () => {
      const list = valueOf(await logs.handlers['logs.sources']({}, worker));
      expect(list.sources).toMatchObject([{ state: 'following', lines: 1 }]);
    });
    await texts();
    const before = told();
    for (let line = 0; line < 3; line++) {
      await appendFile(path, `more ${line}\n`);
      await eventually(async () => {
        const list = valueOf(await logs.handlers['logs.sources']({}, worker));
        expect(list.sources[0]?.lines).toBe(2 + line);
      });
    }
    expect(told()).toBeLessThanOrEqual(before + 1);
    expect(await texts()).toHaveLength(4);
  });

  it('is that of one window', async () => {
    const { id } = await add(await fileOf('a.log', 'one\n'));
    valueOf(await logs.handlers['logs.open'](content([id]), worker));
    const input = { viewId: 'view-00000001' };
    expect(await logs.handlers['logs.view'](input, lead)).toMatchObject({ failure: { code: 'log.no-view' } });
    expect(await logs.handlers['logs.open'](content([id]), lead)).toMatchObject({ failure: { code: 'log.no-view' } });
    valueOf(await logs.handlers['logs.close'](input, worker));
    expect(await logs.handlers['logs.view'](input, worker)).toMatchObject({ failure: { code: 'log.no-view' } });
  });

  it('gives way to newer ones of its window', async () => {
    const { id } = await add(await fileOf('a.log', 'one\n'));
    for (const viewId of ['view-00000001', 'view-00000002', 'view-00000003', 'view-00000004', 'view-00000005'])
      valueOf(await logs.handlers['logs.open'](content([id], { viewId }), worker));
    expect(await logs.handlers['logs.view']({ viewId: 'view-00000001' }, worker)).toMatchObject({ ok: false });
    expect(await logs.handlers['logs.view']({ viewId: 'view-00000005' }, worker)).toMatchObject({ ok: true });
  });

  it('is read anew in another encoding once that is said', async () => {
    const path = await fileOf('a.log', '');
    await writeFile(path, Buffer.from([0xb4, 0xed, 0xce, 0xf3, 0x0a]));
    const { id } = await add(path, { encoding: 'windows-1252' });
    valueOf(await logs.handlers['logs.open'](content([id]), worker));
    await eventually(async () => expect(await texts()).toEqual(['´íÎó']));
    const edit = { sourceId: id, seen: 1, name: 'a', encoding: 'gb18030', isWatched: false, assetId: null } as const;
    valueOf(await logs.handlers['logs.edit'](edit, lead));
    valueOf(await logs.handlers['logs.open'](content([id]), worker));
    await eventually(async () => expect(await texts()).toEqual(['错误']));
  });

  it('reads one file of several in the encoding that is said of it, and says that again after a restart', async () => {
    await fileOf('plain.log', '磁盘\n');
    await writeFile(join(files, 'secret.log'), Buffer.from('8fe18a510a', 'hex'));
    const { id } = await add(join(files, '*.log'), { kind: 'files' });
    const change = { sourceId: id, seen: 1, file: 'secret.log', encoding: 'gb18030' } as const;
    const row = valueOf(await logs.handlers['logs.setFileEncoding'](change, lead));
    expect(row).toMatchObject({
      revision: 2,
      encoding: 'auto',
      fileEncodings: [{ file: 'secret.log', encoding: 'gb18030' }],
    });
    valueOf(await logs.handlers['logs.open'](content([id]), worker));
    await eventually(async () => expect(await texts()).toEqual(['磁盘', '忈奞']));
    const edit = { sourceId: id, seen: 2, name: 'x', encoding: 'auto', isWatched: false, assetId: null } as const;
    expect(valueOf(await logs.handlers['logs.edit'](edit, lead)).fileEncodings).toEqual(row.fileEncodings);
    const trail = (await folder.desk.readAudit(1, 100)).join('\n');
    expect(trail).toContain('log.source-file-encoding');
    expect(trail).toContain('gb18030');
    expect(trail).not.toContain('secret');
    await logs.stop();
    logs = open();
    valueOf(await logs.handlers['logs.open'](content([id]), worker));
    await eventually(async () => expect(await texts()).toEqual(['磁盘', '忈奞']));
    const taken = await logs.handlers['logs.setFileEncoding']({ ...change, seen: 3, encoding: null }, lead);
    expect(valueOf(taken).fileEncodings).toEqual([]);
    await eventually(async () => expect(await texts()).toEqual(['磁盘', '障害']));
  });

  it('is told nothing of a file that is none of its own, that another change was made meanwhile, or of too many', async () => {
    const several = await add(join(files, '**', '*.log'), { kind: 'files' });
    const single = await add(await fileOf('one.log', 'one\n'));
    const change = { sourceId: several.id, seen: 1, file: 'a.log', encoding: 'big5' } as const;
    const set = (more: Partial<ParsedInputOf<'logs.setFileEncoding'>>) =>
      logs.handlers['logs.setFileEncoding']({ ...change, ...more }, lead);
    for (const file of ['a.txt', '../a.log', join(files, 'a.log'), 'sub/../a.log'])
      expect(await set({ file }), file).toMatchObject({ failure: { code: 'record.not-found', details: { id: file } } });
    const ofOne = await set({ sourceId: single.id, file: 'one.log' });
    expect(ofOne).toMatchObject({ failure: { code: 'record.not-found' } });
    expect(await set({ seen: 2 })).toMatchObject({ failure: { code: 'record.stale' } });
    for (let file = 0; file < MAX_FILE_ENCODINGS; file++)
      valueOf(await set({ seen: file + 1, file: `sub/${file}.log` }));
    const seen = MAX_FILE_ENCODINGS + 1;
    expect(await set({ seen })).toMatchObject({
      failure: { code: 'log.too-many', details: { most: MAX_FILE_ENCODINGS } },
    });
    expect(valueOf(await set({ seen, file: 'sub/7.log' })).fileEncodings).toHaveLength(MAX_FILE_ENCODINGS);
  });

  it('ends its searches when they are cancelled, and refuses one that is too slow', async () => {
    const { id } = await add(await fileOf('a.log', `${'a'.repeat(40)}b\n`));
    valueOf(await logs.handlers['logs.open'](content([id]), worker));
    const search = { pattern: '^(a+)+$', isRegex: true, matchesCase: true };
    const ask = { viewId: 'view-00000001', search, jobId: 'job-00000001' };
    expect(await logs.handlers['logs.count'](ask, worker)).toMatchObject({ failure: { code: 'log.pattern-slow' } });
    const waiting = logs.handlers['logs.count']({ ...ask, search: { ...search, pattern: 'a' } }, worker);
    valueOf(await logs.handlers['logs.cancel']({ jobId: 'job-00000001' }, worker));
    expect(await waiting).toMatchObject({ failure: { code: 'request.cancelled' } });
    expect(await texts()).toHaveLength(1);
  });
});

describe('what is kept of a log', () => {
  it('is a bookmark on its line, which goes with its source', async () => {
    const { id } = await add(await fileOf('a.log', 'one\ntwo\n'));
    valueOf(await logs.handlers['logs.open'](content([id]), worker));
    const mark = { viewId: 'view-00000001', rank: 1, note: 'look' };
    const kept = valueOf(await logs.handlers['logs.bookmark'](mark, worker));
    expect(kept).toMatchObject({ sourceId: id, line: 2, text: 'two', note: 'look' });
    expect(valueOf(await logs.handlers['logs.bookmark']({ ...mark, note: '' }, worker)).id).toBe(kept.id);
    const input = { viewId: 'view-00000001', from: 0, count: 10, fields: false, search: null };
    const { lines } = valueOf(await logs.handlers['logs.window'](input, worker));
    expect(lines.map(({ bookmark }) => bookmark)).toEqual([null, kept.id]);
    valueOf(await logs.handlers['logs.remove']({ sourceId: id, seen: 1 }, lead));
    expect(valueOf(await logs.handlers['logs.bookmarks']({}, worker))).toEqual([]);
  });

  it('is a bookmark on the same line once its file is read anew, though its generation is another', async () => {
    const path = await fileOf('a.log', 'one\n');
    const { id } = await add(path);
    valueOf(await logs.handlers['logs.open'](content([id]), worker));
    await rename(path, `${path}.1`);
    await writeFile(path, 'two\nthree\n');
    // The old file is drained for a while before the new one is begun.
    await expect.poll(() => texts(), { timeout: 20_000 }).toEqual(['one', 'two', 'three']);
    const mark = { viewId: 'view-00000001', rank: 2, note: '' };
    const kept = valueOf(await logs.handlers['logs.bookmark'](mark, worker));
    expect(kept).toMatchObject({ generation: 2, line: 2, lineAt: null });
    await logs.stop();
    logs = open();
    valueOf(await logs.handlers['logs.open'](content([id]), worker));
    await expect.poll(async () => (await texts()).at(-1)).toBe('three');
    const input = { viewId: 'view-00000001', from: 0, count: 10, fields: false, search: null };
    const { lines } = valueOf(await logs.handlers['logs.window'](input, worker));
    expect(lines.filter(({ bookmark }) => bookmark === kept.id).map(({ text }) => text)).toEqual(['three']);
    const { sourceId, generation, line, text, lineAt } = kept;
    const asked = { viewId: 'view-00000001', sourceId, file: null, generation, line, text, at: lineAt };
    const found = valueOf(await logs.handlers['logs.rankOf'](asked, worker));
    expect(lines[found.rank ?? -1]?.text).toBe('three');
    expect(valueOf(await logs.handlers['logs.rankOf']({ ...asked, text: 'four' }, worker))).toEqual({ rank: null });
  });

  it('is which fields stand in columns, and no edit is stale by that', async () => {
    const { id, revision, columns } = await add(await fileOf('a.log', '{"user":"x","msg":"y"}\n'));
    expect(columns).toEqual([]);
    const arranged = [{ field: 'user', width: 96 }];
    valueOf(await logs.handlers['logs.arrange']({ sourceId: id, columns: arranged }, worker));
    const [row] = valueOf(await logs.handlers['logs.sources']({}, worker)).sources;
    expect(row).toMatchObject({ revision, columns: arranged });
    const trail = (await folder.desk.readAudit(1, 100)).join('\n');
    expect(trail).toContain('log.source-arrange');
    expect(trail).not.toContain('"user"');
  });

  it('is a filter that can be what it says', async () => {
    const filter = {
      name: 'x',
      kind: 'include',
      pattern: 'a(',
      isRegex: true,
      matchesCase: true,
      field: null,
    } as const;
    const bad = { filterId: null, seen: null, content: filter };
    expect(await logs.handlers['logs.saveFilter'](bad, worker)).toMatchObject({
      failure: { code: 'log.pattern-invalid' },
    });
    const saved = valueOf(
      await logs.handlers['logs.saveFilter']({ ...bad, content: { ...filter, pattern: 'a' } }, worker),
    );
    expect(valueOf(await logs.handlers['logs.filters']({}, worker))).toEqual([saved]);
    const stale = { filterId: saved.id, seen: 7 };
    expect(await logs.handlers['logs.removeFilter'](stale, worker)).toMatchObject({
      failure: { code: 'record.stale' },
    });
  });
});

describe('known problems', () => {
  /** Without waiting by a clock. */
  const turnsUntil = async (isSo: () => boolean): Promise<void> => {
    while (!isSo())
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
  };
  const lines = (many: number, word = 'line'): string =>
    `${Array.from({ length: many }, (_, line) => `${word} ${line}`).join('\n')}\n`;
  const bad = 'Oct 10 15:40:07 host kernel: Out of memory: Killed process 4481 (java) total-vm:1kB';

  it('are looked for in what is watched, every line once, though nobody looks', async () => {
    const path = await fileOf('a.log', `${Array.from({ length: 3_000 }, (_, line) => `line ${line}`).join('\n')}\n`);
    await add(path, { isWatched: true });
    await eventually(() => expect(scans.at(-1)?.scan.nextLine).toBe(3_001));
    await appendFile(path, `${bad}\n`);
    await eventually(() => expect(scans.at(-1)?.scan.nextLine).toBe(3_002));
    expect(scans.flatMap(({ scan }) => scan.hits)).toMatchObject([{ line: 3_001 }]);
    let next = 1;
    for (const { scan } of scans) {
      expect(scan.firstLine).toBe(next);
      next = scan.nextLine;
    }
  });

  it('are looked for from where that ended last time', async () => {
    const path = await fileOf('a.log', lines(2_500));
    await add(path, { isWatched: true });
    await eventually(() => expect(scans.at(-1)?.scan.nextLine).toBe(2_501));
    await logs.stop();
    await appendFile(path, lines(500, 'more'));
    scans = [];
    logs = open();
    await eventually(() => expect(scans.at(-1)?.scan.nextLine).toBe(3_001));
    expect(scans[0]?.scan.firstLine).toBe(2_501);
  });

  it.each([
    ['shorter', 20],
    ['as long', 3_000],
  ])(
    'are looked for in every line of a file that took its place while nobody looked, one that is %s',
    async (_, many) => {
      const path = await fileOf('a.log', lines(3_000));
      await add(path, { isWatched: true });
      await eventually(() => expect(scans.at(-1)?.scan.nextLine).toBe(3_001));
      await logs.stop();
      await rename(path, join(files, 'a.log.1'));
      await writeFile(path, lines(many, 'other'));
      scans = [];
      logs = open();
      await eventually(() => expect(scans.at(-1)?.scan.nextLine).toBe(many + 1));
      expect(scans[0]?.scan.firstLine).toBe(1);
    },
  );

  it('are looked for from there in a file that was cut before, by the name that its lines had', async () => {
    const path = await fileOf('a.log', lines(300));
    await add(path, { isWatched: true });
    await eventually(() => expect(scans.at(-1)?.scan.nextLine).toBe(301));
    await writeFile(path, lines(200, 'other'));
    await eventually(() => expect(scans.at(-1)?.scan).toMatchObject({ generation: 2, nextLine: 201 }));
    await logs.stop();
    await appendFile(path, `${bad}\n`);
    scans = [];
    logs = open();
    await eventually(() => expect(scans).toHaveLength(1));
    expect(scans[0]?.scan).toMatchObject({ generation: 2, firstLine: 201, nextLine: 202, hits: [{ line: 201 }] });
  });

  it('are looked for on from there when a source is watched again', async () => {
    const path = await fileOf('a.log', lines(300));
    const { id, revision, name } = await add(path, { isWatched: true });
    await eventually(() => expect(scans.at(-1)?.scan.nextLine).toBe(301));
    const change = { sourceId: id, name, encoding: 'auto' as const, assetId: null };
    const off = await logs.handlers['logs.edit']({ ...change, seen: revision, isWatched: false }, lead);
    scans = [];
    await appendFile(path, `${bad}\n`);
    valueOf(await logs.handlers['logs.edit']({ ...change, seen: valueOf(off).revision, isWatched: true }, lead));
    await eventually(() => expect(scans.at(-1)?.scan.nextLine).toBe(302));
    expect(scans[0]?.scan.firstLine).toBe(301);
  });

  it('are handed over again while the disk is full, and then every line after', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    refused = 3;
    const path = await fileOf('a.log', lines(3_000));
    await add(path, { isWatched: true });
    await turnsUntil(() => said.length > 0);
    expect(said.splice(0)).toEqual([expect.stringContaining('the disk is full')]);
    for (let tries = 0; tries < 3; tries++) await vi.advanceTimersByTimeAsync(5_000);
    await turnsUntil(() => scans.at(-1)?.scan.nextLine === 3_001);
    let next = 1;
    for (const { scan } of scans) {
      expect(scan.firstLine).toBe(next);
      next = scan.nextLine;
    }
  });

  it('are not looked for in what is only read', async () => {
    const { id } = await add(await fileOf('a.log', `${bad}\n`));
    valueOf(await logs.handlers['logs.open'](content([id]), worker));
    await eventually(async () => expect(await texts()).toHaveLength(1));
    expect(scans).toEqual([]);
  });
});

it('reads what the console says about itself, from before the log was opened on', async () => {
  ownLog.say('AB12 tickets.get Error: broken');
  const { id } = await add('', { kind: 'own', name: 'Console' });
  valueOf(await logs.handlers['logs.open'](content([id]), worker));
  ownLog.say('second');
  await eventually(async () => {
    const lines = await texts();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('AB12 tickets.get Error: broken');
  });
});
