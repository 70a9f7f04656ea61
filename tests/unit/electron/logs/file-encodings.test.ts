/** Of several files of one source, each can be read in an encoding of its own. */
import { appendFile, rename, rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Encoding } from '#shared/logs/source.ts';
import { OneSource, sourceId, valueOf, viewId } from './one-source.ts';

/** 「ディスク障害」: as GB18030 these are characters as well. */
const shiftJis = Buffer.from('836683428358834e8fe18a51', 'hex');
/** “磁盘错误”. */
const gbk = Buffer.from('b4c5c5ccb4edcef3', 'hex');
const japanese = 'ディスク障害';
const chinese = '磁盘错误';

const lineAt = (second: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`2026-11-26T10:00:0${second}Z `), bytes, Buffer.from('\n')]);
const shown = (file: string, second: number, text: string): string => `${file}: 2026-11-26T10:00:0${second}Z ${text}`;
const as = (bytes: Uint8Array, label: string): string => new TextDecoder(label).decode(bytes);

let log: OneSource;

beforeEach(async () => {
  log = await OneSource.make();
  await log.put('a.log', lineAt(1, Buffer.from('磁盘 plain')));
  await log.put('b.log', lineAt(2, gbk));
  await log.put('c.log', lineAt(3, shiftJis));
});
afterEach(() => log.close());

const told = (file: string, encoding: Encoding) => [{ file, encoding }];
const generations = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await log.window()).lines.map(({ file, generation }) => [file, generation]));
const readAs = async () => (await log.now()).files?.map((file) => file.readAs);

it('re-reads the one file that it is said of, names its lines anew and leaves the others as they are', async () => {
  await log.open('files', '*.log', false, told('c.log', 'gb18030'));
  const before = [shown('a.log', 1, '磁盘 plain'), shown('b.log', 2, chinese)];
  await log.linesAre(...before, shown('c.log', 3, as(shiftJis, 'gb18030')));
  const first = await generations();
  log.register('files', '*.log', false, told('c.log', 'shift_jis'));
  await log.linesAre(...before, shown('c.log', 3, japanese));
  const second = await generations();
  expect(second).toEqual({ ...first, 'c.log': (first['c.log'] ?? 0) + 1 });
  // The view is the one that was open.
  expect(valueOf(await log.thread.ask('view', { viewId })).total).toBe(3);
  log.register('files', '*.log', false, [...told('c.log', 'shift_jis'), ...told('b.log', 'big5')]);
  await log.linesAre(before[0] ?? '', shown('b.log', 2, as(gbk, 'big5')), shown('c.log', 3, japanese));
  expect(await readAs()).toEqual(['utf-8', 'big5', 'shift_jis']);
  expect((await generations())['c.log']).toBe(second['c.log']);
});

it('detects it again once nothing is said any more', async () => {
  await log.open('files', 'a.log*', false, told('a.log', 'gb18030'));
  await log.linesAre(shown('a.log', 1, as(Buffer.from('磁盘 plain'), 'gb18030')));
  log.register('files', 'a.log*');
  await log.linesAre(shown('a.log', 1, '磁盘 plain'));
  expect(await readAs()).toEqual(['utf-8']);
});

it('goes on where it was after a restart, and follows what is appended in that encoding', async () => {
  await log.open('files', 'c.*', false, told('c.log', 'shift_jis'));
  await log.linesAre(shown('c.log', 3, japanese));
  const before = await generations();
  await log.restart(() => appendFile(log.place('c.log'), lineAt(4, shiftJis)));
  await log.open('files', 'c.*', false, told('c.log', 'shift_jis'));
  await log.linesAre(shown('c.log', 3, japanese), shown('c.log', 4, japanese));
  expect(await generations()).toEqual(before);
});

it('holds for what rotation made of the file', async () => {
  await log.open('files', 'c.log*', false, told('c.log', 'shift_jis'));
  await log.linesAre(shown('c.log', 3, japanese));
  await rename(log.place('c.log'), log.place('c.log.1'));
  await log.put('c.log', lineAt(5, shiftJis));
  await log.linesAre(shown('c.log', 3, japanese), shown('c.log', 5, japanese));
  log.register('files', 'c.log*', false, told('c.log', 'gb18030'));
  const misread = as(shiftJis, 'gb18030');
  await log.linesAre(shown('c.log', 3, misread), shown('c.log', 5, misread));
});

it('holds for a file that is gone meanwhile once it is back', async () => {
  await log.open('files', '?.log', false, told('c.log', 'gb18030'));
  await log.until(async () => (await log.now()).lines === 3);
  await rm(log.place('c.log'));
  await log.until(async () => (await log.now()).files?.[2]?.problem === 'gone');
  log.register('files', '?.log', false, told('c.log', 'shift_jis'));
  await log.put('c.log', lineAt(6, shiftJis));
  await log.until(async () => (await log.window()).lines.at(-1)?.text.endsWith(japanese) === true);
  expect(await readAs()).toEqual(['utf-8', 'gb18030', 'shift_jis']);
});

it('makes a log of its own of a file that has another name by now', async () => {
  await log.open('files', '*.log', false, told('c.log', 'gb18030'));
  await log.until(async () => (await log.now()).lines === 3);
  await log.restart(() => rename(log.place('c.log'), log.place('d.log')));
  await log.open('files', '*.log', false, told('c.log', 'gb18030'));
  await log.until(async () => (await log.now()).lines === 3);
  expect((await log.now()).files?.map(({ name }) => name)).toEqual(['a.log', 'b.log', 'c.log']);
  log.register('files', '*.log', false, told('d.log', 'shift_jis'));
  await log.until(async () => (await log.window()).lines.at(-1)?.text.endsWith(japanese) === true);
  expect((await log.now()).files?.map(({ name }) => name)).toEqual(['a.log', 'b.log', 'd.log']);
});

it('reads nothing on that was stopped', async () => {
  await log.open('files', 'c.*');
  await log.until(async () => (await log.now()).state === 'following');
  valueOf(await log.thread.ask('stop', { sourceId, isStopped: true }));
  log.register('files', 'c.*', false, told('c.log', 'shift_jis'));
  expect(await log.now()).toMatchObject({ state: 'stopped', lines: 0 });
  valueOf(await log.thread.ask('stop', { sourceId, isStopped: false }));
  await log.linesAre(shown('c.log', 3, japanese));
});
