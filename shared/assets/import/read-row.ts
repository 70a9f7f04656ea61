import { readCsvCell } from '../../base/csv.ts';
import { cutText } from '../../base/well-formed.ts';
import { readDate, type DateOrder } from '../../imports/dates.ts';
import { MAX_TEXT } from '../../tickets/limits.ts';
import type { AssetAttribute, AssetStatus } from '../configuration-item.ts';
import { classIn, statusIn, type ImportField } from './columns.ts';
import type { AssetProblem, AssetProblemCode } from './problem.ts';

const MAX_WORD = 200;
const MAX_KEY = 80;
const MAX_VALUE = 500;
/** As many as a form takes. */
const MAX_ATTRIBUTES = 60;

/** What a row says. A field that it is silent about is absent, and leaves an asset that is here as it is. */
export interface ReadAsset {
  number?: string;
  name?: string;
  class?: string;
  status?: AssetStatus;
  serial?: string;
  assetTag?: string;
  manufacturer?: string;
  model?: string;
  owner?: string;
  ownerMail?: string;
  site?: string;
  parent?: string;
  supplier?: string;
  purchasedOn?: string;
  warrantyUntil?: string;
  note?: string;
  attributes: AssetAttribute[];
}

export interface AssetReading {
  readonly read: ReadAsset;
  readonly problems: readonly AssetProblem[];
}

export interface ReadingPlan {
  readonly header: readonly string[];
  readonly columns: readonly (ImportField | null)[];
  /** How all days of the file are written. */
  readonly dates: Extract<DateOrder, 'ymd' | 'dmy' | 'mdy'>;
  /** The desk's own classes. */
  readonly added: readonly string[];
}

/** Cells that lists carry for "nothing". */
const emptyMarks = new Set(['', '-', '–', '—', 'n/a', 'null', '\\n', '?', '无']);

const pad = (value: number): string => String(value).padStart(2, '0');

const dayIn = (cell: string, order: ReadingPlan['dates']): string | undefined => {
  // A day written year first is that, whatever order the others have.
  const at = readDate(cell, 'ymd') ?? readDate(cell, order);
  return at ? `${String(at.year).padStart(4, '0')}-${pad(at.month)}-${pad(at.day)}` : undefined;
};

/** Takes a row apart by the plan. What cannot be read is told, and never invented. */
export const readAssetRow = (
  cells: readonly string[],
  { header, columns, dates, added }: ReadingPlan,
): AssetReading => {
  const read: ReadAsset = { attributes: [] };
  const problems: AssetProblem[] = [];
  const tell = (code: AssetProblemCode, column: number, value: string): void =>
    void problems.push({ code, column, value: cutText(value, 80) });
  const keep = (key: string, value: string, column: number): void => {
    if (read.attributes.length >= MAX_ATTRIBUTES) tell('attributes.too-many', column, value);
    else read.attributes.push({ key: cutText(key.trim(), MAX_KEY), value: cutText(value, MAX_VALUE) });
  };
  for (const [column, field] of columns.entries()) {
    if (field === null) continue;
    const cell = readCsvCell(cells[column] ?? '').trim();
    if (emptyMarks.has(cell.toLowerCase())) continue;
    const label = header[column] ?? '';
    switch (field) {
      case 'attribute':
        keep(label, cell, column);
        break;
      case 'class': {
        const found = classIn(cell, added);
        if (found !== undefined) read.class = found;
        else {
          tell('class.unknown', column, cell);
          read.class = 'other';
          keep(label, cell, column);
        }
        break;
      }
      case 'status': {
        const found = statusIn(cell);
        if (found !== undefined) read.status = found;
        else {
          tell('status.unknown', column, cell);
          keep(label, cell, column);
        }
        break;
      }
      case 'purchasedOn':
      case 'warrantyUntil': {
        const day = dayIn(cell, dates);
        if (day !== undefined) read[field] = day;
        else {
          tell('date.unreadable', column, cell);
          keep(label, cell, column);
        }
        break;
      }
      case 'note':
        read.note = cutText(cell, MAX_TEXT);
        break;
      default:
        if (cell.length > MAX_WORD) tell('text.too-long', column, cell);
        else read[field] = cell;
    }
  }
  return { read, problems };
};
