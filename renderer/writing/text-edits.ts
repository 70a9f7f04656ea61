import { safeHref } from './safe-href.ts';

/** What stands in a field and what is marked in it; `from` = `to` is the caret. */
export interface TextState {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** `insert` takes the place of `from … to`; afterwards `select` is marked. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly select: readonly [from: number, to: number];
}

/** Puts a mark on both sides of what is marked, or takes it away again. */
export const wrapIn = ({ text, from, to }: TextState, mark: string): TextEdit => {
  const size = mark.length;
  const inner = text.slice(from, to);
  if (text.slice(from - size, from) === mark && text.slice(to, to + size) === mark)
    return { from: from - size, to: to + size, insert: inner, select: [from - size, to - size] };
  return { from, to, insert: mark + inner + mark, select: [from + size, to + size] };
};

/** Code within a line, or a block of it where several lines are marked. */
export const asCode = (state: TextState): TextEdit => {
  const { text, from, to } = state;
  const inner = text.slice(from, to);
  if (!inner.includes('\n')) return wrapIn(state, '`');
  const before = from === 0 || text[from - 1] === '\n' ? '' : '\n';
  const after = to === text.length || text[to] === '\n' ? '' : '\n';
  const start = from + before.length + 4;
  return {
    from,
    to,
    insert: `${before}\`\`\`\n${inner}\n\`\`\`${after}`,
    select: [start, start + inner.length],
  };
};

/** A link whose words or whose address were marked; the caret goes where the other of the two is still to be written. */
export const asLink = ({ text, from, to }: TextState): TextEdit => {
  const marked = text.slice(from, to);
  if (safeHref(marked) !== undefined) return { from, to, insert: `[](${marked})`, select: [from + 1, from + 1] };
  const place = from + marked.length + 3;
  return { from, to, insert: `[${marked}]()`, select: [place, place] };
};

/** An address pasted over marked words makes a link of them; undefined where that is not what happened. */
export const pasteOver = ({ text, from, to }: TextState, pasted: string): TextEdit | undefined => {
  const marked = text.slice(from, to);
  const address = pasted.trim();
  if (marked.trim() === '' || marked.includes('\n') || /\s/.test(address)) return undefined;
  if (safeHref(address) === undefined || safeHref(marked) !== undefined) return undefined;
  const insert = `[${marked}](${address})`;
  return { from, to, insert, select: [from + insert.length, from + insert.length] };
};

/** Begins every marked line with `mark`, or the line of the caret. */
export const beginLines = ({ text, from, to }: TextState, mark: string): TextEdit => {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const found = text.indexOf('\n', to);
  const end = found < 0 ? text.length : found;
  const insert = text
    .slice(start, end)
    .split('\n')
    .map((line) => mark + line)
    .join('\n');
  return { from: start, to: end, insert, select: [start + insert.length, start + insert.length] };
};

const item = /^([ \t]*)(?:([-*]) (\[[ xX]\] )?|(\d{1,9})([.)]) |(> ?))/;

/**
 * What a new line begins with inside a list or a quotation: the next mark or number. On an item that is still empty the mark goes away
 * instead. Undefined elsewhere: a line break is just that.
 */
export const continueLine = ({ text, from, to }: TextState): TextEdit | undefined => {
  if (from !== to) return undefined;
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const line = text.slice(start, from);
  const found = item.exec(line);
  if (!found) return undefined;
  const [mark, indent = '', bullet, box, number, point = '', quote] = found;
  const rest = text.slice(from, text.indexOf('\n', from) < 0 ? text.length : text.indexOf('\n', from));
  if (line.length === mark.length && rest === '') return { from: start, to: from, insert: '', select: [start, start] };
  const next =
    bullet !== undefined
      ? `${bullet} ${box === undefined ? '' : '[ ] '}`
      : number !== undefined
        ? `${Number(number) + 1}${point} `
        : (quote ?? '');
  const insert = `\n${indent}${next}`;
  return { from, to, insert, select: [from + insert.length, from + insert.length] };
};
