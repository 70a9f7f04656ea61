import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { navigate, useRoute } from '#renderer/ui/route.ts';
import { handoverStore } from './handover-store.ts';
import { isWaiting, waitingIn } from './waiting.ts';

/** Says that a shift was handed over, until somebody took note of all of it. */
export const HandoverBanner = () => {
  const { t } = useTranslation('handover');
  const waiting = useStore(useSessionStore(handoverStore), ({ handovers }) => handovers?.find(isWaiting));
  const route = useRoute();
  if (!waiting || (route.feature === 'handover' && route.rest[0] === waiting.id)) return null;
  return (
    <Banner
      tone="quiet"
      actions={
        <Button size="xs" onClick={() => navigate('handover', waiting.id)}>
          {t('look')}
        </Button>
      }
    >
      {waiting.items.length > 0
        ? t('waitsFrom', { name: waiting.by.name, count: waitingIn(waiting) })
        : t('from', { name: waiting.by.name })}
    </Banner>
  );
};
