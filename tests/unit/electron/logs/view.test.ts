import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogStream } from '#core/logs/index/log-stream.ts';
import { runsOf } from '#core/logs/view/excerpt.ts';
import { View } from '#core/logs/view/view.ts';
import type { Steps } from '#core/logs/view/hits.ts';
import { MAX_EXCERPT_TEXT, MAX_LINE_TEXT, MAX_WHOLE_TEXT } from '#shared/logs/limits.ts';
import type { LogLine } from '#shared/logs/line.ts';
import type { ViewContent } from '#shared/logs/operations.ts';
import { know, streamOf } from './streams.ts';

const idOf = (place: number): string => `logSource:${String(place).padStart(26, '0')}`;

const everything = { filters: [], levels: null, timeFrom: null, timeTo: null };

const viewOf = (streams: readonly LogStream[], content: Partial<ViewContent> = {}): View => {
  const sourceIds = streams.map((_, place) => idOf(place));
  const view = View.open(
    { viewId: 'view-0001', sourceIds, ...everything, ...content },
    streams.map((stream, place) => ({
      id: idOf(place),
      name: `log ${place}`,
      file: null,
      stream,
      bytes: () => stream.bytes,
    })),
  );
  if (!view.ok) throw new Error(view.failure.message);
  while (view.value.advance());
  return view.value;
};

const linesOf = (view: View, from = 0, count = 10_000): readonly LogLine[] => {
  const lines = view.lines(from, count, false, null);
  if (!lines.ok) throw new Error(lines.failure.message);
  return lines.value;
};

const texts = (view: View): string[] => linesOf(view).map(({ text }) => text);

const ended = <T>(steps: Steps<T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    if (!step.value.ok) throw new Error(step.value.failure.message);
    return step.value.value;
  }
};

const filter = (kind: 'include' | 'exclude' | 'mark', pattern: string, field: string | null = null) => ({
  id: pattern,
  name: pattern,
  kind,
  pattern,
  isRegex: false,
  matchesCase: true,
  field,
});

const levelNames = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'said'];
const base = Date.parse('2026-10-10T10:00:00Z');

/** A log in order of time, several lines of an instant among them, now and then one that goes on. */
const log = fc
  .array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 4 }), fc.nat({ max: 9 })), { minLength: 1, maxLength: 400 })
  .map((steps) => {
    let at = base;
    return steps.map(([gap, level, goesOn], place) => {
      at += gap * 500;
      return goesOn === 0 && place > 0
        ? `  more of ${place}`
        : `${new Date(at).toISOString()} ${levelNames[level]} number ${place % 7}`;
    });
  });

interface Expected {
  readonly text: string;
  readonly at: number;
  readonly source: number;
}

/** The same by brute force: all lines sorted by time, ties by source, then line. */
const merged = (logs: readonly (readonly string[])[]): readonly Expected[] =>
  logs
    .flatMap((lines, source) => {
      let at = 0;
      return lines.map((text): Expected => {
        const own = Date.parse(text.split(' ')[0] ?? '');
        at = Number.isNaN(own) ? at : own;
        return { text, at, source };
      });
    })
    .toSorted((left, right) => left.at - right.at || left.source - right.source);

