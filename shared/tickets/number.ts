import type { TicketKind } from './ticket.ts';

/** Prefixes of the numbers that people read out: incident, request, problem, change, article, asset, document, termination. */
export const numberPrefixes = ['INC', 'REQ', 'PRB', 'CHG', 'KB', 'CI', 'DOC', 'TRM'] as const;
export type NumberPrefix = (typeof numberPrefixes)[number];

export const prefixOfKind: Readonly<Record<TicketKind, NumberPrefix>> = { incident: 'INC', request: 'REQ' };

/** `INC-7K3Q-000142` taken apart. */
export interface RecordNumber {
  readonly prefix: NumberPrefix;
  /** Four characters of Crockford base32. */
  readonly deviceCode: string;
  /** From 1. */
  readonly counter: number;
}

const PADDED_DIGITS = 6;
const shape = new RegExp(`^(${numberPrefixes.join('|')})-*([0-9A-Z]{4})-*([0-9OIL]+)$`);
const crockford = /^[0-9A-HJKMNP-TV-Z]{4}$/;

/** Crockford base32 reads O as 0, I and L as 1, so that a number survives the telephone. */
const readAsDigits = (text: string): string => text.replaceAll('O', '0').replaceAll(/[IL]/g, '1');

export const formatNumber = ({ prefix, deviceCode, counter }: RecordNumber): string =>
  `${prefix}-${deviceCode}-${String(counter).padStart(PADDED_DIGITS, '0')}`;

/**
 * Reads what a person may type for a number: any case, full-width or not, with or without dashes, spaces and padding zeros,
 * with the confusions that Crockford base32 forgives. Undefined if it is not a whole number of ours.
 */
export const parseNumber = (text: string): RecordNumber | undefined => {
  const folded = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015\u2212]+/g, '-');
  const parts = shape.exec(folded);
  if (!parts) return undefined;
  const [, prefix = '', code = '', digits = ''] = parts;
  const deviceCode = readAsDigits(code);
  const counter = Number(readAsDigits(digits));
  if (!crockford.test(deviceCode) || !Number.isSafeInteger(counter) || counter < 1) return undefined;
  return { prefix: prefix as NumberPrefix, deviceCode, counter };
};

/** `INC-7K3Q-142`, as lists show it. What is not written as we write numbers is shown as it is. */
export const shortNumber = (number: string): string => number.replace(/^([A-Z]+-[0-9A-Z]{4}-)0+(?=\d)/, '$1');

/** `inc7k3q142`: equal for every way of writing the same number of ours. */
export const numberSearchKey = (number: string): string => {
  const parsed = parseNumber(number);
  return (parsed ? `${parsed.prefix}${parsed.deviceCode}${parsed.counter}` : number.replaceAll('-', '')).toLowerCase();
};

/** By prefix and device, then by counter, also past the padding. */
export const compareNumbers = (left: string, right: string): number => {
  if (left.length === right.length) return left < right ? -1 : Number(left > right);
  const leftDash = left.lastIndexOf('-');
  const rightDash = right.lastIndexOf('-');
  const leftHead = left.slice(0, leftDash + 1);
  const rightHead = right.slice(0, rightDash + 1);
  if (leftHead !== rightHead) return leftHead < rightHead ? -1 : 1;
  return left.length - right.length;
};
