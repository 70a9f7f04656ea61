import { IconSchool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './practice.module.css';

/** The words of the frame. They stand above dialogs and the palette, so that nobody forgets while one is open. */
export const TrainingTag = () => {
  const { t } = useTranslation('app');
  return (
    <strong className={styles.tag} data-training-tag>
      <IconSchool size={16} stroke={1.8} aria-hidden />
      <span className={styles.long}>{t('training.tag')}</span>
      <span className={styles.short} aria-hidden>
        {t('training.short')}
      </span>
    </strong>
  );
};
