import classes from './home.module.css';

interface SparklineProps {
  /** Oldest first; null leaves a gap. */
  readonly values: readonly (number | null)[];
  /** The dotted line; null draws none. */
  readonly target: number | null;
  /** Of the last point. */
  readonly tone: 'reached' | 'missed' | 'unknown';
  readonly label: string;
}

const WIDTH = 120;
const HEIGHT = 36;
const EDGE = 4;

/** A line through the weeks, its last point marked, the goal dotted. Nothing where fewer than two weeks have a value. */
export const Sparkline = ({ values, target, tone, label }: SparklineProps) => {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const all = target === null ? known : [...known, target];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const y = (value: number): number =>
    high === low ? HEIGHT / 2 : HEIGHT - EDGE - ((value - low) / (high - low)) * (HEIGHT - 2 * EDGE);
  const x = (place: number): number => EDGE + (place / Math.max(1, values.length - 1)) * (WIDTH - 2 * EDGE);
  const points = values.flatMap((value, place) => (value === null ? [] : [{ place, x: x(place), y: y(value) }]));
  // A week with too few breaks the line: nobody knows what was between.
  const path = points
    .map((point, at) => `${at > 0 && points[at - 1]?.place === point.place - 1 ? 'L' : 'M'}${point.x} ${point.y}`)
    .join('');
  const last = points.at(-1);
  return (
    <svg className={classes['spark']} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <title>{label}</title>
      {target !== null && <path d={`M0 ${y(target)}H${WIDTH}`} data-goal />}
      <path d={path} />
      {last && <circle cx={last.x} cy={last.y} r="2.5" data-tone={tone} />}
    </svg>
  );
};
