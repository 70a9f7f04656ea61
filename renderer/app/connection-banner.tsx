import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Banner } from '#renderer/ui/banner.tsx';
import { Delayed } from '#renderer/ui/delayed.tsx';
import { useAppStore } from './app-context.ts';

/** A quicker reconnection is not worth a word. */
const PATIENCE_MS = 1_000;

/** Says that the core cannot be reached. Amber: work in this window waits until it is back. Red: this window has had its day. */
export const ConnectionBanner = () => {
  const { t } = useTranslation('app');
  const connection = useStore(useAppStore(), (state) => state.connection);
  if (connection === 'ended') return <Banner tone="breach">{t('connection.ended')}</Banner>;
  if (connection !== 'lost') return null;
  return (
    <Delayed afterMs={PATIENCE_MS}>
      <Banner tone="risk">{t('connection.lost')}</Banner>
    </Delayed>
  );
};
