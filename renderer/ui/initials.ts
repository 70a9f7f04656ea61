const han = /\p{Script=Han}/u;

/**
 * Two letters for an avatar: `Lin Yue` → `LY`, `ops` → `OP`. Of a Chinese name the last `hanCharacters`, since the given name tells
 * colleagues apart: `林悦` → `悦`. Empty for an empty name.
 */
export const initialsOf = (name: string, hanCharacters: 1 | 2 = 1): string => {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter((word) => word !== '');
  const first = words[0];
  if (first === undefined) return '';
  if (han.test(first)) return [...first].slice(-hanCharacters).join('');
  const last = words.length > 1 ? words.at(-1) : undefined;
  const letters = last === undefined ? [...first].slice(0, 2).join('') : `${[...first][0] ?? ''}${[...last][0] ?? ''}`;
  return letters.toLocaleUpperCase('en');
};
