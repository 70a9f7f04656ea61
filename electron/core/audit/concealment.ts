/** The one-way functions of the trail, and where their salts lie: one for each record, so that erasing it erases what it conceals. */
import { createHash, createHmac } from 'node:crypto';
import type { StoredRecord } from '#shared/base/record.ts';

/** Stays on this laptop. */
export interface Salt extends StoredRecord {
  readonly type: 'salt';
  /** 16 bytes, hex. */
  readonly value: string;
}

export const saltId = (recordId: string): string => `salt:${recordId}`;

export const textHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const commitment = (salt: string, canonical: string): string =>
  createHmac('sha256', Buffer.from(salt, 'hex')).update(canonical, 'utf8').digest('hex');
