import { useTranslation } from 'react-i18next';
import classes from './visits.module.css';

/** A number that can be called from here, or that there is none. */
export const Phone = ({ number }: { readonly number: string | null }) => {
  const { t } = useTranslation('visits');
  return number === null ? (
    <span className={`${classes['phone']} muted`}>{t('noPhone')}</span>
  ) : (
    <a className={`${classes['phone']} num`} href={`tel:${number.replaceAll(/[^\d+]/gu, '')}`}>
      {number}
    </a>
  );
};
