import { dayText } from './date-time-text.ts';
import { saveFile } from './save-file.ts';

/** A list as CSV; the day is part of its name. Apart from `saveFile`, which the first view loads: days as text it does not need. */
export const saveCsv = (name: string, csv: string): void =>
  saveFile(`${name}-${dayText(new Date())}.csv`, new Blob([csv], { type: 'text/csv;charset=utf-8' }));
