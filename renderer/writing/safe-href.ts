import { isOutsideAddress } from '#shared/base/outside-address.ts';

const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** The address as a link may carry it, host in its plain form; undefined for what must not be opened from a text. */
export const safeHref = (address: string): string | undefined => {
  const trimmed = address.trim();
  const url = isOutsideAddress(trimmed) ? URL.parse(trimmed) : null;
  return url && schemes.has(url.protocol) && url.username === '' ? url.href : undefined;
};

/** The host that a web address leads to; null for mail and telephone. */
export const hostOf = (href: string): string | null => URL.parse(href)?.host || null;
