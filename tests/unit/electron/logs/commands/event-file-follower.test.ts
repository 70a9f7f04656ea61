import { appendFileSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EventFileFollower } from '#core/logs/commands/event-file-follower.ts';
import { readEventFile, type EventFormat } from '#core/logs/commands/event-files.ts';
import { lineOf } from '#core/logs/commands/event-line.ts';
import { Follower } from '#core/logs/follow/follower.ts';
import { gbk } from '../../../../support/gbk.ts';
import { fixture, readWhole } from './read-events.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'deskside-events-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const follow = (
  format: EventFormat,
): { readonly follower: EventFileFollower; readonly path: string; readonly folder: string } => {
  const path = join(place, 'exported');
  const folder = join(place, 'lines');
  let now = 0;
  const file = new Follower({
    path,
    encoding: 'auto',
    locale: 'zh-CN',
    siblings: false,
    now: () => (now += 10_000),
    spoolFolder: place,
  });
  return { follower: new EventFileFollower({ file, format, folder }), path, folder };
};

/** Lines that come, and why segments begin. */
const take = (follower: EventFileFollower): { readonly text: string; readonly began: readonly string[] } => {
  let text = '';
  const began: string[] = [];
  for (let quiet = 0; quiet < 5;) {
    const { steps, hasMore } = follower.wake(777);
    quiet = hasMore || steps.length > 0 ? 0 : quiet + 1;
    for (const step of steps) {
      if (step.kind === 'began') began.push(step.why);
      if (step.kind === 'read') text += Buffer.from(step.bytes).toString('latin1');
    }
  }
  return { text: Buffer.from(text, 'latin1').toString('utf8'), began };
};

const linesOf = (format: EventFormat, bytes: Buffer): string =>
  readWhole(readEventFile(format), bytes)
    .map((event) => `${lineOf(event)}\n`)
    .join('');

test('a file of events in UTF-16 reads as lines, also while it grows and when it is replaced', () => {
  const { follower, path, folder } = follow('windows-events');
  const system = fixture('system-events.utf16le.xml');
  const security = fixture('security-events.utf16le.xml');
  writeFileSync(path, system.subarray(0, 9001));
  const first = take(follower);
  expect(first.began).toEqual(['first']);
  appendFileSync(path, system.subarray(9001));
  const second = take(follower);
  expect(first.text + second.text).toBe(linesOf('windows-events', system));
  renameSync(path, `${path}.1`);
  writeFileSync(path, security);
  const third = take(follower);
  expect(third.began).toEqual(['rotated']);
  expect(third.text).toBe(linesOf('windows-events', security));
  const [segment] = follower.segments();
  const buffer = Buffer.alloc(200);
  const read = segment?.read(buffer, 0) ?? 0;
  expect(linesOf('windows-events', system).startsWith(buffer.toString('utf8', 0, read))).toBe(true);
  follower.close();
  expect(existsSync(folder)).toBe(false);
});

test('an export of a Chinese Windows in GBK, and a journal', () => {
  const text = fixture('system-events.utf16le.xml').toString('utf16le').slice(1).replaceAll('CldFlt', '云文件筛选器');
  const windows = follow('windows-events');
  writeFileSync(windows.path, gbk(text));
  expect(take(windows.follower).text).toBe(linesOf('windows-events', Buffer.from(text)));
  windows.follower.close();

  const journal = follow('journal');
  writeFileSync(journal.path, fixture('journal.jsonl'));
  expect(take(journal.follower).text).toBe(linesOf('journal', fixture('journal.jsonl')));
  journal.follower.close();
});

test('a file that is not there is waited for', () => {
  const { follower, path } = follow('journal');
  expect(take(follower).text).toBe('');
  expect(follower.state).toBe('waiting');
  writeFileSync(path, fixture('journal.jsonl'));
  expect(take(follower).text).toContain('磁盘空间不足');
  expect(follower.state).toBe('following');
  follower.close();
});
