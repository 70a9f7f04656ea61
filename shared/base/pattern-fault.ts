/** What is wrong with a regular expression that cannot be read: what engines say of it is English, and speaks to programmers. */
export const patternFaults = [
  'open-group',
  'closing-alone',
  'open-class',
  'nothing-to-repeat',
  'not-repeatable',
  'counts-backwards',
  'range-backwards',
  'trailing-backslash',
  'group-kind',
  'group-name',
  'group-name-twice',
  'no-such-group',
  'too-large',
  'other',
] as const;
export type PatternFault = (typeof patternFaults)[number];

/** By how V8 words it; another wording is `other`. */
const faultOf: Readonly<Record<string, PatternFault>> = {
  'Unterminated group': 'open-group',
  "Unmatched ')'": 'closing-alone',
  'Unterminated character class': 'open-class',
  'Nothing to repeat': 'nothing-to-repeat',
  'Invalid quantifier': 'not-repeatable',
  'numbers out of order in {} quantifier': 'counts-backwards',
  'Range out of order in character class': 'range-backwards',
  '\\ at end of pattern': 'trailing-backslash',
  'Invalid group': 'group-kind',
  'Invalid capture group name': 'group-name',
  'Duplicate capture group name': 'group-name-twice',
  'Invalid named reference': 'no-such-group',
  'Invalid named capture referenced': 'no-such-group',
  'Regular expression too large': 'too-large',
  'Too many captures': 'too-large',
};

/** Of what `new RegExp` threw. */
export const patternFault = (error: unknown): PatternFault => {
  const said = error instanceof Error ? error.message : '';
  return faultOf[said.slice(said.lastIndexOf(': ') + 2)] ?? 'other';
};
