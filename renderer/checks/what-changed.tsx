import { useTranslation } from 'react-i18next';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { changesSince } from '#shared/checks/changes.ts';
import type { CheckStanding } from '#shared/checks/check.ts';
import { useCheckWords } from './use-check-words.ts';
import classes from './checks.module.css';

/** What is another than when it was fine last; nothing where nothing is. */
export const WhatChanged = ({ standing: { last, lastGood } }: { readonly standing: CheckStanding }) => {
  const { t } = useTranslation('checks');
  const format = useFormat();
  const now = useNow();
  const words = useCheckWords();
  if (!last || !lastGood) return null;
  const changes = changesSince(lastGood, last);
  if (changes.length === 0) return null;
  const shown = (key: (typeof changes)[number]['key'], value: string): string =>
    value === '' ? '–' : words.factText({ key, value });
  return (
    <PanelSection title={t('changed')} meta={t('changedSince', { when: format.moment(lastGood.at, now) })}>
      <dl className={classes['facts']}>
        {changes.map(({ key, before, now: after }) => (
          <div key={key}>
            <dt>{t(`fact.${key}`)}</dt>
            <dd className={key === 'fingerprint' ? classes['hash'] : 'num'}>
              {t('changedTo', { before: shown(key, before), now: shown(key, after) })}
            </dd>
          </div>
        ))}
      </dl>
    </PanelSection>
  );
};
