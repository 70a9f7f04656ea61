import type { PatternFault } from '#shared/base/pattern-fault.ts';

/** What is wrong with a regular expression, to stand behind a colon. */
export const patternFaultsEn = {
  'open-group': 'a “(” is not closed. Add “)”, or write “\\(” for the character itself',
  'closing-alone': 'there is a “)” without a “(”. Write “\\)” for the character itself',
  'open-class': 'a “[” is not closed. Add “]”, or write “\\[” for the character itself',
  'nothing-to-repeat':
    'nothing stands before a “*”, “+”, “?” or “{” that could be repeated. “.*” stands for any text, “\\*” for the character itself',
  'not-repeatable': 'what looks behind, “(?<=” or “(?<!”, cannot be repeated',
  'counts-backwards': 'in “{ , }” the smaller number stands first',
  'range-backwards': 'a range in “[ ]” runs backwards. The character that comes first stands first, as in “a-z”',
  'trailing-backslash': 'nothing stands behind the “\\” at its end. Write “\\\\” for the character itself',
  'group-kind': 'behind “(?” stands none of “:”, “=”, “!”, “<=”, “<!” and “<name>”',
  'group-name': 'the name of a group, “(?<name>”, has letters, digits and “_”, begins with no digit, and ends with “>”',
  'group-name-twice': 'two groups bear the same name',
  'no-such-group': '“\\k<name>” stands for a group that there is not',
  'too-large': 'it is too large',
  other: 'it is written in a way that is not known here',
} as const satisfies Record<PatternFault, string>;
