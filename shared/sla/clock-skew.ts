import type { StoredRecord } from '../base/record.ts';

/** Up to here two clocks count as the same (DOMAIN.md §1, SLA clock 7). */
const TOLERATED_MS = 60_000;

/** `clockOffset:<ULID>`: how far a device's clock was off when it last met one that is trusted. Times stay as written; counting corrects them. */
export interface ClockOffset extends StoredRecord {
  readonly type: 'clockOffset';
  readonly schema: 1;
  /** The device's clock less the true time, ms; positive if it is fast. Not `device`, which is who stored this. */
  readonly of: string;
  readonly offsetMs: number;
  /** By the device's own clock. RFC 3339. */
  readonly seenAt: string;
}

/** True time of an instant (ms since epoch) that a device wrote. */
export type ClockCorrection = (device: string, written: number) => number;

export const trustClocks: ClockCorrection = (_device, written) => written;

/**
 * What a device wrote before an offset was seen is corrected by that offset, as far back as the one seen before it; what it wrote after the last
 * one, by the last one.
 */
export const correctBy = (offsets: readonly Pick<ClockOffset, 'of' | 'offsetMs' | 'seenAt'>[]): ClockCorrection => {
  if (offsets.length === 0) return trustClocks;
  const byDevice = new Map<string, { readonly seenAt: number; readonly offsetMs: number }[]>();
  for (const { of, offsetMs, seenAt } of offsets) {
    const list = byDevice.get(of) ?? [];
    list.push({ seenAt: Date.parse(seenAt), offsetMs: Math.abs(offsetMs) > TOLERATED_MS ? offsetMs : 0 });
    byDevice.set(of, list);
  }
  for (const list of byDevice.values()) list.sort((left, right) => left.seenAt - right.seenAt);
  return (device, written) => {
    const list = byDevice.get(device);
    if (!list) return written;
    const seen = list.find(({ seenAt }) => written <= seenAt) ?? list.at(-1);
    return written - (seen?.offsetMs ?? 0);
  };
};
