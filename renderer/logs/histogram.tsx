import { memo, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { MAX_BUCKETS } from '#shared/logs/limits.ts';
import type { ViewState } from '#shared/logs/notices.ts';
import type { Histogram as Shares } from '#shared/logs/operations.ts';
import { lineTime } from './line-time.ts';
import classes from './logs.module.css';

/** Reckoned again so long after lines came. */
const AGAIN_MS = 1_000;
const HEIGHT = 44;
/** Below it the marks of the axis would all say the same minute, or nearly. */
const SHORT_MS = 600_000;
/** Marks of more characters tell a day too: in a narrow window there is room for the first and the last. */
const LONG_MARK = 8;

/**
 * How the lines of the view lie in time; undefined until that is known. It lags behind a view that grows, so that reading it costs little. `opening`:
 * another number for each view that has this id, whose versions count from the start.
 */
export const useHistogram = (viewId: string, opening: number, state: ViewState | undefined): Shares | undefined => {
  const client = useClient();
  const [shares, setShares] = useState<Shares>();
  const isEmpty = state === undefined || state.total === 0;
  const version = state?.version;
  const newest = useRef(version);
  useEffect(() => {
    newest.current = version;
  }, [version]);
  useEffect(() => {
    if (isEmpty) return undefined;
    let isWanted = true;
    let asked: string | undefined;
    const ask = async () => {
      const wanted = `${opening} ${newest.current}`;
      if (asked === wanted) return;
      asked = wanted;
      const answer = await client.call('logs.histogram', { viewId, buckets: MAX_BUCKETS });
      if (isWanted && answer.ok) setShares(answer.value);
    };
    void ask();
    const ticking = window.setInterval(() => void ask(), AGAIN_MS);
    return () => {
      isWanted = false;
      window.clearInterval(ticking);
    };
  }, [client, viewId, opening, isEmpty]);
  return isEmpty ? undefined : shares;
};

/** When a bar begins; the shares have times. */
const beginOf = ({ from, to, buckets }: Shares, index: number): string => {
  const begin = Date.parse(from ?? '');
  return new Date(begin + ((Date.parse(to ?? '') - begin) * index) / buckets.length).toISOString();
};

interface BarsProps {
  readonly buckets: Shares['buckets'];
  readonly label: (index: number) => string;
}

/** Drawn when the shares are others, and not with every line that comes into focus. */
const Bars = memo(({ buckets, label }: BarsProps) => {
  const most = Math.max(1, ...buckets.map(({ error, warning, other }) => error + warning + other));
  // A few errors among thousands of lines are what one looks for: the root keeps them in sight.
  const heightOf = (count: number) => Math.sqrt(count / most) * HEIGHT;
  const width = 100 / buckets.length;
  return (
    <>
      {buckets.map(({ error, warning, other }, index) => {
        const all = heightOf(error + warning + other);
        const sum = Math.max(1, error + warning + other);
        const errors = error === 0 ? 0 : Math.max(2, (all * error) / sum);
        const warnings = warning === 0 ? 0 : Math.max(2, (all * warning) / sum);
        const rest = Math.max(0, all - errors - warnings);
        const x = `${index * width}%`;
        const bar = { x, width: `${width * 0.8}%` };
        return (
          <g key={index}>
            <title>{label(index)}</title>
            <rect x={x} width={`${width}%`} y={0} height={HEIGHT} className={classes['ground']} />
            <rect {...bar} y={HEIGHT - rest} height={rest} className={classes['other']} />
            <rect {...bar} y={HEIGHT - rest - warnings} height={warnings} className={classes['warning']} />
            <rect {...bar} y={HEIGHT - rest - warnings - errors} height={errors} className={classes['error']} />
          </g>
        );
      })}
    </>
  );
});

interface HistogramProps {
  readonly shares: Shares;
  /** Of the line in focus; where in time one is. */
  readonly at: string | null;
  readonly onGo: (at: string) => void;
}

/** Lines over time, errors and warnings on top. A bar leads to its first line; by keyboard the arrows choose one. */
export const Histogram = ({ shares, at, onGo }: HistogramProps) => {
  const { t } = useTranslation('logs');
  const format = useFormat();
  const now = useNow();
  const { from, to, buckets } = shares;
  const [place, setPlace] = useState(0);
  const label = useCallback(
    (index: number) => {
      const { error = 0, warning = 0, other = 0 } = shares.buckets[index] ?? {};
      return t('bucket', {
        time: format.moment(beginOf(shares, index), now),
        lines: format.number(error + warning + other),
        errors: format.number(error),
        warnings: format.number(warning),
      });
    },
    [t, format, now, shares],
  );
  if (from === null || to === null || buckets.length === 0) return null;
  const begin = Date.parse(from);
  const span = Date.parse(to) - begin;
  const width = 100 / buckets.length;
  const momentOf = (index: number) => beginOf(shares, index);
  const bucketAt = (moment: string) =>
    span === 0 ? 0 : Math.min(buckets.length - 1, Math.floor(((Date.parse(moment) - begin) / span) * buckets.length));
  const chosen = Math.min(place, buckets.length - 1);
  const axisTime = (moment: number) =>
    span < SHORT_MS ? lineTime(new Date(moment).toISOString(), 'none').slice(0, 8) : format.moment(moment, now);
  const here = at === null ? undefined : bucketAt(at);
  const axis = [0, 1, 2, 3, 4].map((quarter) => axisTime(begin + (span * quarter) / 4));
  return (
    <div className={classes['histogram']}>
      <div
        className={classes['bars']}
        role="slider"
        tabIndex={0}
        aria-label={t('histogram')}
        aria-valuemin={0}
        aria-valuemax={buckets.length - 1}
        aria-valuenow={chosen}
        aria-valuetext={label(chosen)}
        onKeyDown={(event) => {
          const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 };
          const step = steps[event.key];
          if (step !== undefined) setPlace(Math.max(0, Math.min(buckets.length - 1, chosen + step)));
          else if (event.key === 'Home') setPlace(0);
          else if (event.key === 'End') setPlace(buckets.length - 1);
          else if (event.key === 'Enter' || event.key === ' ') onGo(momentOf(chosen));
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const index = Math.max(
            0,
            Math.min(buckets.length - 1, Math.floor(((event.clientX - box.left) / box.width) * buckets.length)),
          );
          setPlace(index);
          onGo(momentOf(index));
        }}
      >
        <svg width="100%" height={HEIGHT} aria-hidden>
          <Bars buckets={buckets} label={label} />
          <rect x={`${chosen * width}%`} width={`${width}%`} y={0} height={HEIGHT} className={classes['cursor']} />
          {here !== undefined && here >= 0 && (
            <rect x={`${here * width}%`} width={`${width}%`} y={0} height={HEIGHT} className={classes['here']} />
          )}
        </svg>
      </div>
      <div
        className={`${classes['axis']} muted small num`}
        data-long={axis.some(({ length }) => length > LONG_MARK) || undefined}
        aria-hidden
      >
        {axis.map((mark, quarter) => (
          <span key={quarter}>{mark}</span>
        ))}
      </div>
    </div>
  );
};
