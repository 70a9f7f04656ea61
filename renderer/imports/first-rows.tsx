import { useTranslation } from 'react-i18next';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './imports.module.css';

interface FirstRowsProps {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly plan: ImportPlan;
}

/** The file as it stands, with what each column becomes over it. */
export const FirstRows = ({ header, rows, plan }: FirstRowsProps) => {
  const { t } = useTranslation('imports');
  const words = usePlanWords(header);
  return (
    <ScrollRegion className={styles.scroll} label={t('map.firstRows')}>
      <table className={styles.firstRows}>
        <thead>
          <tr>
            {header.map((_, index) => {
              const field = plan.columns[index];
              return (
                // Columns may carry the same name, so their place is their key.
                // oxlint-disable-next-line react/no-array-index-key
                <th scope="col" key={index} {...(field === null || field === undefined ? { 'data-left-out': '' } : {})}>
                  <span className="cut">{words.column(index)}</span>
                  <span className={`${styles.becomes} cut`}>
                    {field === null || field === undefined ? t('map.leaveOut') : t(`field.${field}`)}
                  </span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={row}>
              {header.map((_, index) => (
                // oxlint-disable-next-line react/no-array-index-key
                <td key={index} className="cut">
                  {cells[index] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
};
