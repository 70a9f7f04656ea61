/**
 * A way of counting time towards a target: the hours of a calendar, or the wall clock. Instants are ms since epoch, of which whole seconds
 * count; lengths are seconds.
 */
export interface Timekeeping {
  /** Seconds that count in `[from, to)`; 0 if `to` is not later. */
  seconds(from: number, to: number): number;
  /** The first instant at which `seconds` have counted since `from`, in whole seconds; null if that never comes. */
  reach(from: number, seconds: number): number | null;
  /** Whether time counts at this instant. */
  isCounting(at: number): boolean;
}

export const wholeSeconds = (instant: number): number => Math.floor(instant / 1000);

/** Every second counts. */
export const wallClock: Timekeeping = {
  seconds: (from, to) => Math.max(0, wholeSeconds(to) - wholeSeconds(from)),
  reach: (from, seconds) => (wholeSeconds(from) + seconds) * 1000,
  isCounting: () => true,
};
