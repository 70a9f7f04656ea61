import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import styles from './shell.module.css';

interface NavCountProps {
  readonly count?: number | undefined;
  readonly waiting?: number | undefined;
}

/** The number at the right of a line; a dot beside it, and alone in the rail, says that something of it waits. */
export const NavCount = ({ count, waiting }: NavCountProps) => {
  const { t } = useTranslation('app');
  const format = useFormat();
  return (
    <>
      {waiting !== undefined && (
        <span className={styles.navMark} role="img" aria-label={t('waiting', { count: waiting })} />
      )}
      {count !== undefined && <span className={`${styles.navCount} num`}>{format.number(count)}</span>}
    </>
  );
};
