import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeStrokes,
  encodeStrokes,
  MAX_ENCODED,
  MAX_POINTS,
  MAX_STROKES,
  PAD,
  pathOf,
  widthOf,
  type Stroke,
} from '#shared/survey/strokes.ts';

const point = fc.record({
  x: fc.double({ min: 0, max: PAD.width, noNaN: true }),
  y: fc.double({ min: 0, max: PAD.height, noNaN: true }),
  at: fc.double({ min: 0, max: 600_000, noNaN: true }),
  pressure: fc.double({ min: 0, max: 1, noNaN: true }),
});
const stroke = fc.array(point, { minLength: 1, maxLength: 40 });
const strokes = fc.array(stroke, { minLength: 1, maxLength: 12 });

describe('strokes as text', () => {
  it('come back as they were drawn, to one step of the pad, a millisecond and a hundredth of the pressure', () => {
    fc.assert(
      fc.property(strokes, (drawn) => {
        const back = decodeStrokes(encodeStrokes(drawn)) ?? [];
        expect(back.map(({ length }) => length)).toEqual(drawn.map(({ length }) => length));
        for (const [index, points] of drawn.entries())
          for (const [place, { x, y, at, pressure }] of points.entries()) {
            const read = back[index]?.[place];
            expect(Math.abs((read?.x ?? NaN) - x)).toBeLessThanOrEqual(0.5);
            expect(Math.abs((read?.y ?? NaN) - y)).toBeLessThanOrEqual(0.5);
            expect(Math.abs((read?.at ?? NaN) - at)).toBeLessThanOrEqual(0.5);
            expect(Math.abs((read?.pressure ?? NaN) - pressure)).toBeLessThanOrEqual(0.005 + 1e-9);
          }
      }),
    );
  });

  it('stay within their bounds, whatever a pen does', () => {
    const wild = fc.record({
      x: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      y: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      at: fc.double({ min: -1e6, max: 1e9, noNaN: true }),
      pressure: fc.double({ min: -2, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(wild, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 8 }),
        (drawn) => {
          for (const { x, y, at, pressure } of (decodeStrokes(encodeStrokes(drawn)) ?? []).flat()) {
            expect(x >= 0 && x <= PAD.width && y >= 0 && y <= PAD.height).toBe(true);
            expect(at >= 0 && at <= 600_000 && pressure >= 0 && pressure <= 1).toBe(true);
          }
        },
      ),
    );
    const far = (odd: boolean) => ({
      x: odd ? PAD.width : 0,
      y: odd ? PAD.height : 0,
      at: odd ? 6e5 : 0,
      pressure: +odd,
    });
    const endless: Stroke = Array.from({ length: MAX_POINTS + 50 }, (_, index) => far(index % 2 === 1));
    const encoded = encodeStrokes([endless, endless]);
    expect(encoded.length).toBeLessThanOrEqual(MAX_ENCODED);
    expect(decodeStrokes(encoded)?.flat()).toHaveLength(MAX_POINTS);
    const dots = Array.from({ length: MAX_STROKES + 5 }, (): Stroke => [far(false)]);
    expect(decodeStrokes(encodeStrokes(dots))).toHaveLength(MAX_STROKES);
  });

  it('have one spelling: what was not written by the same rules is not read', () => {
    for (const text of [
      '',
      '.',
      'AAA',
      'AAAA.',
      'gAAAA',
      'D',
      'DAAA',
      'AAAAA',
      'AA AA',
      '{"x":1}',
      'AAAA'.repeat(30_000),
    ])
      expect(decodeStrokes(text), text.slice(0, 20)).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ABCDghij09-_.') }), (text) => {
        const read = decodeStrokes(text);
        if (read) expect(encodeStrokes(read)).toBe(text);
      }),
    );
  });

  it('are drawn as paths with nothing in them but letters and numbers', () => {
    fc.assert(
      fc.property(stroke, (drawn) => {
        expect(pathOf(drawn)).toMatch(/^M[\d. ]+(?:h0|(?:Q[\d. ]+)*L[\d. ]+)$/);
        expect(widthOf(drawn)).toBeGreaterThanOrEqual(10);
        expect(widthOf(drawn)).toBeLessThanOrEqual(30);
      }),
    );
  });
});
