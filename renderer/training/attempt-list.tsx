import { useTranslation } from 'react-i18next';
import { BreachGlyph, OkGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { AttemptRow } from '#shared/training/attempt.ts';
import { percentOf } from '#shared/training/score.ts';
import { attemptHref } from './training-route.ts';
import classes from './training.module.css';

/** What somebody handed in, newest first; nothing where they handed nothing in. */
export const AttemptList = ({ attempts }: { readonly attempts: readonly AttemptRow[] }) => {
  const { t } = useTranslation('training');
  const format = useFormat();
  const now = useNow();
  if (attempts.length === 0) return null;
  return (
    <section className={classes['attempts']} aria-label={t('attempts')}>
      <h2>{t('attempts')}</h2>
      <ul>
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <a href={attemptHref(attempt.id)}>{format.moment(attempt.at, now)}</a>
            <span className={classes['mark']}>
              {attempt.passed ? <OkGlyph /> : <BreachGlyph />}
              {t(attempt.passed ? 'passedWith' : 'failedWith', { percent: percentOf(attempt) })}
            </span>
            <span className="muted small num">{t('version', { version: attempt.version })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
