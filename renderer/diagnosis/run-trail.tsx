import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RunStep } from '#shared/diagnosis/run.ts';
import classes from './diagnosis.module.css';

/** An answer as the trail shows it. */
export type TrailStep = Pick<RunStep, 'entryId' | 'question' | 'label' | 'note'>;

interface RunTrailProps {
  readonly steps: readonly TrailStep[];
  /** Goes back to the question of this step; absent for who only reads. */
  readonly onBackTo: ((step: TrailStep) => void) | undefined;
}

/** What was asked and answered so far, a line each. */
export const RunTrail = ({ steps, onBackTo }: RunTrailProps) => {
  const { t } = useTranslation('diagnosis');
  if (steps.length === 0) return null;
  return (
    <ol className={classes['trail']} aria-label={t('trail', { count: steps.length })}>
      {steps.map((step, place) => {
        const { entryId, question, label, note } = step;
        const words = (
          <>
            <span className="muted num">{place + 1}</span>
            <span className={classes['asked']} title={question}>
              {question}
            </span>
            <span className={classes['said']}>
              {label}
              {note !== null && <span className="muted"> · {note}</span>}
            </span>
          </>
        );
        return (
          <li key={entryId}>
            {onBackTo ? (
              <button type="button" title={t('backTo')} onClick={() => onBackTo(step)}>
                {words}
                <IconArrowBackUp size={14} stroke={1.6} aria-label={t('backTo')} role="img" />
              </button>
            ) : (
              <div>{words}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
};
