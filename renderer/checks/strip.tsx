import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { PastResult } from '#shared/checks/check.ts';
import { outcomes, type Outcome } from '#shared/checks/finding.ts';
import classes from './checks.module.css';

const STEP = 5;
const WIDTH = 4;
const HEIGHT = 14;
/** Told apart by height as well as by colour: what is wrong stands tall. */
const heights: Readonly<Record<Outcome, number>> = { ok: 5, unknown: 2, warning: 9, failed: HEIGHT };

/** The latest runs as a strip, oldest at the left, and the same in words for who does not see it. */
export const Strip = ({ results }: { readonly results: readonly PastResult[] }) => {
  const { t } = useTranslation('checks');
  const format = useFormat();
  if (results.length === 0) return <span className="muted small">{t('stripNone')}</span>;
  const counts = outcomes.flatMap((outcome) => {
    const count = results.filter((each) => each.outcome === outcome).length;
    return count > 0 ? [t('stripOf', { count, outcome: t(`outcome.${outcome}`) })] : [];
  });
  const words = t('strip', { count: results.length, words: format.series(counts) });
  return (
    <svg
      className={classes['strip']}
      role="img"
      aria-label={words}
      width={results.length * STEP}
      height={HEIGHT}
      viewBox={`0 0 ${results.length * STEP} ${HEIGHT}`}
    >
      <title>{words}</title>
      {results.map(({ at, outcome }, place) => (
        <rect
          key={`${place} ${at}`}
          data-outcome={outcome}
          x={place * STEP}
          y={HEIGHT - heights[outcome]}
          width={WIDTH}
          height={heights[outcome]}
          rx={1}
        />
      ))}
    </svg>
  );
};
