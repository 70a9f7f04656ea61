import {
  appendFileSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { FollowedLog } from './followed-log.ts';

/** Longer than what is kept of a head. */
const header = `${'# the same '.repeat(100)}\n`;

describe('a followed log', () => {
  let log: FollowedLog;

  beforeEach(() => {
    log = new FollowedLog();
  });
  afterEach(() => log.close());

  const pack = (from: string, to: string): void => {
    writeFileSync(log.place(to), gzipSync(from));
  };

  it('is waited for until it is there', () => {
    log.read();
    expect(log.follower.state).toBe('waiting');
    writeFileSync(log.path, 'one\n');
    log.read();
    expect(log.text).toBe('one\n');
    expect(log.told).toEqual(['first', 'following']);
  });

  it('begins with its rotated files, oldest first, compressed ones unpacked into nothing that has a name', () => {
    pack('one\n', 'app.log.2.gz');
    writeFileSync(log.place('app.log.1'), 'two\n');
    writeFileSync(log.path, 'three\n');
    log.read();
    expect(log.text).toBe('one\n|two\n|three\n');
    expect(log.follower.segments().map(({ name, generation }) => `${name} ${generation}`)).toEqual([
      'app.log.2.gz 1',
      'app.log.1 2',
      'app.log 3',
    ]);
    expect(readdirSync(join(log.folder, 'spool'))).toEqual([]);
  });

  it('gives no more than the budget at once', () => {
    writeFileSync(log.path, 'x'.repeat(10_000));
    log.follower.wake(1000);
    const { steps, hasMore } = log.follower.wake(1000);
    expect(steps.flatMap((step) => (step.kind === 'read' ? [step.bytes.length] : []))).toEqual([1000]);
    expect(hasMore).toBe(true);
  });

  it('goes on in the old file until its writer has left it', () => {
    writeFileSync(log.path, 'one\n');
    const writer = openSync(log.path, 'a');
    log.read();
    renameSync(log.path, log.place('app.log.1'));
    writeFileSync(log.path, '');
    log.readLater();
    writeSync(writer, 'two\n');
    log.read();
    appendFileSync(log.path, 'three\n');
    writeSync(writer, 'still two\n');
    log.read();
    expect(log.text).toBe('one\ntwo\nstill two\n');
    log.now += 3001;
    log.read();
    expect(log.text).toBe('one\ntwo\nstill two\n|three\n');
    closeSync(writer);
  });

  it('takes up what comes to a file after it was left, between two lines', () => {
    writeFileSync(log.path, 'one\n');
    const writer = openSync(log.path, 'a');
    log.read();
    renameSync(log.path, log.place('app.log.1'));
    writeFileSync(log.path, 'three\nfo');
    log.readLater();
    writeSync(writer, 'two\n');
    log.read();
    expect(log.text).toBe('one\n|three\nfo');
    appendFileSync(log.path, 'ur\n');
    log.read();
    appendFileSync(log.path, 'five\n');
    log.read();
    expect(log.text).toBe('one\n|three\nfour\n|two\n|five\n');
    expect(log.told.filter((word) => word === 'late' || word === 'resumed')).toEqual(['late', 'resumed']);
    closeSync(writer);
  });

  it('waits for the end of a line that comes late, also to a file that was rotated before we came', () => {
    writeFileSync(log.place('app.log.1'), 'one\n');
    writeFileSync(log.path, 'two\n');
    log.readLater();
    appendFileSync(log.place('app.log.1'), 'half of a li');
    log.read();
    appendFileSync(log.place('app.log.1'), 'ne\n');
    log.read();
    expect(log.text).toBe('one\n|two\n|half of a line\n');
    expect(log.told.filter((word) => word === 'late')).toHaveLength(1);
  });

  it('drains the copy of a file that was truncated', () => {
    writeFileSync(log.path, 'the first one\n');
    log.read();
    appendFileSync(log.path, 'two\n');
    copyFileSync(log.path, log.place('app.log.1'));
    truncateSync(log.path);
    appendFileSync(log.path, 'three\n');
    log.read();
    expect(log.text).toBe('the first one\ntwo\n|three\n');
    expect(log.told).toEqual(['first', 'following', 'truncated', 'sealed']);
  });

  it('finds the copy although it is compressed, and although more was read than it holds', () => {
    const long = 'one line of many\n'.repeat(200);
    writeFileSync(log.path, long);
    log.read();
    pack(long, 'app.log.1.gz');
    appendFileSync(log.path, 'between copy and truncation\n');
    log.read();
    truncateSync(log.path);
    log.read();
    appendFileSync(log.path, 'new\n');
    log.read();
    expect(log.text).toBe(`${long}between copy and truncation\n|new\n`);
    expect(log.told).not.toContain('gone');
  });

  it('sees that a file was truncated although it grew past its old size', () => {
    writeFileSync(log.path, 'one\n');
    log.read();
    copyFileSync(log.path, log.place('app.log.1'));
    truncateSync(log.path);
    appendFileSync(log.path, 'a line that is longer\n');
    log.read();
    expect(log.text).toBe('one\n|a line that is longer\n');
    expect(log.told).toContain('rewritten');
  });

  it('reads what was written, copied and truncated before anybody looked', () => {
    writeFileSync(log.path, '');
    log.read();
    for (const [line, name] of [
      ['one\n', 'app.log.2'],
      ['two\n', 'app.log.1'],
    ] as const) {
      appendFileSync(log.path, line);
      copyFileSync(log.path, log.place(name));
      truncateSync(log.path);
    }
    appendFileSync(log.path, 'three\n');
    log.readLater();
    appendFileSync(log.path, 'four\n');
    log.readLater();
    expect(log.text).toBe('one\n|two\n|three\nfour\n');
  });

  it('sees that it was copied and emptied also where the clock of its folder stood still', () => {
    writeFileSync(log.path, '');
    const before = new Date();
    utimesSync(log.place(''), before, before);
    log.read();
    appendFileSync(log.path, 'one\n');
    copyFileSync(log.path, log.place('app.log.1'));
    truncateSync(log.path);
    utimesSync(log.place(''), before, before);
    log.read();
    appendFileSync(log.path, 'two\n');
    log.readLater();
    expect(log.text).toBe('one\n|two\n');
  });

  it('tells that lines are gone where nobody kept a copy', () => {
    writeFileSync(log.path, 'one\n');
    log.read();
    truncateSync(log.path);
    log.read();
    appendFileSync(log.path, 'two\n');
    log.read();
    expect(log.text).toBe('one\n|two\n');
    expect(log.told).toContain('gone');
    expect(log.follower.segments()[0]?.read(Buffer.alloc(4), 0)).toBe(0);
  });

  it('passes the hole that a writer leaves who keeps its place', () => {
    const writer = openSync(log.path, 'w');
    writeSync(writer, 'one one one\n');
    log.read();
    copyFileSync(log.path, log.place('app.log.1'));
    ftruncateSync(writer, 0);
    writeSync(writer, 'two\n');
    log.read();
    closeSync(writer);
    expect(log.text).toBe('one one one\n|two\n');
    expect(log.told).toContain('nul-run');
    expect(log.follower.segments()[1]?.start).toBe(12);
  });

  it('goes on where it was after a restart, in whichever file that is by now', () => {
    writeFileSync(log.path, 'one\n');
    log.read();
    appendFileSync(log.path, 'two\n');
    pack('one\ntwo\n', 'app.log.2.gz');
    writeFileSync(log.place('app.log.1'), 'three\n');
    // Its number is used again, as it is nearly always.
    truncateSync(log.path);
    appendFileSync(log.path, 'four\n');
    log.restart();
    log.read();
    expect(log.text).toBe('one\ntwo\n|three\n|four\n');
    const [first] = log.follower.segments();
    const bytes = Buffer.alloc(20);
    expect(bytes.toString('utf8', 0, first?.read(bytes, 0))).toBe('one\ntwo\n');
    expect(first?.readBefore).toBe(4);
  });

  it('reads the tenth file of a day after the ninth', () => {
    writeFileSync(log.path, 'nine\n');
    log.read();
    log.restart();
    renameSync(log.path, log.place('app.log.2026-11-26.9'));
    writeFileSync(log.place('app.log.2026-11-26.10'), 'ten\n');
    writeFileSync(log.path, 'eleven\n');
    log.read();
    expect(log.text).toBe('nine\n|ten\n|eleven\n');
  });

  it('reads nothing twice after a restart in which nothing happened', () => {
    pack('zero\n', 'app.log.1.gz');
    writeFileSync(log.path, 'one\n');
    log.read();
    log.restart();
    log.read();
    appendFileSync(log.path, 'two\n');
    log.read();
    expect(log.text).toBe('zero\n|one\ntwo\n');
  });

  it('knows after a restart to which of several files that were empty is written, and where each of their lines was read', () => {
    writeFileSync(log.path, 'one\n');
    log.read();
    for (const rotations of [1, 2]) {
      if (rotations === 2) renameSync(log.place('app.log.1'), log.place('app.log.2'));
      renameSync(log.path, log.place('app.log.1'));
      writeFileSync(log.path, '');
      log.readLater();
    }
    log.restart(() => appendFileSync(log.path, 'two\n'));
    log.readLater();
    log.restart(() => appendFileSync(log.path, 'three\n'));
    log.readLater();
    expect(log.text).toBe('one\n|two\nthree\n');
    const held = log.follower.segments().filter(({ start, end }) => end > start);
    expect(held.map(({ name, generation, end }) => `${name} ${generation} ${end}`)).toEqual([
      'app.log.2 1 4',
      'app.log 3 10',
    ]);
  });

  it('knows a copy again that was made while an empty file before it was compressed', () => {
    writeFileSync(log.place('app.log.1'), 'zero\n');
    writeFileSync(log.path, 'one\n');
    log.readLater();
    renameSync(log.place('app.log.1'), log.place('app.log.3'));
    pack('', 'app.log.2.gz');
    copyFileSync(log.path, log.place('app.log.1'));
    truncateSync(log.path);
    appendFileSync(log.path, 'two\n');
    log.readLater();
    for (let restarts = 0; restarts < 2; restarts++) {
      log.restart();
      log.readLater();
    }
    expect(log.text).toBe('zero\n|one\n|two\n');
  });

  it('tells files apart that begin alike, also while they hold nothing else', () => {
    writeFileSync(log.path, header);
    log.read();
    log.restart();
    renameSync(log.path, log.place('app.log.2'));
    appendFileSync(log.place('app.log.2'), 'one\n');
    writeFileSync(log.place('app.log.1'), `${header}two\n`);
    writeFileSync(log.path, `${header}three\n`);
    log.read();
    expect(log.text).toBe(`${header}one\n|${header}two\n|${header}three\n`);
  });

  it('is not another one when it is replaced by a file that goes on from it', () => {
    writeFileSync(log.path, 'one\n');
    log.read();
    writeFileSync(log.place('new'), 'one\ntwo\n');
    renameSync(log.place('new'), log.path);
    log.read();
    expect(log.text).toBe('one\ntwo\n');
    expect(log.told).toEqual(['first', 'following']);
  });

  it('is what it was when it comes back', () => {
    writeFileSync(log.path, 'one\n');
    log.read();
    renameSync(log.path, log.place('away'));
    log.read();
    appendFileSync(log.place('away'), 'two\n');
    log.read();
    renameSync(log.place('away'), log.path);
    log.read();
    expect(log.text).toBe('one\ntwo\n');
    expect(log.told).toEqual(['first', 'following', 'waiting', 'following']);
  });

  it('is read in what it turns out to be written in', () => {
    writeFileSync(log.path, 'plain\n');
    log.read();
    appendFileSync(log.path, Buffer.from('Gerät nicht gefunden\n', 'latin1'));
    log.read();
    expect(log.told).toEqual(['first', 'following', 'encoding']);
    expect(log.follower.segments()[0]?.encoding).toBe('windows-1252');
  });

  it('is not taken for something else where its first character above ASCII comes in two parts', () => {
    writeFileSync(log.path, Buffer.from([0x61, 0xd6]));
    log.read();
    log.restart();
    log.read();
    appendFileSync(log.path, Buffer.from([0xd0, 0xce, 0xc4, 0x0a]));
    log.read();
    expect(log.follower.segments()[0]?.encoding).toBe('gb18030');
    const big5 = new FollowedLog({ locale: 'zh-TW' });
    writeFileSync(big5.path, 'plain\n');
    big5.read();
    for (const bytes of [[0xa4], [0xa4, 0xa4, 0xe5, 0x0a]]) {
      appendFileSync(big5.path, Buffer.from(bytes));
      big5.read();
    }
    expect(big5.follower.segments()[0]?.encoding).toBe('big5');
    big5.close();
  });

  it('is read in what its last character says, when nothing more comes to it', () => {
    writeFileSync(log.place('app.log.1'), Buffer.from('Café', 'latin1'));
    writeFileSync(log.path, 'two\n');
    log.read();
    expect(log.follower.segments().map(({ encoding }) => encoding)).toEqual(['windows-1252', 'utf-8']);
  });

  it('is read in what it is written in, although it begins with much that is ASCII', () => {
    writeFileSync(log.path, Buffer.concat([Buffer.from('plain\n'.repeat(20_000)), Buffer.from([0xd6, 0xd0, 0x0a])]));
    log.read();
    expect(log.follower.segments()[0]?.encoding).toBe('gb18030');
  });

  it('leaves out its mark, and what may still be written in the place of NUL', () => {
    writeFileSync(log.path, Buffer.concat([Buffer.from('\ufeffone\n', 'utf16le'), Buffer.alloc(4096)]));
    log.read();
    const [segment] = log.follower.segments();
    expect([segment?.encoding, segment?.start, segment?.end]).toEqual(['utf-16le', 2, 10]);
  });

  it('is unreadable where a folder stands, and refused where a link leads to what is forbidden', () => {
    mkdirSync(log.path);
    log.read();
    expect(log.follower.state).toBe('unreadable');
    const other = new FollowedLog({ isForbidden: (target) => target.endsWith('secret') });
    writeFileSync(other.place('secret'), 'hidden\n');
    symlinkSync(other.place('secret'), other.path);
    other.read();
    expect([other.follower.state, other.text]).toEqual(['refused', '']);
    rmSync(other.path);
    writeFileSync(other.path, 'open\n');
    other.read();
    expect([other.follower.state, other.text]).toEqual(['following', 'open\n']);
    other.close();
  });

  it.each([
    ['zeros, as a power cut leaves them', Buffer.concat([Buffer.from('one\n'), Buffer.alloc(4096)]), 'one\n|two\n'],
    ['the beginning of a mark', Buffer.from([0xef, 0xbb]), 'two\n'],
    ['a single zero', Buffer.from([0]), 'two\n'],
  ])('is at rest behind a rotated file that ends in %s', (_name, bytes, text) => {
    writeFileSync(log.path, bytes);
    log.read();
    renameSync(log.path, log.place('app.log.1'));
    writeFileSync(log.path, 'two\n');
    for (let wakes = 0; wakes < 20; wakes++) {
      log.follower.wake(1024 * 1024).steps.forEach((step) => log.take(step));
      log.now += 1000;
    }
    expect(log.text).toBe(text);
    expect(log.follower.segments().length).toBeLessThan(5);
    expect(log.follower.wake(1024 * 1024)).toEqual({ steps: [], hasMore: false });
    // What is written in the place of zeros after all comes late.
    if (bytes.length > 100) {
      const file = openSync(log.place('app.log.1'), 'r+');
      writeSync(file, 'late\n', 4);
      closeSync(file);
      log.readLater();
      expect(log.text).toBe('one\n|two\n|late\n');
    }
  });

  it('goes on where a file is made longer first, and its zeros are written over', () => {
    writeFileSync(log.path, Buffer.concat([Buffer.from('one\n'), Buffer.alloc(64 * 1024)]));
    log.read();
    const writer = openSync(log.path, 'r+');
    writeSync(writer, 'two\n', 4);
    log.read();
    writeSync(writer, 'three\n', 8);
    log.restart(() => writeSync(writer, 'four\n', 14));
    log.readLater();
    closeSync(writer);
    expect(log.text).toBe('one\ntwo\nthree\nfour\n');
    expect(log.told.filter((what) => what !== 'following')).toEqual(['first']);
    expect(log.follower.isWrittenOver).toBe(false);
  });

  it('waits for text in the place of the last few zeros as well, and for the rest of a character', () => {
    writeFileSync(log.path, 'one\n\0\0\0');
    const wide = new FollowedLog();
    writeFileSync(wide.path, Buffer.concat([Buffer.from('\ufeffone\n', 'utf16le'), Buffer.alloc(3)]));
    log.read();
    wide.read();
    expect(log.text).toBe('one\n');
    expect(wide.follower.segments()[0]?.end).toBe(10);
    for (const { path, at, bytes } of [
      { path: log.path, at: 4, bytes: Buffer.from('two\n') },
      { path: wide.path, at: 10, bytes: Buffer.from('two\n', 'utf16le') },
    ]) {
      const writer = openSync(path, 'r+');
      writeSync(writer, bytes, 0, bytes.length, at);
      closeSync(writer);
    }
    log.read();
    wide.read();
    expect(log.text).toBe('one\ntwo\n');
    expect([...wide.parts.values()].map((parts) => Buffer.concat(parts).toString('utf16le'))).toEqual(['one\ntwo\n']);
    wide.close();
  });

  it('does not count a rotated file that holds nothing but zeros', () => {
    writeFileSync(log.path, 'one\n');
    log.read();
    log.restart(() => {
      renameSync(log.path, log.place('app.log.2'));
      writeFileSync(log.place('app.log.1'), Buffer.alloc(8192));
      writeFileSync(log.path, 'two\n');
    });
    log.readLater();
    expect(log.text).toBe('one\n|two\n');
    expect(log.follower.segments().map(({ generation }) => generation)).toEqual([1, 2]);
  });

  it.skipIf(process.platform !== 'linux')('is unreadable where the system makes up what is read', () => {
    const other = new FollowedLog({ path: '/proc/self/status', siblings: false });
    other.read();
    other.read();
    expect([other.follower.state, other.text]).toEqual(['unreadable', '']);
    other.close();
  });

  it('is refused where a folder becomes a link to what is forbidden while it is opened', () => {
    let isSwapped = false;
    const other = new FollowedLog({
      isForbidden: (target) => {
        if (!isSwapped && target.endsWith(join('allowed', 'log'))) {
          isSwapped = true;
          renameSync(other.place('allowed'), other.place('away'));
          symlinkSync(other.place('secret'), other.place('allowed'));
        }
        return target.includes('secret');
      },
    });
    for (const [folder, text] of [
      ['allowed', 'open\n'],
      ['secret', 'hidden\n'],
    ] as const) {
      mkdirSync(other.place(folder));
      writeFileSync(other.place(`${folder}/log`), text);
    }
    symlinkSync(other.place('allowed/log'), other.path);
    isSwapped = true;
    other.read();
    expect([other.follower.state, other.text]).toEqual(['following', 'open\n']);
    other.restart();
    isSwapped = false;
    other.read();
    expect([other.follower.state, other.text]).toEqual(['refused', 'open\n']);
    other.close();
  });

  it('is refused, its rotated files with it, where its own folder becomes a link to what is forbidden', () => {
    const other = new FollowedLog({ isForbidden: (target) => target.includes('secret') });
    writeFileSync(other.path, 'open\n');
    other.read();
    mkdirSync(join(other.folder, 'secret'));
    writeFileSync(join(other.folder, 'secret', 'app.log.1'), 'hidden\n');
    renameSync(other.place(''), join(other.folder, 'away'));
    symlinkSync(join(other.folder, 'away', 'app.log'), join(other.folder, 'secret', 'app.log'));
    symlinkSync(join(other.folder, 'secret'), join(other.folder, 'logs'));
    appendFileSync(join(other.folder, 'away', 'app.log'), 'more\n');
    other.restart();
    other.readLater();
    expect([other.follower.state, other.text]).toEqual(['refused', 'open\n']);
    other.close();
  });

  it('is nothing but its own file where rotated ones are not wanted', () => {
    const alone = new FollowedLog({ siblings: false });
    writeFileSync(alone.place('app.log.1'), 'before\n');
    writeFileSync(alone.path, 'one\n');
    alone.read();
    renameSync(alone.place('app.log.1'), alone.place('app.log.2'));
    renameSync(alone.path, alone.place('app.log.1'));
    appendFileSync(alone.place('app.log.1'), 'two\n');
    writeFileSync(alone.path, 'three\n');
    alone.readLater();
    expect(alone.text).toBe('one\ntwo\n|three\n');
    alone.close();
  });

  it('keeps no text in its checkpoint', () => {
    writeFileSync(log.path, 'a secret word\n');
    log.read();
    expect(JSON.stringify(log.follower.checkpoint())).not.toMatch(/secret/u);
  });
});

describe('how much is read back', () => {
  let log: FollowedLog;
  afterEach(() => log.close());
  const lines = (from: number, to: number): string =>
    Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('');
  const pack = (name: string, to: string): void => {
    writeFileSync(log.place(to), gzipSync(readFileSync(log.place(name))));
    rmSync(log.place(name));
  };

  it('is bounded when a log is met: the newest files are, and how many are left out is told', () => {
    log = new FollowedLog({ mostReadBack: 2_000 });
    writeFileSync(log.place('app.log.3.gz'), gzipSync(lines(1, 50)));
    writeFileSync(log.place('app.log.2.gz'), gzipSync(lines(51, 200)));
    writeFileSync(log.place('app.log.1'), lines(201, 240));
    writeFileSync(log.path, lines(241, 250));
    log.readLater();
    expect(log.text).toBe(`${lines(51, 200)}|${lines(201, 240)}|${lines(241, 250)}`);
    expect(log.follower.leftOut).toBe(1);
  });

  it('is bounded after a restart for what was read; what was not is read whatever it is', () => {
    log = new FollowedLog({ mostReadBack: 1_000 });
    for (const [from, to] of [
      [1, 60],
      [61, 120],
    ] as const) {
      appendFileSync(log.path, lines(from, to));
      log.readLater();
      renameSync(log.path, log.place(`app.log.${from === 1 ? 5 : 4}`));
    }
    writeFileSync(log.path, lines(121, 130));
    log.readLater();
    log.restart(() => {
      pack('app.log.5', 'app.log.5.gz');
      pack('app.log.4', 'app.log.4.gz');
      appendFileSync(log.path, lines(131, 330));
      pack('app.log', 'app.log.2.gz');
      writeFileSync(log.path, lines(331, 340));
    });
    log.readLater();
    expect(log.text.endsWith(`|${lines(121, 330)}|${lines(331, 340)}`)).toBe(true);
    expect(log.follower.segments().map(({ isGone }) => isGone)).toEqual([true, true, false, false]);
  });
});
