import { announce } from '#renderer/ui/announce.ts';
import { applyEdit } from '#renderer/writing/apply-edit.ts';

/** Longer pages are pasted as the text that they are. */
const MOST_HTML = 500_000;

/** Whether there is more to it than its words; what a code editor copies is coloured, not formatted. */
export const isFormatted = (html: string): boolean =>
  html.length <= MOST_HTML && /<(?:(?:table|ul|ol|h[1-6]|strong|b|em|pre|blockquote)[\s>]|a\s[^>]*href=)/i.test(html);

/**
 * Puts what was copied from a page or a spreadsheet into the field as Markdown; undo takes it back. The reader of HTML is fetched for it: where it
 * cannot be had, the plain text goes in.
 */
export const pasteFormatted = (data: DataTransfer, field: HTMLTextAreaElement, failed: string): boolean => {
  const html = data.getData('text/html');
  const plain = data.getData('text/plain');
  if (!isFormatted(html)) return false;
  const { selectionStart: from, selectionEnd: to } = field;
  const put = (text: string) =>
    applyEdit(field, { from, to, insert: text, select: [from + text.length, from + text.length] });
  void import('./paste-as-markdown.ts').then(
    ({ markdownOf }) => put(markdownOf(html) || plain),
    () => {
      put(plain);
      announce({ tone: 'refused', text: failed });
    },
  );
  return true;
};
