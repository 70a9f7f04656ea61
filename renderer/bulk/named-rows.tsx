import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shortNumber } from '#shared/tickets/number.ts';
import classes from './bulk.module.css';

interface NamedRowsProps<Row> {
  readonly rows: readonly Row[];
  readonly caption?: string | undefined;
  /** Head of the column that says what is or is not done to each. */
  readonly head: string;
  readonly children: (row: Row) => ReactNode;
}

/** Tickets by number and title, and one thing about each. */
export const NamedRows = <Row extends { readonly id: string; readonly number: string; readonly title: string }>({
  rows,
  caption,
  head,
  children,
}: NamedRowsProps<Row>) => {
  const { t } = useTranslation('bulk');
  return (
    <table className={classes['table']}>
      {caption !== undefined && <caption>{caption}</caption>}
      <thead>
        <tr>
          <th scope="col">{t('column.number')}</th>
          <th scope="col">{t('column.title')}</th>
          <th scope="col">{head}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="num muted">{shortNumber(row.number)}</td>
            <td className="cut" title={row.title}>
              {row.title}
            </td>
            <td>{children(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
