import { useId } from 'react';
import type { TFunction } from 'i18next';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { scores, type Score } from '#shared/survey/answer.ts';
import { ScoreFace } from './score-face.tsx';
import classes from './hand-over.module.css';

interface ScoreChoiceProps {
  readonly t: TFunction<'handOver'>;
  readonly score: Score | null;
  readonly isMissing: boolean;
  readonly onChange: (score: Score) => void;
}

/** Five faces with their words: one tab stop, arrows choose, and so do the digits of the hand-over screen. */
export const ScoreChoice = ({ t, score, isMissing, onChange }: ScoreChoiceProps) => {
  const id = useId();
  return (
    <fieldset
      className={classes['group']}
      role="radiogroup"
      aria-invalid={isMissing}
      aria-describedby={isMissing ? `${id}-error` : undefined}
    >
      <legend className={classes['legend']}>{t('score')}</legend>
      <div className={classes['choices']}>
        {scores.map((each) => (
          <label key={each} className={classes['choice']}>
            <input
              type="radio"
              name={id}
              aria-label={`${each} ${t(`score.${each}`)}`}
              checked={score === each}
              onChange={() => onChange(each)}
            />
            <ScoreFace score={each} size={32} />
            <span>{t(`score.${each}`)}</span>
            <span className={`${classes['digit']} num`}>{each}</span>
          </label>
        ))}
      </div>
      {isMissing && (
        <p className={classes['error']} id={`${id}-error`} role="alert">
          <BreachGlyph />
          {t('scoreMissing')}
        </p>
      )}
    </fieldset>
  );
};
