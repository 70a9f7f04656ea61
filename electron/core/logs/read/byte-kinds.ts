/** Kinds of bytes, by bits. */
const SPACE = 1;
export const DIGIT = 2;
export const LETTER = 4;
export const OPENS = 8;
export const CLOSES = 16;
export const OPENS_BRACKET = 32;
export const CLOSES_BRACKET = 64;
export const PARTS = 128;

export const kinds = new Uint8Array(256);
const add = (characters: string, kind: number): void => {
  for (const byte of Buffer.from(characters, 'latin1')) kinds[byte] = (kinds[byte] ?? 0) | kind;
};
const spaces = '\t\n\v\f\r ';
add(spaces, SPACE);
add('0123456789', DIGIT);
for (let letter = 65; letter <= 90; letter++) add(String.fromCharCode(letter, letter + 32), LETTER);
add(`${spaces}[(<|:"'`, OPENS);
add(`${spaces}[(<|:`, OPENS_BRACKET);
add(`${spaces}])>|:,"'`, CLOSES);
add('])>|', CLOSES_BRACKET);
add(`${spaces}:|,;-`, PARTS);
