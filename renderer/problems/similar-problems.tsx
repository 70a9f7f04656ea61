import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StateGlyph } from '#renderer/ui/glyphs.tsx';
import type { SimilarProblem } from '#shared/problems/similar.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { problemShapes } from './problem-list.tsx';
import classes from './problems.module.css';

/** Words shown of those that two titles share. */
const SHOWN_WORDS = 4;

interface SimilarProblemsProps {
  readonly similar: readonly SimilarProblem[];
  /** Absent where there is no ticket to link. */
  readonly onUse: ((similar: SimilarProblem) => void) | undefined;
}

/** Open problems that may be the one being raised, each with what speaks for it. */
export const SimilarProblems = ({ similar, onUse }: SimilarProblemsProps) => {
  const { t } = useTranslation('problems');
  return (
    <div className={classes['similar']} role="group" aria-label={t('similar')}>
      <p className="small soft">{t('similar')}</p>
      <ul>
        {similar.map((each) => {
          const { problem, sameCategory, words } = each;
          const reasons = [
            ...(sameCategory ? [t('sameCategory')] : []),
            ...(words.length > 0 ? [t('sharedWords', { words: words.slice(0, SHOWN_WORDS).join(', ') })] : []),
          ];
          return (
            <li key={problem.id}>
              <StateGlyph state={problemShapes[problem.state]} label={t(`state.${problem.state}`)} />
              <span className={classes['similarWords']}>
                <span className="cut" title={problem.title}>
                  <span className={`${classes['number']} num`}>{shortNumber(problem.number)}</span> {problem.title}
                </span>
                <span className="small muted">{reasons.join(' · ')}</span>
              </span>
              {onUse && (
                <Button size="xs" onClick={() => onUse(each)}>
                  {t('useThis')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
};
