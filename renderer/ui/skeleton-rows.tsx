import { useTranslation } from 'react-i18next';
import { Delayed } from './delayed.tsx';
import styles from './kit.module.css';

const widths = ['42%', '34%', '45%', '28%', '40%', '32%'] as const;

/** Rows of a record table that are not there yet, after 200 ms. */
export const SkeletonRows = ({ rows = 8 }: { readonly rows?: number }) => {
  const { t } = useTranslation('ui');
  return (
    <Delayed>
      <div role="status" aria-label={t('loading')}>
        {Array.from({ length: rows }, (_, index) => (
          <svg key={index} className={styles.skeleton} height="32" aria-hidden>
            <rect x="14" y="10" width="14" height="12" rx="3" />
            <rect x="42" y="11" width="76" height="10" rx="3" />
            <rect x="132" y="11" width={widths[index % widths.length]} height="10" rx="3" />
            <rect x="86%" y="11" width="11%" height="10" rx="3" />
          </svg>
        ))}
      </div>
    </Delayed>
  );
};