describe('several logs as one', () => {
  it('stand in the order of time, ties by source and line, from any rank on', () => {
    fc.assert(
      fc.property(fc.array(log, { minLength: 2, maxLength: 4 }), fc.nat(), (logs, start) => {
        const view = viewOf(logs.map(streamOf));
        const all = merged(logs).map(({ text }) => text);
        const from = start % all.length;
        expect(view.state().total).toBe(all.length);
        expect(linesOf(view, from, 50).map(({ text }) => text)).toEqual(all.slice(from, from + 50));
      }),
      { numRuns: 60 },
    );
  });

  it('are searched in that order, forwards and backwards, and counted', () => {
    fc.assert(
      fc.property(fc.array(log, { minLength: 1, maxLength: 3 }), fc.nat(), (logs, start) => {
        const view = viewOf(logs.map(streamOf));
        const all = merged(logs).map(({ text }) => text);
        const from = start % all.length;
        const search = { pattern: 'number 3', isRegex: false, matchesCase: true };
        const find = (backwards: boolean): number | null => {
          const found = view.find(search, from, backwards);
          if (!found.ok) throw new Error(found.failure.message);
          return ended(found.value).rank;
        };
        const next = all.findIndex((text, rank) => rank >= from && text.includes('number 3'));
        const last = all.findLastIndex((text, rank) => rank <= from && text.includes('number 3'));
        expect(find(false)).toBe(next === -1 ? null : next);
        expect(find(true)).toBe(last === -1 ? null : last);
        const count = view.count(search);
        if (!count.ok) throw new Error(count.failure.message);
        expect(ended(count.value).count).toBe(all.filter((text) => text.includes('number 3')).length);
        const error = all.findIndex((text, rank) => rank >= from && text.includes(' ERROR '));
        expect(view.nextLevel(['error'], from, false)).toBe(error === -1 ? null : error);
        const before = all.findLastIndex((text, rank) => rank <= from && text.includes(' ERROR '));
        expect(view.nextLevel(['error'], from, true)).toBe(before === -1 ? null : before);
      }),
      { numRuns: 60 },
    );
  });

  it('are found by time, and cut to a span of it', () => {
    fc.assert(
      fc.property(
        fc.array(log, { minLength: 2, maxLength: 3 }),
        fc.nat({ max: 300 }),
        fc.nat({ max: 100 }),
        (logs, first, width) => {
          const streams = logs.map(streamOf);
          const from = base + first * 500;
          const to = from + width * 500;
          const all = merged(logs);
          const at = all.findIndex((line) => line.at >= from);
          expect(viewOf(streams).rankAt(from)).toBe(at === -1 ? all.length : at);
          const view = viewOf(streams, { timeFrom: new Date(from).toISOString(), timeTo: new Date(to).toISOString() });
          expect(texts(view)).toEqual(all.filter((line) => line.at >= from && line.at <= to).map(({ text }) => text));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('have as many lines in their chart as begin an entry', () => {
    fc.assert(
      fc.property(fc.array(log, { minLength: 1, maxLength: 3 }), (logs) => {
        const { buckets } = viewOf(logs.map(streamOf)).histogram(30);
        const sum = buckets.reduce((total, { error, warning, other }) => total + error + warning + other, 0);
        const entries = logs.flat().filter((text) => !text.startsWith(' '));
        expect(sum).toBe(entries.length);
        expect(buckets.reduce((total, { error }) => total + error, 0)).toBe(
          entries.filter((text) => text.includes(' ERROR ')).length,
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is shown of a log', () => {
  const lines = [
    '2026-10-10T10:00:00Z INFO heartbeat 1',
    '2026-10-10T10:00:01Z ERROR disk broken',
    '  at sector 7',
    '2026-10-10T10:00:02Z WARN disk slow',
    '2026-10-10T10:00:03Z INFO heartbeat 2',
    '{"time":"2026-10-10T10:00:04Z","level":"info","host":"db-1","msg":"disk fine"}',
  ];

  it('is what any including filter finds and no excluding one does', () => {
    const stream = streamOf(lines);
    expect(texts(viewOf([stream], { filters: [filter('exclude', 'heartbeat')] }))).toHaveLength(4);
    expect(texts(viewOf([stream], { filters: [filter('include', 'disk'), filter('exclude', 'slow')] }))).toEqual([
      lines[1],
      lines[5],
    ]);
    expect(texts(viewOf([stream], { filters: [filter('include', 'db-1', 'host')] }))).toEqual([lines[5]]);
  });

  it('is what fits the including filters of each field, any of them for one field', () => {
    const hosts = ['a', 'b', 'a', 'c'].map(
      (host, place) => `{"host":"${host}","status":${place % 2 ? 500 : 200},"msg":"m${place}"}`,
    );
    const stream = streamOf(hosts);
    const shown = (...fields: readonly (readonly [string, string])[]) =>
      texts(viewOf([stream], { filters: fields.map(([field, value]) => filter('include', value, field)) }));
    expect(shown(['host', 'a'], ['host', 'b'])).toEqual(hosts.slice(0, 3));
    expect(shown(['host', 'b'], ['status', '500'])).toEqual([hosts[1]]);
    expect(shown(['host', 'a'], ['host', 'c'], ['status', '500'])).toEqual([hosts[3]]);
    expect(shown(['host', 'a'], ['status', '500'])).toEqual([]);
  });

  it('has a rank by its place in its source, known by its text or its time, or is not there', () => {
    const view = viewOf([streamOf(lines), streamOf(['2026-10-10T10:00:00.500Z INFO between'])], {
      filters: [filter('exclude', 'slow')],
    });
    const rankOf = (line: number, text: string | null, at: string | null = null, generation = 1) =>
      view.rankOf({ sourceId: idOf(0), file: null, generation, line, text, at });
    expect(rankOf(2, lines[1] ?? '')).toBe(2);
    expect(rankOf(3, lines[2] ?? '')).toBe(3);
    expect(rankOf(3, 'another line')).toBeNull();
    expect(rankOf(4, lines[3] ?? '')).toBeNull();
    expect(rankOf(2, null, '2026-10-10T10:00:01.000Z')).toBe(2);
    expect(rankOf(2, null, '2026-10-10T10:00:09.000Z')).toBeNull();
    expect(rankOf(99, null)).toBeNull();
    // Generations may be numbered anew since.
    expect(rankOf(2, lines[1] ?? '', null, 7)).toBe(2);
    expect(rankOf(2, null, null, 7)).toBeNull();
  });

  it('is given whole where it is longer than a list shows, with the fields that are behind', () => {
    const long = `{"msg":"${'x'.repeat(6_000)}","user":"zhou.min"}`;
    const view = viewOf([streamOf([long])]);
    const [cut] = linesOf(view);
    expect(cut).toMatchObject({ length: long.length });
    expect(cut?.text.length).toBeLessThan(long.length);
    expect(view.whole(0)).toMatchObject({ text: long, isCut: false, fields: { user: 'zhou.min' } });
    expect(view.whole(1)).toBeNull();
  });

  it('is what has one of the levels, with the lines that go on', () => {
    const stream = streamOf(lines);
    expect(texts(viewOf([stream], { levels: ['error'] }))).toEqual([lines[1], lines[2]]);
    expect(texts(viewOf([stream], { levels: [] }))).toEqual([]);
  });

  it('is marked where it was searched for or filters mark it, once each', () => {
    const view = viewOf([streamOf(lines)], { filters: [filter('mark', 'disk b')] });
    const [, broken] = linesOf(view);
    expect(broken?.marks.map(([from, to]) => broken.text.slice(from, to))).toEqual(['disk b']);
  });

  it('grows with the log, also under a filter', () => {
    const shown = Array.from(
      { length: 500 },
      (_, place) => `2026-10-10T10:00:00Z ${place % 3 === 0 ? 'keep' : 'drop'} ${place}`,
    );
    const stream = streamOf(shown);
    const view = viewOf([stream], { filters: [filter('include', 'keep')] });
    expect(view.state().total).toBe(167);
    expect(linesOf(view, 160, 3).map(({ line }) => line)).toEqual([481, 484, 487]);
    view.changed(stream, 300);
    know(stream);
    while (view.advance());
    expect(view.state().total).toBe(167);
    expect(linesOf(view, 160, 3).map(({ line }) => line)).toEqual([481, 484, 487]);
  });

  it('leaves as it stands, with where it stood', () => {
    const { text, parts, from, to } = viewOf([streamOf(lines)]).excerpt([[1, 3]]);
    expect(text).toBe(lines.slice(1, 4).join('\n'));
    expect(parts).toMatchObject([{ source: 'log 0', firstLine: 2, lastLine: 4 }]);
    expect([from, to]).toEqual(['2026-10-10T10:00:01.000Z', '2026-10-10T10:00:02.000Z']);
  });

  it('leaves whole where lines are longer than they are shown, and tells of those that are not', () => {
    const long = (letter: string, length: number): string => `2026-10-10 10:00:00 ${letter.repeat(length)}`;
    const all = ['2026-10-10 10:00:00 short', long('a', 5_000), long('b', MAX_WHOLE_TEXT), ...lines];
    const few = viewOf([streamOf(all)]).excerpt([[0, 4]]);
    expect(few.cut).toBe(1);
    expect(few.text.split('\n')).toEqual([all[0], all[1], all[2]!.slice(0, MAX_WHOLE_TEXT), all[3]]);
    // There is room for as many together; each that comes after stands as it is shown.
    const many = Array.from({ length: 6 }, () => long('c', MAX_WHOLE_TEXT - 100));
    const { text, cut } = viewOf([streamOf(many)]).excerpt([[0, 6]]);
    expect(cut).toBe(2);
    expect(text.split('\n').map(({ length }) => length)).toEqual([
      ...Array.from({ length: 4 }, () => many[0]!.length),
      MAX_LINE_TEXT,
      MAX_LINE_TEXT,
    ]);
    expect(text.length).toBeLessThan(MAX_EXCERPT_TEXT + 3 * MAX_LINE_TEXT);
  });

  it('says why it shows less where an expression is too slow', () => {
    const view = viewOf([streamOf([`${'a'.repeat(40)}b`])], {
      filters: [{ ...filter('include', '^(a+)+$'), isRegex: true }],
    });
    expect(view.problem).toMatchObject({ failure: { code: 'log.pattern-slow' } });
  });
});

it('ranks that follow each other are read at once', () => {
  expect(runsOf([3, 4, 5, 9, 11, 12])).toEqual([
    [3, 3],
    [9, 1],
    [11, 2],
  ]);
  expect(runsOf([])).toEqual([]);
});
