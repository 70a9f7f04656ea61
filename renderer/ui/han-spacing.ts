import type { PostProcessorModule } from 'i18next';

/** A noncharacter: it stands in no text that a person wrote. */
const EDGE = '\uFDD0';

const HAN = String.raw`\p{Script=Han}`;
const LATIN = String.raw`[\p{Script=Latin}\p{Nd}]`;
const apart = new RegExp(`(?<=${HAN})${EDGE}(?=${LATIN})|(?<=${LATIN})${EDGE}(?=${HAN})`, 'gu');
const together = new RegExp(`(?<=${HAN})(?: ${EDGE}|${EDGE} )(?=${HAN})`, 'gu');

/** For i18next's `escape`: marks where a value begins and ends, so that only our words give way, never what is filled in. */
export const markValue = (value: string): string => `${EDGE}${value}${EDGE}`;

/**
 * The typed space between Han and Latin or digits where a value meets our words: 打开 Northgate, but 打开海川. What stands inside the
 * value, or in the text without values, stays as it was written.
 */
export const hanSpacing: PostProcessorModule = {
  type: 'postProcessor',
  name: 'hanSpacing',
  process: (text: string) =>
    text.includes(EDGE) ? text.replace(apart, ' ').replace(together, '').replaceAll(EDGE, '') : text,
};
