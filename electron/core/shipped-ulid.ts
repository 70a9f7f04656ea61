import { createHash } from 'node:crypto';
import { encodeUlid } from '#shared/base/ulid.ts';

/**
 * ULID of what every desk has one of, under a name: hashed, so that two consoles of a desk make the same. Its time is that of the notice
 * that the oldest shipped calendar quotes.
 */
export const shippedUlid = (name: string): string =>
  encodeUlid(Date.UTC(2025, 10, 4), createHash('sha256').update(`deskside ${name}`, 'utf8').digest());
