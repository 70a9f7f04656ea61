const marks: readonly (readonly [RegExp, string])[] = [
  [/<!--[\s\S]*?-->/gu, ' '],
  [/<\/?[a-z][^<>]*>/giu, ' '],
  // Pictures and links: what is read of them.
  [/!?\[([^\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s"[^"\n]*")?\)/gu, '$1'],
  [/^ {0,3}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+/gmu, ''],
  [/^ {0,3}(?:`{3,}|~{3,}).*$/gmu, ' '],
  [/^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t:|-]*)?$/gmu, ' '],
  [/(?<!\\)\|/gu, ' '],
  [/(?<![\p{L}\p{N}\\])(?:\*{1,3}|_{1,3}|~~|`+)(?=\S)|(?<=\S)(?<!\\)(?:\*{1,3}|_{1,3}|~~|`+)(?![\p{L}\p{N}])/gu, ''],
  [/\\([!-/:-@[-`{-~])/gu, '$1'],
];

/** Markdown without its marks, as it is read and searched; lines stay lines. */
export const plainText = (markdown: string): string =>
  marks.reduce((text, [mark, read]) => text.replace(mark, read), markdown);
