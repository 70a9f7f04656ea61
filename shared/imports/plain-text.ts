const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  euro: '€',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
};

const decodeEntities = (text: string): string =>
  text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/giu, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });

/**
 * Cells come from anywhere and hold a megabyte: nothing below reads a character more often than a fixed number of times. A tag ends before the
 * next `<`, so that no two of them look through the same text, and what has no end is looked for once.
 */
const MARKUP =
  /<\/?(?:p|br|div|span|ul|ol|li|table|tr|td|b|i|strong|em|a|img|h[1-6]|blockquote|pre|html|body)(?:\s[^<>]*)?\/?>/iu;
const ESCAPED_MARKUP = /&lt;\/?(?:p|br|div|span|ul|ol|li|table|tr|td|b|strong|em|a)\b[^&]{0,200}&gt;/iu;

const TAG = /<(?:!--|(\/?)([a-z][a-z0-9]*)(?:[^<>a-z0-9][^<>]*)?>)/giu;
const breaksAfter = /^(?:p|div|tr|h[1-6]|blockquote|pre|ul|ol|table)$/u;
const BLANKS = /\s*/uy;

/** Finds the end of what a tag opened. Once there is none, there is none further on either. */
const endFinder = (end: RegExp): ((text: string, from: number) => number | undefined) => {
  let isGone = false;
  return (text, from) => {
    if (isGone) return undefined;
    end.lastIndex = from;
    isGone = !end.test(text);
    return isGone ? undefined : end.lastIndex;
  };
};

/** Without tags, comments, styles and scripts; with line breaks and list marks in their place. */
const withoutMarkup = (text: string): string => {
  const ends = {
    comment: endFinder(/-->/gu),
    style: endFinder(/<\/style\s*>/giu),
    script: endFinder(/<\/script\s*>/giu),
  };
  let kept = '';
  let from = 0;
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(text); tag; tag = TAG.exec(text)) {
    kept += text.slice(from, tag.index);
    from = TAG.lastIndex;
    const name = tag[2]?.toLowerCase() ?? 'comment';
    const closes = tag[1] === '/';
    if (!closes && (name === 'comment' || name === 'style' || name === 'script')) {
      const end = ends[name](text, from);
      // A comment without an end is no comment.
      if (end === undefined && name === 'comment') kept += tag[0];
      from = end ?? from;
    } else if (!closes && name === 'li') {
      kept += '\n- ';
      BLANKS.lastIndex = from;
      BLANKS.exec(text);
      from = BLANKS.lastIndex;
    } else if (!closes && name === 'br') {
      kept += '\n';
      if (text[from] === '\n') from++;
    } else if (closes && breaksAfter.test(name)) kept += '\n';
    TAG.lastIndex = from;
  }
  return kept + text.slice(from);
};

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const SUSPECT = /[<&\r\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u;

/**
 * The text of a cell. Cells with HTML (GLPI and osTicket write it, GLPI escaped once more) lose their tags and keep their lines and list
 * marks; all others stay as they are, `<serial>` in a sentence included. Line ends become \n, control characters blanks. Nothing a
 * document refers to is ever fetched.
 */
export const plainText = (cell: string): string => {
  // Most cells hold nothing to take out, and a file has millions of them.
  if (!SUSPECT.test(cell)) return cell.trim();
  let text = cell.replaceAll(/\r\n?/gu, '\n');
  if (!MARKUP.test(text) && ESCAPED_MARKUP.test(text)) text = decodeEntities(text);
  if (MARKUP.test(text)) {
    text = decodeEntities(withoutMarkup(text))
      .replaceAll(/[ \t\u00a0]+/gu, ' ')
      .replaceAll(/ ?\n ?/gu, '\n')
      .replaceAll(/\n{3,}/gu, '\n\n');
  }
  // oxlint-disable-next-line no-control-regex -- exactly the control characters are meant
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu, ' ').trim();
};

const RUN_OF_BLANKS = /\s\s|[^\S ]/u;

/** One line: for titles, names and categories. */
export const oneLine = (cell: string): string => {
  const text = plainText(cell);
  return RUN_OF_BLANKS.test(text) ? text.replaceAll(/\s+/gu, ' ').trim() : text;
};

/** The first `count` words; Han and kana, which know no blanks, count two characters a word. */
export const firstWords = (text: string, count: number): string => {
  const line = oneLine(text);
  let words = 0;
  let end = 0;
  for (const match of line.matchAll(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,2}|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu,
  )) {
    if (words === count) return `${line.slice(0, end).trimEnd()} …`;
    words++;
    end = match.index + match[0].length;
  }
  return line;
};
