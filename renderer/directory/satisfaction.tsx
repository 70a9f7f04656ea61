import { useTranslation } from 'react-i18next';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { TheirSatisfaction } from '#shared/directory/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import classes from './contacts.module.css';

/** Low answers drawn at most. */
const SHOWN = 5;

/** What they said at hand-over: the mean with how many it is of, and each answer that was low. */
export const Satisfaction = ({ satisfaction }: { readonly satisfaction: TheirSatisfaction }) => {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const now = useNow();
  const { n, average, low } = satisfaction;
  if (average === null) return null;
  return (
    <PanelSection title={t('satisfaction')} meta={t('ofAnswers', { count: n })}>
      <p>{t('average', { average: (Math.round(average * 10) / 10).toFixed(1) })}</p>
      {low.length > 0 && (
        <ul className={classes['lines']}>
          {low.slice(0, SHOWN).map((answer) => (
            <li key={`${answer.ticketId} ${answer.at}`} className={classes['line']}>
              <span className="strong num">{t('score', { score: answer.score })}</span>
              <a className="num" href={hrefOf('queue', answer.ticketId)}>
                {shortNumber(answer.number)}
              </a>
              <span className={`${classes['grow']} soft cut`} title={answer.comment}>
                {answer.comment}
              </span>
              <span className={`${classes['time']} num`}>{format.day(answer.at, now)}</span>
            </li>
          ))}
        </ul>
      )}
    </PanelSection>
  );
};
