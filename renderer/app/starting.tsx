import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Gate } from './gate.tsx';

/** Before the core has said where it stands; quicker than 200 ms nobody sees it. */
export const Starting = () => {
  const { t } = useTranslation('app');
  return (
    <Gate size="entry">
      <Loader size={20} color="gray" />
      <p className="muted" role="status">
        {t('starting.slow')}
      </p>
    </Gate>
  );
};
