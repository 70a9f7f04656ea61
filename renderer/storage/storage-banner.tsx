import { useTranslation } from 'react-i18next';
import { useOpenStatus } from '#renderer/api/session.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';

/** Over any view while nothing can be written: why, what is safe, what to do. */
export const StorageBanner = () => {
  const { t } = useTranslation('storage');
  const format = useFormat();
  const now = useNow();
  const { storage } = useOpenStatus();
  if (storage.state === 'ok') return null;
  const errno = storage.errno ?? t('banner.unknown');
  const text = {
    'disk-full': () => t('banner.disk-full'),
    'write-failed': () => t('banner.write-failed', { errno }),
    damaged: () => t('banner.damaged'),
    'not-writable': () => t('banner.not-writable', { errno }),
  }[storage.cause];
  return (
    <Banner
      tone={storage.cause === 'not-writable' ? 'risk' : 'breach'}
      meta={t('banner.since', { time: format.moment(storage.since, now) })}
    >
      {text()}
    </Banner>
  );
};
