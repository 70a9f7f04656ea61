import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { cssVariablesResolver, ramps, theme } from '#renderer/app/theme.ts';

const styles = new URL('../../../../renderer/styles/', import.meta.url);
const tokens = await readFile(new URL('tokens.css', styles), 'utf8');

const valuesOf = (block: string): ReadonlyMap<string, string> =>
  new Map([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']));

const blockAfter = (selector: string): string => {
  const from = tokens.indexOf('{', tokens.indexOf(selector));
  return tokens.slice(from, tokens.indexOf('}', from));
};
const light = valuesOf(blockAfter("[data-theme='light']"));
const dark = new Map([...light, ...valuesOf(blockAfter("[data-theme='dark']"))]);

test('both schemes were found', () => {
  expect(light.get('--surface')).toBe('#ffffff');
  expect(dark.get('--surface')).toBe('#15171b');
});

describe('one source of colour', () => {
  test('Mantine’s tuples are the ramps of the tokens', () => {
    for (const [name, tuple] of Object.entries(ramps)) {
      expect(tuple, name).toEqual(tuple.map((_, index) => light.get(`--${name}-${index}`)));
    }
  });

  test('every token that the theme names exists', () => {
    const named = JSON.stringify([theme, cssVariablesResolver({} as never)]).matchAll(/var\((--[\w-]+)\)/g);
    const known = valuesOf(tokens);
    expect([...named].map((match) => match[1] ?? '').filter((name) => !known.has(name))).toEqual([]);
  });
});

const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
};

const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('%s text can be read', (_name, scheme) => {
  const hex = (token: string): string => {
    const value = scheme.get(token) ?? '';
    expect(value, token).toMatch(/^#[0-9a-f]{6}$/);
    return value;
  };
  test.each([
    ['--ink', '--surface'],
    ['--ink-2', '--app'],
    ['--ink-3', '--surface'],
    ['--ink-3', '--active'],
    ['--accent-ink', '--accent-tint'],
    ['--on-accent', '--accent'],
    ['--ok-ink', '--ok-tint'],
    ['--risk-ink', '--risk-tint'],
    ['--breach-ink', '--breach-tint'],
  ])('%s on %s', (ink, ground) => {
    expect(contrast(hex(ink), hex(ground))).toBeGreaterThanOrEqual(4.5);
  });
});
