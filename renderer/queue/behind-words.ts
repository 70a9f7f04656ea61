import type { i18n as I18n } from 'i18next';
import type { Behind } from '#shared/home/behind.ts';

/** Where Home keeps its own word for a figure. */
const keyOf = (behind: Behind): string => {
  switch (behind.figure) {
    case 'measure':
      return `short.${behind.measure}`;
    case 'age':
      return `age.${behind.bucket}`;
    default:
      return behind.figure;
  }
};

/** What the figure is called where the list was asked for; undefined while those words have not been fetched. */
export const behindWords = (behind: Behind, i18n: I18n): string | undefined => {
  const words: unknown = i18n.getResource(i18n.language, 'home', keyOf(behind));
  if (typeof words !== 'string') return undefined;
  return 'day' in behind ? `${words} ${behind.day}` : words;
};
