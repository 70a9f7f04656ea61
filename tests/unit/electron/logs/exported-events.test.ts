import { appendFile, rename } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Scan } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import type { LogLine } from '#shared/logs/line.ts';
import { eventually } from '../../../support/eventually.ts';
import { fixture } from './commands/read-events.ts';
import { OneSource } from './one-source.ts';

let log: OneSource;

beforeEach(async () => {
  log = await OneSource.make(shippedRules());
});
afterEach(() => log.close());

/** The first lines of a file once all of it is read. */
const linesOf = async (name: string, isWatched = false): Promise<readonly LogLine[]> => {
  log.thread.setSources([]);
  await log.open('file', name, isWatched);
  await log.until(async () => (await log.now()).state === 'following');
  return (await log.window()).lines;
};

const event = (provider: string, number: number, second: number): string =>
  `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="${provider}"/><EventID>${number}</EventID><Level>1</Level><TimeCreated SystemTime="2026-11-26T10:00:0${second}.000000Z"/><EventRecordID>${second}</EventRecordID><Channel>System</Channel><Computer>PC-7</Computer></System><RenderingInfo Culture="zh-CN"><Message>系统已重新启动</Message></RenderingInfo></Event>`;
const head = '<?xml version="1.0" encoding="utf-8"?><Events>';

it('a Windows export opens as events, with what tells each of them', async () => {
  await log.put('System.xml', fixture('system-events.utf16le.xml'));
  const lines = await linesOf('System.xml');
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
  const text = `${head}${event('Some-Other', 41, 1)}${event('Microsoft-Windows-Kernel-Power', 41, 2)}</Events>`;
  await log.put('System.xml', text);
  await linesOf('System.xml', true);
  await eventually(() =>
    expect(log.scanned.flatMap(({ found }) => (found.scan as Scan).hits)).toMatchObject([{ line: 2 }]),
  );
});

it('a table of the Event Viewer opens as events, in which known problems are found', async () => {
  await log.put(
    '系统.csv',
    '\uFEFF级别,日期和时间,来源,事件 ID,任务类别\r\n信息,2026/11/26 10:00:01,Service Control Manager,7036,无,"打印服务\r\n已停止。"\r\n关键,2026/11/26 10:00:02,Kernel-Power,41,(63),系统已重新启动',
  );
  await linesOf('系统.csv', true);
  // The last row has no line end: it is there once nothing comes any more.
  const lines = await eventually(async () => {
    const now = (await log.window()).lines;
    expect(now).toHaveLength(2);
    return now;
  });
  expect(lines.map(({ level, fields }) => [level, fields?.['provider'], fields?.['eventId']])).toEqual([
    ['info', 'Service Control Manager', '7036'],
    ['error', 'Kernel-Power', '41'],
  ]);
  expect(lines[0]?.text).toContain('打印服务 已停止。');
  expect(lines[0]?.at).toBe(new Date(2026, 10, 26, 10, 0, 1).toISOString());
  await eventually(() =>
    expect(log.scanned.flatMap(({ found }) => (found.scan as Scan).hits)).toMatchObject([{ line: 2 }]),
  );
});

it('a journal and a unified log open as entries', async () => {
  await log.put('journal.json', fixture('journal.jsonl'));
  const journal = await linesOf('journal.json');
  expect(journal.some(({ text }) => text.startsWith('{'))).toBe(false);
  expect(journal.filter(({ at }) => at !== null).length).toBeGreaterThan(2);
  await log.put(
    'mac.ndjson',
    '{"timestamp":"2026-06-29 15:54:42.063082+0200","eventMessage":"it broke","messageType":"Error","processImagePath":"/usr/libexec/thing"}\n',
  );
  const [line] = await linesOf('mac.ndjson');
  expect(line).toMatchObject({ at: '2026-06-29T13:54:42.063Z', level: 'error' });
  expect(line?.text).toContain('it broke');
});

it('a log like any other stays what it is', async () => {
  await log.put('a.log', '{"level":"info","msg":"one"}\n<Event> in a text\n');
  expect((await linesOf('a.log')).map(({ text }) => text)).toEqual([
    '{"level":"info","msg":"one"}',
    '<Event> in a text',
  ]);
});

it('a file becomes events when an export is written to it, and a log again when it is one', async () => {
  await log.put('System.xml', '');
  await log.open('file', 'System.xml', true);
  await log.until(async () => (await log.now()).state === 'following');
  await log.put('System.xml', head);
  await log.linesAre(head);
  await appendFile(
    log.place('System.xml'),
    `${event('Some-Other', 1, 1)}${event('Microsoft-Windows-Kernel-Power', 41, 2)}`,
  );
  await log.until(async () => (await log.window()).lines.at(-1)?.fields?.['eventId'] === '41');
  expect((await log.window()).lines.some(({ text }) => text.includes('<'))).toBe(false);
  await eventually(() =>
    expect(log.scanned.flatMap(({ found }) => (found.scan as Scan).hits)).toMatchObject([{ line: 2 }]),
  );
  await log.put('System.xml', 'a log like any other\n');
  await log.linesAre('a log like any other');
});

it('a log that is replaced by an export becomes events', async () => {
  await log.put('System.xml', 'a log like any other\n');
  await log.open('file', 'System.xml');
  await log.linesAre('a log like any other');
  await log.put('new.xml', `${head}${event('Some-Other', 7, 1)}</Events>`);
  await rename(log.place('new.xml'), log.place('System.xml'));
  await log.until(async () => (await log.window()).lines.at(-1)?.fields?.['eventId'] === '7');
});
