import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Finding } from '#shared/checks/finding.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import { useCheckWords } from './use-check-words.ts';
import classes from './checks.module.css';

/** More facts stand behind a button: a table of ports would push what to do out of sight. */
const SHOWN = 12;

/** What was found: what it means, what to do, then the figures and the facts behind that. */
export const FindingView = ({ finding }: { readonly finding: Finding }) => {
  const { t } = useTranslation('checks');
  const words = useCheckWords();
  const [all, setAll] = useState(false);
  const { outcome, meaning, facts, measures } = finding;
  const shown = all ? facts : facts.slice(0, SHOWN);
  return (
    <div className={classes['finding']}>
      <OutcomeMark outcome={outcome} />
      <p className={classes['means']}>{t(`means.${meaning}`)}</p>
      <p className={classes['soft']}>{t(`next.${meaning}`)}</p>
      {measures.length > 0 && (
        <dl className={classes['facts']} aria-label={t('measured')}>
          {measures.map((each) => (
            <div key={each.key}>
              <dt>{t(`measure.${each.key}`)}</dt>
              <dd className="num">{words.measured(each)}</dd>
            </div>
          ))}
        </dl>
      )}
      {facts.length > 0 && (
        <dl className={classes['facts']} aria-label={t('facts')}>
          {shown.map((each, place) => (
            <div key={`${place} ${each.key}`}>
              <dt>{t(`fact.${each.key}`)}</dt>
              <dd className={each.key === 'fingerprint' ? classes['hash'] : 'num'}>{words.factText(each)}</dd>
            </div>
          ))}
        </dl>
      )}
      {shown.length < facts.length && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('moreFacts', { count: facts.length - shown.length })}
        </Button>
      )}
    </div>
  );
};
