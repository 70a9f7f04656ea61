import type { Ticket } from '../tickets/ticket.ts';

/** What is put before every title and at the end of every description. */
export interface AddedText {
  readonly titleStart?: string | undefined;
  readonly descriptionEnd?: string | undefined;
}

/** Latin letters and digits need a space after them, Han and full-width signs do not. */
const needsSpace = (text: string): boolean => /[!-\u024f]$/u.test(text);

/** The title with `start` before it; as it is where it begins so already. */
export const withTitleStart = (title: string, start: string): string =>
  title.startsWith(start) ? title : `${start}${needsSpace(start) ? ' ' : ''}${title}`;

/** The description with `end` as its last paragraph; as it is where it ends so already. */
export const withDescriptionEnd = (description: string, end: string): string =>
  description.endsWith(end) ? description : `${description}${description === '' ? '' : '\n\n'}${end}`;

/** What stands before the title and after the description since, exactly: taking it away gives the text that was there. */
export const addedBetween = (before: Ticket, after: Ticket): AddedText => ({
  ...(after.title !== before.title && { titleStart: after.title.slice(0, after.title.length - before.title.length) }),
  ...(after.description !== before.description && {
    descriptionEnd: after.description.slice(before.description.length),
  }),
});
