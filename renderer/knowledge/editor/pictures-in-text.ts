import { pictureAddress, type PictureRef } from '#shared/knowledge/pictures.ts';
import type { TextEdit, TextState } from '#renderer/writing/text-edits.ts';

const picture = /!\[((?:[^\]\\\n]|\\.)*)\]\(attachment:[0-9a-f]{64}(?::\d+x\d+)?\)/g;

/** Puts a picture where the caret is, on a line of its own; the words for who cannot see it are marked, to be typed over. */
export const insertPicture = ({ text, from, to }: TextState, ref: PictureRef, words: string): TextEdit => {
  const marked = text.slice(from, to).trim();
  const isOneLine = marked !== '' && !marked.includes('\n');
  const alt = (isOneLine ? marked : words).replaceAll(/[[\]\\]/g, ' ');
  const before = from === 0 || text.slice(0, from).endsWith('\n\n') ? '' : text[from - 1] === '\n' ? '\n' : '\n\n';
  const after = to === text.length || text.slice(to).startsWith('\n') ? '\n' : '\n\n';
  const start = from + before.length + 2;
  return {
    from,
    to,
    insert: `${before}![${alt}](${pictureAddress(ref)})${after}`,
    select: [start, start + alt.length],
  };
};

/** Where pictures stand that nothing describes: the place of the words, to be marked. `words` are those put in for want of others. */
export const undescribed = (
  text: string,
  words: readonly string[],
): readonly { readonly from: number; readonly to: number }[] =>
  [...text.matchAll(picture)].flatMap(({ index, 1: alt = '' }) => {
    const said = alt.trim();
    return said === '' || words.includes(said) ? [{ from: index + 2, to: index + 2 + alt.length }] : [];
  });
