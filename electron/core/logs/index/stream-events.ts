/** What happened to the files of a log, between which of its lines. */
import type { GapKind } from '#shared/logs/line.ts';
import type { Beginning } from '../follow/segment.ts';

/** Before which line it was. */
export interface StreamEvent {
  readonly line: number;
  readonly kind: GapKind;
  /** ms since epoch. */
  readonly at: number;
  readonly drained: number;
  readonly from: string;
}

/** What the beginning of a segment tells; null: nothing. */
export const gapOf: Readonly<Record<Beginning, GapKind | null>> = {
  first: null,
  late: null,
  resumed: null,
  rotated: 'rotated',
  truncated: 'truncated',
  rewritten: 'rewritten',
};

const MAX_EVENTS = 500;

/** Of so many the oldest goes. */
export const addEvent = (events: StreamEvent[], event: StreamEvent): void => {
  events.push(event);
  if (events.length > MAX_EVENTS) events.shift();
};
