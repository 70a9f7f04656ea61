import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileStream, streamOf, textsOf } from './streams.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-log-stream-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const numbered = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, place) => `line ${from + place}`);

describe('a file as lines', () => {
  it('gives each line at its place, across blocks, however it grows', () => {
    const path = join(folder, 'a.log');
    writeFileSync(path, `${numbered(300).join('\n')}\n`);
    const { stream, wake, close } = fileStream(path, folder);
    expect(textsOf(stream)).toEqual(numbered(300));
    appendFileSync(path, `${numbered(200, 300).join('\n')}\n`);
    wake(97);
    expect(textsOf(stream)).toEqual(numbered(500));
    expect(stream.classified).toBe(500);
    close();
  });

  it.each(['utf16le', 'utf-16be'] as const)(
    'finds lines of %s, also where pieces end within a character',
    (encoding) => {
      const path = join(folder, 'a.log');
      // A letter whose second byte is that of a line end, and one whose first byte is.
      const lines = Array.from({ length: 300 }, (_, place) => `第 ${place} 行 \u0a41\u410a`);
      const text = `\ufeff${lines.join('\r\n')}\r\n`;
      const bytes = Buffer.from(text, 'utf16le');
      writeFileSync(path, encoding === 'utf16le' ? bytes : bytes.swap16());
      const { stream, wake, close } = fileStream(path, folder);
      wake(101);
      expect(textsOf(stream)).toEqual(lines);
      close();
    },
  );

  it.each(['utf-8', 'utf16le'] as const)(
    'begins behind the mark of %s, also in a file that was empty when it was met',
    (encoding) => {
      const path = join(folder, 'a.log');
      writeFileSync(path, '');
      const { stream, wake, close } = fileStream(path, folder);
      appendFileSync(path, Buffer.from(`\ufeff${numbered(200).join('\n')}\n`, encoding));
      wake();
      expect(textsOf(stream)).toEqual(numbered(200));
      appendFileSync(path, Buffer.from(`${numbered(200, 200).join('\n')}\n`, encoding));
      wake();
      expect(textsOf(stream)).toEqual(numbered(400));
      close();
    },
  );

  it('counts a line that is not ended only once it is shown, and takes it back when it grows', () => {
    const path = join(folder, 'a.log');
    writeFileSync(path, 'one\ntwo ERROR');
    const { stream, wake, close } = fileStream(path, folder);
    expect(textsOf(stream)).toEqual(['one']);
    expect(stream.showOpenLine()).toBe(true);
    while (stream.classify());
    expect(textsOf(stream)).toEqual(['one', 'two ERROR']);
    expect(stream.counts.error).toBe(1);
    appendFileSync(path, ' no more\nthree\n');
    wake();
    expect(textsOf(stream)).toEqual(['one', 'two ERROR no more', 'three']);
    expect(stream.counts.error).toBe(1);
    close();
  });

  it('cuts a line that is very long, and finds what stands behind it', () => {
    const path = join(folder, 'a.log');
    writeFileSync(path, `first\n${'x'.repeat(20_000_000)}\nlast\n`);
    const { stream, close } = fileStream(path, folder);
    const lines = textsOf(stream);
    expect(lines.map((line) => line.length)).toEqual([5, 4_096, 4]);
    expect(stream.lineAt(1)?.length).toBeGreaterThanOrEqual(1_000_000);
    expect(lines[2]).toBe('last');
    close();
  });

  it('says nothing twice of a file that was truncated', () => {
    const path = join(folder, 'a.log');
    writeFileSync(path, `${numbered(10).join('\n')}\n`);
    const { stream, wake, close } = fileStream(path, folder);
    writeFileSync(path, 'anew\n');
    wake();
    expect(stream.lines).toBe(11);
    expect(stream.lineAt(10)?.text).toBe('anew');
    expect(stream.index.nameOf(10)).toMatchObject({ line: 1 });
    expect(stream.index.nameOf(10).segment.generation).not.toBe(stream.index.nameOf(0).segment.generation);
    expect(stream.events).toMatchObject([{ line: 10, kind: 'truncated' }]);
    close();
  });
});

describe('a file that was rotated', () => {
  it('says how many of its lines were read after that was noticed', () => {
    const path = join(folder, 'a.log');
    writeFileSync(path, 'one\n');
    const { stream, wake, close } = fileStream(path, folder);
    appendFileSync(path, 'two\nthree\n');
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'four\n');
    // The old file is waited for, by a clock that goes on with each look.
    for (let looks = 0; looks < 20; looks++) wake();
    expect(textsOf(stream)).toEqual(['one', 'two', 'three', 'four']);
    expect(stream.events).toMatchObject([{ line: 3, kind: 'rotated', drained: 2 }]);
    close();
  });
});

describe('what lines say of themselves', () => {
  const lines = [
    '2026-10-10T10:00:00Z INFO start',
    '2026-10-10T10:00:02Z ERROR broken',
    '  at here',
    '2026-10-10T10:00:01Z INFO late',
    '2026-10-10T10:00:03Z WARN almost',
  ];

  it('is inherited by lines that go on', () => {
    const stream = streamOf(lines);
    expect(stream.lineAt(2)).toMatchObject({
      isContinued: true,
      level: 'error',
      at: Date.parse('2026-10-10T10:00:02Z'),
    });
    expect(stream.counts).toEqual({ error: 1, warning: 1, info: 2, debug: 0 });
  });

  it('puts a line that came late behind the one above it', () => {
    const stream = streamOf(lines);
    const orders = lines.map((_, line) => stream.lineAt(line)?.order ?? 0);
    expect(orders).toEqual(orders.toSorted((left, right) => left - right));
    expect(stream.lineAt(3)?.at).toBe(Date.parse('2026-10-10T10:00:01Z'));
  });

  it('does not let a clock that is wrong by years put all that follows behind it', () => {
    const stream = streamOf(['2099-01-01T00:00:00Z wrong', '2026-10-10T10:00:00Z right']);
    expect(stream.lineAt(1)?.order).toBe(Date.parse('2026-10-10T10:00:00Z'));
  });

  it('is said without the colours of a terminal', () => {
    expect(streamOf(['\u001b[31m2026-10-10T10:00:00Z ERROR x\u001b[0m']).lineAt(0)).toMatchObject({
      text: '2026-10-10T10:00:00Z ERROR x',
      level: 'error',
    });
  });
});

describe('lines of any bytes', () => {
  const piece = fc.constantFrom(
    'a',
    'bc',
    '\n',
    '\r\n',
    '\r',
    '\n\n',
    '\0\0',
    'x'.repeat(300),
    '日志',
    '\u001b[0m',
    ' ',
    '\u2028',
  );

  it('are those between line ends, wherever what comes at once is cut, the open one once it is shown', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), fc.integer({ min: 4, max: 64 }), (pieces, budget) => {
        const path = join(folder, 'a.log');
        const text = `begin${pieces.join('')}`;
        writeFileSync(path, 'begin');
        const { stream, wake, close } = fileStream(path, folder);
        appendFileSync(path, text.slice(5));
        // What may still be filled is waited for.
        appendFileSync(path, '.');
        wake(budget);
        stream.showOpenLine();
        expect(stream.index.lines).toBe(`${text}.`.split('\n').length);
        const read = Array.from({ length: stream.lines }, (_, line) => stream.lineAt(line)?.length);
        expect(read).toEqual(
          `${text}.`.split('\n').map((line) => (line.endsWith('\r') ? line.length - 1 : line.length)),
        );
        close();
      }),
      { numRuns: 60 },
    );
  });
});
