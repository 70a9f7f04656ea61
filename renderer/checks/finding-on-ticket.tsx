import { useTranslation } from 'react-i18next';
import type { Finding } from '#shared/checks/finding.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import { useCheckWords } from './use-check-words.ts';
import classes from './checks.module.css';

/** A finding as a timeline shows it, in the language of who reads it; the facts are there to be opened. */
export const FindingOnTicket = ({ finding }: { readonly finding: Finding }) => {
  const { t } = useTranslation('checks');
  const words = useCheckWords();
  const { diagnostic, outcome, meaning, facts, measures } = finding;
  return (
    <div className={classes['onTicket']}>
      <p>
        <OutcomeMark outcome={outcome} /> {words.what(diagnostic)}: {t(`means.${meaning}`)}
      </p>
      {outcome !== 'ok' && <p className="soft">{t(`next.${meaning}`)}</p>}
      {measures.length > 0 && (
        <p className="muted small num">
          {measures.map((each) => `${t(`measure.${each.key}`)} ${words.measured(each)}`).join(' · ')}
        </p>
      )}
      {facts.length > 0 && (
        <details>
          <summary className="small">{t('facts')}</summary>
          <dl className={classes['facts']}>
            {facts.map((each, place) => (
              <div key={`${place} ${each.key}`}>
                <dt>{t(`fact.${each.key}`)}</dt>
                <dd className="num">{words.factText(each)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
};
