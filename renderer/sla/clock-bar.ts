import type { SlaClock } from '#shared/sla/clocks.ts';

/** A stretch of the bar; places and widths in percent of it. */
export interface BarStretch {
  readonly kind: 'counted' | 'hold' | 'resolved';
  readonly from: number;
  readonly width: number;
}

export interface ClockBar {
  readonly stretches: readonly BarStretch[];
  /** Where 50, 75 and 90 % of the target are, and the target itself where the clock has run past it. */
  readonly ticks: readonly number[];
  readonly now: number;
}

const TICK_PERCENTS = [50, 75, 90] as const;

/** A clock as a bar of its own time: what counted, and the breaks where they fell, as wide as the time they took. Undefined without a target. */
export const clockBar = ({ targetSeconds, elapsedSeconds, breaks }: SlaClock): ClockBar | undefined => {
  if (targetSeconds === null || targetSeconds === 0) return undefined;
  const broken = breaks.reduce((sum, { seconds }) => sum + seconds, 0);
  const whole = Math.max(targetSeconds, elapsedSeconds) + broken;
  const percent = (seconds: number): number => (seconds / whole) * 100;
  const stretches: BarStretch[] = [];
  let counted = 0;
  let at = 0;
  for (const pause of breaks) {
    if (pause.elapsedSeconds > counted) {
      stretches.push({ kind: 'counted', from: percent(at), width: percent(pause.elapsedSeconds - counted) });
      at += pause.elapsedSeconds - counted;
      counted = pause.elapsedSeconds;
    }
    if (pause.seconds > 0) stretches.push({ kind: pause.kind, from: percent(at), width: percent(pause.seconds) });
    at += pause.seconds;
  }
  if (elapsedSeconds > counted)
    stretches.push({ kind: 'counted', from: percent(at), width: percent(elapsedSeconds - counted) });
  const now = at + elapsedSeconds - counted;
  /** Breaks that came before so much had counted push the mark along. */
  const placeOf = (seconds: number): number =>
    percent(seconds + breaks.reduce((sum, pause) => (pause.elapsedSeconds < seconds ? sum + pause.seconds : sum), 0));
  const ticks = TICK_PERCENTS.map((share) => placeOf((targetSeconds * share) / 100));
  return {
    stretches,
    ticks: elapsedSeconds > targetSeconds ? [...ticks, placeOf(targetSeconds)] : ticks,
    now: percent(now),
  };
};
