import { expect, it } from 'vitest';
import { patternFault, patternFaults, type PatternFault } from '#shared/base/pattern-fault.ts';

const wrong: Readonly<Record<Exclude<PatternFault, 'other'>, readonly string[]>> = {
  'open-group': ['(', 'error (4', 'a: ('],
  'closing-alone': ['a)', ': )'],
  'open-class': ['[a', '[a: '],
  'nothing-to-repeat': ['*.log', 'a**', '+', '?'],
  'not-repeatable': ['(?<=a)*'],
  'counts-backwards': ['a{3,1}'],
  'range-backwards': ['[z-a]'],
  'trailing-backslash': ['C:\\'],
  'group-kind': ['(?a)', '(?P<name>.)', '(?'],
  'group-name': ['(?<1>a)', '(?<a'],
  'group-name-twice': ['(?<a>.)(?<a>.)'],
  'no-such-group': ['(?<a>.)\\k<b>', '(?<a>.)\\k'],
  'too-large': [`${'('.repeat(70_000)}${')'.repeat(70_000)}`],
};

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

it.each(Object.entries(wrong))('knows %s in what the engine says', (fault, patterns) => {
  for (const pattern of patterns) {
    expect(patternFault(thrownBy(() => new RegExp(pattern))), pattern.slice(0, 20)).toBe(fault);
    expect(patternFaults).toContain(fault);
  }
});

it('takes whatever else was thrown for another fault', () => {
  expect(patternFault(thrownBy(() => new RegExp('a', ['no', 'flags'].join(' '))))).toBe('other');
  expect(patternFault('Unterminated group')).toBe('other');
});
