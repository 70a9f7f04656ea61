import { parseNumber, formatNumber } from '#shared/tickets/number.ts';
import type { Mentioned } from '#shared/watching/mentions.ts';
import type { Inline } from './markdown-tree.ts';
import { safeHref } from './safe-href.ts';

interface Found {
  readonly from: number;
  readonly to: number;
  readonly inline: Inline;
}

/** Beginnings of what may be a link; each is looked at where it stands, within bounded reach, so that a text is read in linear time. */
const starts = /https?:\/\/|@|\b(?:INC|REQ|PRB|CHG|KB|TRM)-/gi;
const LONGEST_MAIL_NAME = 64;
const LONGEST_ADDRESS = 2_048;
const addressEnd = /[^!#-;=?-_a-~]/;

/** A sentence goes on after an address: its punctuation, and a bracket that was opened before it, are not part of it. */
const trimAddress = (address: string): string => {
  let end = address.length;
  let open = 0;
  for (const char of address) if (char === '(') open++;
  let close = 0;
  for (const char of address) if (char === ')') close++;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? '';
    if (last === ')' && close > open) close--;
    else if (!/[.,:;!?'"*_~>\]}]/.test(last)) break;
  }
  return address.slice(0, end);
};

const webAddress = (text: string, from: number): Found | undefined => {
  if (/[\w@]/.test(text[from - 1] ?? '')) return undefined;
  const reach = text.slice(from, from + LONGEST_ADDRESS);
  const address = trimAddress(reach.split(addressEnd, 1)[0] ?? '');
  const href = safeHref(address);
  if (href === undefined || address.length < 10) return undefined;
  const children = [{ kind: 'text', text: address }] as const;
  return { from, to: from + address.length, inline: { kind: 'link', href, host: null, children } };
};

const mailAddress = (text: string, at: number): Found | undefined => {
  const name = /(?<![/:\w.+-])[\w.+-]+$/.exec(text.slice(Math.max(0, at - LONGEST_MAIL_NAME), at))?.[0];
  const host = /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}/.exec(text.slice(at + 1, at + 260))?.[0];
  if (name === undefined || host === undefined) return undefined;
  const address = `${name}@${host}`;
  const href = safeHref(`mailto:${address}`);
  if (href === undefined || /^[.-]/.test(name)) return undefined;
  const children = [{ kind: 'text', text: address }] as const;
  return { from: at - name.length, to: at + 1 + host.length, inline: { kind: 'link', href, host: null, children } };
};

const mention = (text: string, at: number, people: readonly Mentioned[]): Found | undefined => {
  const named = people.find(({ name }) => text.startsWith(name, at + 1));
  if (!named) return undefined;
  const to = at + 1 + named.name.length;
  return { from: at, to, inline: { kind: 'mention', text: text.slice(at, to), id: named.id } };
};

const recordNumber = (text: string, at: number): Found | undefined => {
  const written = /^[A-Za-z]{2,3}-[0-9A-Za-z]{4}-\d{1,9}(?![\w-])/.exec(text.slice(at, at + 24))?.[0];
  const number = written === undefined ? undefined : parseNumber(written);
  if (written === undefined || number === undefined) return undefined;
  return { from: at, to: at + written.length, inline: { kind: 'record', text: written, number: formatNumber(number) } };
};

/**
 * A text with its addresses, mail addresses, record numbers and mentions told apart. `people` are those whom it mentions, longest name
 * first, so that `@Ada Marsh` is not read as Ada.
 */
export const linkText = (text: string, people: readonly Mentioned[]): readonly Inline[] => {
  const inlines: Inline[] = [];
  let done = 0;
  const push = (to: number) => {
    if (to > done) inlines.push({ kind: 'text', text: text.slice(done, to) });
  };
  for (const { index, 0: start } of text.matchAll(starts)) {
    if (index < done) continue;
    const found =
      start === '@'
        ? (mention(text, index, people) ?? mailAddress(text, index))
        : start.endsWith('-')
          ? recordNumber(text, index)
          : webAddress(text, index);
    if (!found || found.from < done) continue;
    push(found.from);
    inlines.push(found.inline);
    done = found.to;
  }
  push(text.length);
  return inlines;
};
