import { fold } from '../search/fold.ts';
import { numberSearchKey, parseNumber } from '../tickets/number.ts';

/** What labels, mails and people write differently and mean the same: case, width, blanks and the dashes between groups. */
export const identityKey = (text: string): string => fold(text).replaceAll(/[\s\u2010-\u2015\u2212_./-]+/gu, '');

/** Values that lists carry where nobody knew the serial; they name nothing. */
const placeholders = new Set([
  '',
  'na',
  'none',
  'null',
  'unknown',
  'tbd',
  'x',
  '0',
  'notavailable',
  'notspecified',
  'tobefilledbyoem',
  'defaultstring',
  'systemserialnumber',
  '无',
  '未知',
  '待补',
]);

/** The key under which a serial or tag is unique; null where it identifies nothing. */
export const uniqueKey = (text: string): string | null => {
  const key = identityKey(text);
  return placeholders.has(key) ? null : key;
};

/** What a scanned label may be: the number of an asset here, however written, or a serial or tag. */
export const scanKey = (text: string): string => (parseNumber(text) ? numberSearchKey(text) : identityKey(text));
