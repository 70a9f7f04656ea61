import { codesIn } from '#shared/search/error-codes.ts';
import { errorNames } from './error-names.ts';
import { codeToken } from './inverted-index.ts';

/** How codes are found in a folded text, and which terms of the index they are. */
export const errorCodes = {
  codesIn: (folded: string): readonly string[] => codesIn(folded, errorNames).map(({ code }) => code),
  tokenOf: codeToken,
} as const;
