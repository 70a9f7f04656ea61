import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { clockStore } from './clock-store.ts';

/** Over any view while the clock is in doubt: what waits, and the way to say that the clock is right. */
export const ClockBanner = () => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const format = useFormat();
  const failureText = useFailureText();
  const now = useNow('seconds');
  const mayConfirm = useAllowed('tickets.work');
  const doubt = useStore(useSessionStore(clockStore), (state) => state.doubt);
  const [pending, setPending] = useState(false);
  if (!doubt) return null;

  const confirm = () => {
    setPending(true);
    void client.call('tickets.trustClock', { shownAt: new Date(now).toISOString() }).then((answer) => {
      setPending(false);
      announce(
        answer.ok
          ? { tone: 'done', text: t('clock.confirmed') }
          : { tone: 'refused', text: failureText(answer.failure) },
      );
    });
  };
  return (
    <Banner
      tone="risk"
      meta={t('clock.effect')}
      actions={
        mayConfirm ? (
          <Button size="xs" loading={pending} onClick={confirm}>
            {t('clock.confirm')}
          </Button>
        ) : undefined
      }
    >
      {t(`clock.${doubt.reason}`, {
        now: format.dateTime(now, doubt.trustedAt),
        trusted: format.dateTime(doubt.trustedAt, now),
      })}
    </Banner>
  );
};
