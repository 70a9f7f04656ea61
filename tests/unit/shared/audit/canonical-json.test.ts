import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, wellFormed } from '#shared/audit/canonical-json.ts';
import type { Json } from '#shared/base/result.ts';

describe('canonical JSON (RFC 8785)', () => {
  it('writes the RFC example', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\u0022/",
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts members by UTF-16 code units, not by code points', () => {
    // U+1F600 is D83D DE00 in UTF-16, before U+FB33.
    expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, '1': 3, '\r': 4 })).toBe(
      '{"\\r":4,"1":3,"\u{1f600}":2,"\ufb33":1}',
    );
  });

  it('writes −0 as 0 and 1e21 as ECMAScript does', () => {
    expect(canonicalJson([-0, 1e21])).toBe('[0,1e+21]');
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\ud800'], [{ a: '\udfff' }], [{ '\ud83d': 1 }]])(
    'refuses %j, which has no canonical form',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );

  it('has a form for every value once it is made well-formed, and leaves whole characters alone', () => {
    const value = { '\ud83d': ['a\udfffb', '😀', null, 1], b: { c: true } };
    expect(canonicalJson(wellFormed(value))).toBe('{"b":{"c":true},"\ufffd":["a\ufffdb","😀",null,1]}');
  });

  it('parses back to the same value, and equal values give equal bytes whatever the member order', () => {
    const json = fc
      .jsonValue({ stringUnit: 'binary', noUnicodeString: false } as never)
      .map((value) => JSON.parse(JSON.stringify(value)) as Json);
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(text).not.toContain('\n');
      }),
    );
  });
});

const reversed = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  );
};
