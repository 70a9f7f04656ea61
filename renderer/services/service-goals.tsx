import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { GoalStanding } from '#shared/services/operations.ts';
import { goalKey } from '#shared/services/goals.ts';
import { GoalMark } from './goal-mark.tsx';
import { goalState, useMeasureWords } from './use-measure-words.ts';
import classes from './services.module.css';

/** What is aimed at, and what is. */
export const ServiceGoals = ({ standing }: { readonly standing: readonly GoalStanding[] }) => {
  const { t } = useTranslation('services');
  const words = useMeasureWords();
  const format = useFormat();
  if (standing.length === 0) return <p className="muted">{t('noGoals')}</p>;
  return (
    <ul className={classes['goals']}>
      {standing.map((goal) => {
        const { measure, window, figure } = goal;
        return (
          <li key={goalKey(goal)}>
            <span>
              {words.name(measure)}
              <span className="muted num">{format.series([words.goal(goal), t(`window.${window}`)])}</span>
            </span>
            <span className="muted num">{t('n', { n: figure.n })}</span>
            <span className={`${classes['value']} num`}>
              {figure.value === null ? (
                <span className="muted">{t('tooFew')}</span>
              ) : (
                <>
                  {words.value(measure, figure.value)}
                  <GoalMark state={goalState(goal, figure.value)} />
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
};
