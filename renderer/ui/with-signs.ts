/** Controls but the tab; soft hyphens; marks, embeddings and isolates of writing direction; unseen spaces; line separators. */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex -- controls are what it looks for
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

/** U+2400 … U+2421 picture the controls of ASCII; others are written as their number. */
const signOf = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
};

/** The text as it can be read: what would be unseen in it, or would turn the order of what stands beside it, becomes a sign. */
export const withSigns = (text: string): string => text.toWellFormed().replaceAll(UNSEEN, signOf);
