import { proposeColumns, type ImportField } from '#shared/assets/import/columns.ts';
import { dayOrders, type AssetInspection } from '#shared/assets/import/operations.ts';
import { possibleOrders } from '#shared/imports/dates.ts';
import type { Table } from '../../table-port.ts';

const SAMPLES = 3;
/** Characters of a cell that is shown. */
const SHOWN = 60;

const isDay = (field: ImportField | null | undefined): boolean => field === 'purchasedOn' || field === 'warrantyUntil';

/** Orders in which every day of the file reads as one; all of them where nothing tells. */
const ordersOf = (table: Table, columns: readonly (ImportField | null)[]): AssetInspection['dates'] => {
  const days = columns.flatMap((field, index) => (isDay(field) ? [index] : []));
  let left: AssetInspection['dates'] = dayOrders;
  for (const { cells } of table.rows) {
    for (const index of days) {
      const cell = cells?.[index]?.trim() ?? '';
      const possible = cell === '' ? [] : possibleOrders(cell);
      // Year first is told apart from the others by itself.
      if (possible.length === 0 || possible.includes('ymd')) continue;
      const both = left.filter((order) => possible.includes(order));
      if (both.length > 0) left = both;
    }
    if (left.length === 1) break;
  }
  return left;
};

/** What the table holds, and what its columns seem to mean. */
export const inspectTable = (importId: string, table: Table): AssetInspection => {
  const { fileName, reading, header, rows } = table;
  const columns = proposeColumns(header);
  const samples = header.map((_label, index) => {
    const found = new Set<string>();
    for (const { cells } of rows) {
      const cell = cells?.[index]?.trim() ?? '';
      if (cell !== '') found.add(cell.slice(0, SHOWN));
      if (found.size >= SAMPLES) break;
    }
    return [...found];
  });
  return { importId, fileName, reading, header, rows: rows.length, columns, dates: ordersOf(table, columns), samples };
};
