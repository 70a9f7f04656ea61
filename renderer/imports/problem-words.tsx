import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/imports/problem.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './imports.module.css';

/** A problem with its column and the cell as it stands in the file. */
export const ProblemWords = ({ code, column, value, header }: Problem & { readonly header: readonly string[] }) => {
  const { t } = useTranslation('imports');
  const words = usePlanWords(header);
  return (
    <>
      {column === null || column < 0 ? null : <span className={styles.problemColumn}>{words.column(column)}</span>}
      {t(`problem.${code}`)}
      {value === '' ? null : <span className={styles.cell}>{value}</span>}
    </>
  );
};
