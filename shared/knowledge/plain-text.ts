const marks: readonly (readonly [RegExp, string])[] = [
  [/<\/?[a-z][^<>]*>/giu, ' '],
  // Pictures and links: what is read of them.
  [/!?\[((?:[^[\]\n]|\[[^[\]\n]*\])*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s"[^"\n]*")?\)/gu, '$1'],
  [/^ {0,3}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+/gmu, ''],
  [/^ {0,3}(?:`{3,}|~{3,}).*$/gmu, ' '],
  [/^[ \t]*(?:\|[ \t]*)?:?-{2,}:?[ \t]*(?:\|[ \t:|-]*)?$/gmu, ' '],
  [/(?<!\\)\|/gu, ' '],
  [/(?<![\p{L}\p{N}\\])(?:\*{1,3}|_{1,3}|~~|`+)(?=\S)|(?<=\S)(?<!\\)(?:\*{1,3}|_{1,3}|~~|`+)(?![\p{L}\p{N}])/gu, ''],
  [/\\([!-/:-@[-`{-~])/gu, '$1'],
];

/** Without comments; one that never ends is none. */
const withoutComments = (text: string): string => {
  let read = '';
  let from = 0;
  for (let at = text.indexOf('<!--'); at >= 0; at = text.indexOf('<!--', from)) {
    const end = text.indexOf('-->', at + 4);
    if (end < 0) break;
    read += `${text.slice(from, at)} `;
    from = end + 3;
  }
  return from === 0 ? text : read + text.slice(from);
};

/**
 * Markdown without its marks, as it is read and searched; lines stay lines. Takes as long as the text is, whatever it holds: no mark is looked
 * for from every place to the end.
 */
export const plainText = (markdown: string): string =>
  marks.reduce((text, [mark, read]) => text.replace(mark, read), withoutComments(markdown));
