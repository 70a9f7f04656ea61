/** What a spreadsheet would run as a formula (DOMAIN.md §7). A number with a sign is a number. */
const startsFormula = /^[=+\-@\t\r]/;
const isNumber = /^[+-]?\d+(?:[.,]\d+)?$/;

/** A cell as CSV has it: quoted where it must be, and harmless to the spreadsheet that opens it. */
export const csvCell = (value: string): string => {
  const safe = startsFormula.test(value) && !isNumber.test(value) ? `'${value}` : value;
  return /[",\n\r;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** What `csvCell` put before a formula, taken off again: our own file comes back as it went. */
export const readCsvCell = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** Spreadsheets take a file for UTF-8 only where it begins so. */
export const BYTE_ORDER_MARK = '\uFEFF';
