import { useState } from 'react';
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';

interface Asked {
  readonly text: string;
  readonly automatic: readonly string[];
}

const SHOWN = 8;

/** Takes rules of a file in; which of them make tickets by themselves is asked first. Answers with what begins it, and the question. */
export const useRuleImport = () => {
  const { t } = useTranslation('alerts');
  const client = useClient();
  const failureText = useFailureText();
  const [asked, setAsked] = useState<Asked>();
  const [areLet, setLet] = useState(false);
  const take = async (text: string, tickets?: 'let' | 'without') => {
    const taken = await client.call('alerts.importRules', { text, ...(tickets && { tickets }) });
    if (!taken.ok) announce({ tone: 'refused', text: failureText(taken.failure) });
    else if ('automatic' in taken.value) {
      setLet(false);
      setAsked({ text, automatic: taken.value.automatic });
    } else announce({ tone: 'done', text: t('imported', { ...taken.value }) });
  };
  const automatic = asked?.automatic ?? [];
  const question = (
    <ConfirmDialog
      opened={asked !== undefined}
      title={t('importAsk', { count: automatic.length })}
      confirm={t('importRules')}
      onConfirm={() => {
        setAsked(undefined);
        if (asked) void take(asked.text, areLet ? 'let' : 'without');
      }}
      onClose={() => setAsked(undefined)}
    >
      <p className="mono small">
        {automatic.slice(0, SHOWN).join(', ')}
        {automatic.length > SHOWN && ' …'}
      </p>
      <p>{t('importAskText')}</p>
      <Checkbox label={t('importLet')} checked={areLet} onChange={(event) => setLet(event.currentTarget.checked)} />
    </ConfirmDialog>
  );
  return { take: async (chosen: File) => take(await chosen.text()), question };
};
