import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textsOf } from '#core/logs/index/chunk.ts';
import { requiredLiterals } from '#core/logs/match/literals.ts';
import { compilePattern, guarded, type Pattern } from '#core/logs/match/pattern.ts';
import { scanChunk } from '#core/logs/match/scan.ts';
import { streamOf } from './streams.ts';

const compiled = (pattern: string, isRegex = true, matchesCase = true): Pattern => {
  const result = compilePattern({ pattern, isRegex, matchesCase });
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};

const linesWith = (lines: readonly string[], pattern: Pattern): number[] => {
  const stream = streamOf(lines);
  const found: number[] = [];
  for (let block = 0; block < stream.index.blocks;) {
    const chunk = stream.chunk(block);
    scanChunk(
      chunk,
      pattern,
      () => textsOf(chunk),
      (place) => found.push(chunk.firstLine + place),
    );
    block += chunk.blocks.length;
  }
  return found;
};

describe('texts that every match holds', () => {
  it.each([
    ['bad block|input/output error', ['bad block', 'input/output error']],
    [String.raw`foo\.bar\d+`, ['foo.bar']],
    ['colou?r of it', ['r of it']],
    ['(abc|def) tail', ['abc tail', 'def tail']],
    ['connect(?:ion|ed) to', ['connection to', 'connected to']],
    ['(a|b|c|d|e)bcdef', ['bcdef']],
    ['head(x|)tail', ['headxtail', 'headtail']],
    [String.raw`ab(\(c\)|d\|e)fg`, ['ab(c)fg', 'abd|efg']],
    ['abcde(f|g)?hi', ['abcde']],
    ['abc(de)+fghijk', ['fghijk']],
    ['(?!abcdef)ghi', ['ghi']],
    ['abc(?=defghi)', ['abc']],
    ['(abc|d[ef])ghi', ['ghi']],
    ['((ab|cd)e)fgh', ['fgh']],
    ['[abc]defg', ['defg']],
    ['abcd*', ['abc']],
    ['abcd{0,2}efgh', ['efgh']],
    ['ab+cdef', ['cdef']],
  ])('of %s', (source, literals) => {
    expect(requiredLiterals(source)).toEqual(literals);
  });

  it.each(['a|bcdef', String.raw`\d+`, '.*', 'ab', '(abcdef)?', String.raw`\x41bcdef`])(
    'of %s are not to be had',
    (source) => {
      expect(requiredLiterals(source)).toBeUndefined();
    },
  );
});

describe('looking through many lines at once', () => {
  const word = fc.constantFrom(
    'error',
    'Error',
    'disk',
    'x',
    '日志',
    '磁盘',
    '  ',
    '\r',
    'foo',
    '12',
    '',
    'ſ',
    '\u2028',
  );
  const line = fc.array(word, { maxLength: 5 }).map((words) => words.join(''));
  const sources = [
    'error',
    'err|disk',
    'disk|foo',
    String.raw`\d+`,
    'x$',
    '^foo',
    '^$',
    String.raw`foo\s`,
    String.raw`disk\s*foo`,
    '[^a]x',
    '磁盘',
    '日.磁',
    String.raw`(?<!x)foo`,
    String.raw`foo(?!\s)`,
    String.raw`(o)\1`,
    '.{3}',
    String.raw`\bfoo\b`,
    String.raw`\x66oo`,
    '(error|disk)(foo|x)',
    'e(rr|xx)or|(?:日志|磁盘)+foo',
  ];

  it('finds the lines that looking at each one finds, whatever the pattern', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 300 }),
        fc.constantFrom(...sources),
        fc.boolean(),
        (lines, source, matchesCase) => {
          const pattern = compiled(source, true, matchesCase);
          const naive = lines.flatMap((text, place) =>
            pattern.test(text.endsWith('\r') ? text.slice(0, -1) : text) ? [place] : [],
          );
          expect(linesWith(lines, pattern)).toEqual(naive);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes a text that is no expression as it stands', () => {
    expect(linesWith(['a.b*c', 'axbbc', 'A.B*C'], compiled('a.b*c', false))).toEqual([0]);
    expect(linesWith(['a.b*c', 'axbbc', 'A.B*C'], compiled('a.b*c', false, false))).toEqual([0, 2]);
  });
});

describe('expressions of people', () => {
  it('are refused by name where they are none', () => {
    const refused = compilePattern({ pattern: 'a(b', isRegex: true, matchesCase: true });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'log.pattern-invalid', details: { pattern: 'a(b' } } });
  });

  it.each([
    ['^(a+)+$', 'aaa'],
    // Repeated so many times and no more, or not at all.
    ['^(?:a|aa){30}b', `${'a'.repeat(30)}b`],
    ['^(?:a?a?){20}b', 'ab'],
    [`^${'(?:a|aa)'.repeat(30)}b`, `${'a'.repeat(30)}b`],
  ])('are stopped and refused by name where they would never end, and the thread works on: %s', (source, fitting) => {
    const pattern = compiled(source);
    const line = `${'a'.repeat(60)}c`;
    expect(guarded([pattern], () => pattern.test(line))).toMatchObject({
      ok: false,
      failure: { code: 'log.pattern-slow', details: { pattern: source } },
    });
    expect(guarded([pattern], () => pattern.test(fitting))).toEqual({ ok: true, value: true });
  });

  it('pass their own errors on', () => {
    expect(() =>
      guarded([compiled('a+')], () => {
        throw new RangeError('mine');
      }),
    ).toThrow(RangeError);
  });

  it('are understood with characters escaped that need not be', () => {
    expect(compiled(String.raw`a\-b`).test('a-b')).toBe(true);
  });
});
