import { useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { keepTerms, type AlertSettings } from '#shared/alerts/alert.ts';
import type { Notice } from '#shared/contract/notice.ts';
import classes from './alerts.module.css';

type Term = AlertSettings['keepClosedDays'];

const concerns = ({ name }: Notice): boolean => name === 'alerts.changed';
const isLonger = (term: Term, than: Term): boolean => term === null || (than !== null && term >= than);

/** How long the desk keeps closed alerts; who may say so says so here. */
export const AlertRetention = () => {
  const { t } = useTranslation('alerts');
  const client = useClient();
  const failureText = useFailureText();
  const maySay = useAllowed('settings.manage');
  const { value } = useQuery('alerts.settings', {}, concerns);
  const [asked, setAsked] = useState<{ readonly term: Term }>();
  if (!value) return null;
  const { keepClosedDays, revision } = value;
  const words = (term: Term) => (term === null ? t('keep.never') : t(`keep.${term}`));
  const save = async (term: Term) => {
    setAsked(undefined);
    const saved = await client.call('alerts.saveSettings', { seen: revision, keepClosedDays: term });
    announce(
      saved.ok
        ? { tone: 'done', text: term === null ? t('keepsAll') : t('keepsFor', { term: words(term) }) }
        : { tone: 'refused', text: failureText(saved.failure) },
    );
  };
  const choose = (term: Term) => {
    if (isLonger(term, keepClosedDays)) void save(term);
    else setAsked({ term });
  };
  return (
    <div className={classes['retention']}>
      {maySay ? (
        <NativeSelect
          label={t('keepLabel')}
          value={String(keepClosedDays)}
          onChange={(event) => {
            const term = keepTerms.find((each) => String(each) === event.currentTarget.value);
            if (term !== undefined) choose(term);
          }}
          data={keepTerms.map((term) => ({ value: String(term), label: words(term) }))}
        />
      ) : (
        <p className="small muted">
          {keepClosedDays === null ? t('keepsAll') : t('keepsFor', { term: words(keepClosedDays) })}
        </p>
      )}
      <ConfirmDialog
        opened={asked !== undefined}
        title={t('keepAsk', { term: words(asked?.term ?? null) })}
        confirm={t('keepShorter')}
        danger
        onConfirm={() => asked && void save(asked.term)}
        onClose={() => setAsked(undefined)}
      >
        {t('keepText')}
      </ConfirmDialog>
    </div>
  );
};
