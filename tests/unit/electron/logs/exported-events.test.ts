import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Scan } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import { LogThread } from '#core/logs/log-thread.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { LogLine } from '#shared/logs/line.ts';
import { logRoom } from '../../../support/log-room.ts';
import { fixture } from './commands/read-events.ts';
import { eventually } from '../../../support/eventually.ts';

const id = 'logSource:01J0000000000000000000000S';
const viewId = 'view-00000001';

let folder: string;
let thread: LogThread;
let scans: Scan[];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-exported-')));
  for (const name of ['own', 'spool']) await mkdir(join(folder, name));
  scans = [];
  thread = new LogThread({
    worker: logRoom,
    setting: {
      locale: 'en',
      spoolFolder: join(folder, 'spool'),
      ownFolder: join(folder, 'own'),
      key: new Uint8Array(32),
    },
    notify: () => undefined,
    rules: () => ({ rules: shippedRules(), from: {} }),
    scanned: (_, { scan }) => {
      scans.push(scan as Scan);
      return Promise.resolve(succeed(null));
    },
    log: () => undefined,
  });
});
afterEach(async () => {
  await thread.close();
  await rm(folder, { recursive: true, force: true });
});

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};

/** The first lines of a file once all of it is read. */
const linesOf = async (place: string, isWatched = false): Promise<readonly LogLine[]> => {
  thread.setSources([{ id, name: 'export', kind: 'file', place, encoding: 'auto', isWatched, namedUpTo: 0 }]);
  const all = { filters: [], levels: null, timeFrom: null, timeTo: null };
  valueOf(await thread.ask('open', { viewId, sourceIds: [id], ...all }));
  await vi.waitFor(async () => expect(valueOf(await thread.ask('states', null))[id]?.state).toBe('following'), {
    timeout: 30_000,
  });
  const input = { viewId, from: 0, count: 500, fields: true, search: null };
  return valueOf(await thread.ask('window', input)).lines;
};

it('a Windows export opens as events, with what tells each of them', async () => {
  await writeFile(join(folder, 'System.xml'), fixture('system-events.utf16le.xml'));
  const lines = await linesOf(join(folder, 'System.xml'));
  const heads = lines.filter(({ isContinued }) => !isContinued);
  expect(heads.length).toBeGreaterThan(2);
  for (const { at, level, fields, text } of heads) {
    expect(at).not.toBeNull();
    expect(level).not.toBeNull();
    expect(fields?.['provider']).toBeTruthy();
    expect(fields?.['eventId']).toMatch(/^\d+$/u);
    expect(text).not.toContain('<');
  }
});

it('known problems are told by provider and number of an event, whatever it says', async () => {
  const event = (provider: string, number: number, second: number): string =>
    `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="${provider}"/><EventID>${number}</EventID><Level>1</Level><TimeCreated SystemTime="2026-11-26T10:00:0${second}.000000Z"/><EventRecordID>${second}</EventRecordID><Channel>System</Channel><Computer>PC-7</Computer></System><RenderingInfo Culture="zh-CN"><Message>系统已重新启动</Message></RenderingInfo></Event>`;
  const text = `<?xml version="1.0" encoding="utf-8"?><Events>${event('Some-Other', 41, 1)}${event('Microsoft-Windows-Kernel-Power', 41, 2)}</Events>`;
  await writeFile(join(folder, 'System.xml'), text);
  await linesOf(join(folder, 'System.xml'), true);
  await eventually(() => expect(scans.flatMap(({ hits }) => hits)).toMatchObject([{ line: 2 }]));
});

it('a table of the Event Viewer opens as events, in which known problems are found', async () => {
  const path = join(folder, '系统.csv');
  await writeFile(
    path,
    '\uFEFF级别,日期和时间,来源,事件 ID,任务类别\r\n信息,2026/11/26 10:00:01,Service Control Manager,7036,无,"打印服务\r\n已停止。"\r\n关键,2026/11/26 10:00:02,Kernel-Power,41,(63),系统已重新启动',
  );
  await linesOf(path, true);
  const input = { viewId, from: 0, count: 500, fields: true, search: null };
  // The last row has no line end: it is there once nothing comes any more.
  const lines = await eventually(async () => {
    const now = valueOf(await thread.ask('window', input)).lines;
    expect(now).toHaveLength(2);
    return now;
  });
  expect(lines.map(({ level, fields }) => [level, fields?.['provider'], fields?.['eventId']])).toEqual([
    ['info', 'Service Control Manager', '7036'],
    ['error', 'Kernel-Power', '41'],
  ]);
  expect(lines[0]?.text).toContain('打印服务 已停止。');
  expect(lines[0]?.at).toBe(new Date(2026, 10, 26, 10, 0, 1).toISOString());
  await eventually(() => expect(scans.flatMap(({ hits }) => hits)).toMatchObject([{ line: 2 }]));
});

it('a journal and a unified log open as entries', async () => {
  await writeFile(join(folder, 'journal.json'), fixture('journal.jsonl'));
  const journal = await linesOf(join(folder, 'journal.json'));
  expect(journal.some(({ text }) => text.startsWith('{'))).toBe(false);
  expect(journal.filter(({ at }) => at !== null).length).toBeGreaterThan(2);
  await writeFile(
    join(folder, 'mac.ndjson'),
    '{"timestamp":"2026-06-29 15:54:42.063082+0200","eventMessage":"it broke","messageType":"Error","processImagePath":"/usr/libexec/thing"}\n',
  );
  thread.setSources([]);
  const [line] = await linesOf(join(folder, 'mac.ndjson'));
  expect(line).toMatchObject({ at: '2026-06-29T13:54:42.063Z', level: 'error' });
  expect(line?.text).toContain('it broke');
});

it('a log like any other stays what it is', async () => {
  await writeFile(join(folder, 'a.log'), '{"level":"info","msg":"one"}\n<Event> in a text\n');
  expect((await linesOf(join(folder, 'a.log'))).map(({ text }) => text)).toEqual([
    '{"level":"info","msg":"one"}',
    '<Event> in a text',
  ]);
});

const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const folders = ['lnav-testlogs', 'encodings-node-chardet', 'alloy-mssql-utf16', 'evtx-text'];

describe.skipIf(!existsSync(join(data, 'lnav-testlogs')))('every collected log', () => {
  it.each(folders)('of %s opens', async (name) => {
    const files = existsSync(join(data, name)) ? readdirSync(join(data, name)) : [];
    for (const file of files) {
      if (/^(?:LICENSE|ORIGIN)/u.test(file)) continue;
      const path = join(folder, `${file}.log`);
      await copyFile(join(data, name, file), path);
      thread.setSources([]);
      const lines = await linesOf(path);
      const text = lines.map((line) => line.text).join('');
      if (text !== '') expect(text, file).toMatch(/\p{L}{2}/u);
    }
  });
});
