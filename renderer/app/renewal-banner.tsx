import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOpenStatus } from '#renderer/api/session.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { deviceMemory } from './device-memory.ts';

/** Says once that this laptop numbers tickets under another code than before, and why. */
export const RenewalBanner = () => {
  const { t } = useTranslation('app');
  const { renewal } = useOpenStatus();
  const [seen, setSeen] = useState(deviceMemory.renewal);
  if (renewal === null || renewal.code === seen) return null;
  const { cause, code, formerCode } = renewal;
  const understand = () => {
    deviceMemory.rememberRenewal(code);
    setSeen(code);
  };
  return (
    <Banner
      tone="quiet"
      meta={formerCode === null ? t('renewal.code', { code }) : t('renewal.codes', { code, former: formerCode })}
      actions={
        <Button size="xs" onClick={understand}>
          {t('renewal.understood')}
        </Button>
      }
    >
      {t(`renewal.${cause}`)}
    </Banner>
  );
};
