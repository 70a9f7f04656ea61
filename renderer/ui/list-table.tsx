import type { ComponentProps } from 'react';
import classes from './list-table.module.css';

export interface ListColumn {
  readonly label: string;
  /** Goes where it is narrow. */
  readonly isWide?: boolean;
  /** Stands to the right. */
  readonly isFigure?: boolean;
}

interface ListTableProps extends ComponentProps<'table'> {
  readonly columns: readonly ListColumn[];
}

/** A list as a table: the heads that stay, and its rows as children. Where rows are gone through by keys, `useListGrid` makes it a grid. */
export const ListTable = ({ columns, className, children, ...table }: ListTableProps) => (
  <table className={`${classes['table']} ${className}`} {...table}>
    <thead>
      <tr>
        {columns.map(({ label, isWide, isFigure }) => (
          <th key={label} scope="col" data-wide={isWide || undefined} data-figure={isFigure || undefined}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
);
