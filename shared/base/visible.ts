/** Joiners, direction marks, variation selectors and the like: characters that show nothing by themselves. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** The text without what nobody sees of it: for counting and for asking whether anything was written. Never for storing. */
export const visibleText = (text: string): string => text.replaceAll(UNSEEN, '').trim();

/** Whether somebody who looks at the text sees anything: a title of zero-width spaces is a row that nobody can read or find. */
export const isVisible = (text: string): boolean => visibleText(text) !== '';
