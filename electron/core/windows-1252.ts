/** 0x80 … 0x9f of Windows-1252; the five it leaves open stay what they are, as browsers do. */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Node 20.20 decodes "windows-1252" as Latin-1 and loses its quotes and dashes. What stands in their places means nothing else: it can be
 * put right afterwards, and nothing can fail.
 */
export const mendWindows1252 = (text: string): string =>
  text.replaceAll(/[\u0080-\u009f]/gu, (character) => C1[character.charCodeAt(0) - 0x80] ?? character);
