/** Shorter words begin too many others. */
const SHORTEST = 4;

const endings = ['ings', 'ing', 'ies', 'ied', 'ers', 'ed', 'es', 'er', 's', 'e', 'y'] as const;

/**
 * What the other forms of a Latin word begin with: `opens`, `opened` and `open` share one; of a name with a number behind it, the name
 * (`netwtw10` → `netwtw`). Null for what has no other forms. Folded.
 */
export const stemOf = (token: string): string | null => {
  const named = /^([a-z]{4,})\d+$/u.exec(token)?.[1];
  if (named !== undefined) return named;
  if (!/^[a-z]+$/u.test(token) || token.length < SHORTEST) return null;
  const ending = endings.find((each) => token.endsWith(each) && token.length - each.length >= SHORTEST);
  return ending === undefined ? token : token.slice(0, -ending.length);
};

/** Whether a word that begins so is a form of it and not another, longer word. */
export const isFormOf = (stem: string, word: string): boolean => {
  const rest = word.slice(stem.length);
  return /^\d{1,4}$/u.test(rest) || /^(?:s|es|ed|e|er|ers|ing|ings|y|ies|ied|ion|ions|able)?$/u.test(rest);
};
