import { succeed, type Result } from '#shared/base/result.ts';
import { ColumnSurvey } from '#shared/imports/column-survey.ts';
import { matchHeader } from '#shared/imports/header-match.ts';
import type { Inspection } from '#shared/imports/operations.ts';
import type { Charset, Delimiter } from '#shared/imports/charsets.ts';
import type { Reading } from '#shared/imports/plan.ts';
import { proposePlan } from '#shared/imports/propose-plan.ts';
import { sniffDelimiter } from '#shared/imports/sniff-delimiter.ts';
import { sniffCharset } from './charset.ts';
import { csvRows } from './csv-rows.ts';
import type { Job } from '../job.ts';
import type { OpenFile } from './open-file.ts';
import { unreadable } from './unpack.ts';

const PREVIEW_ROWS = 8;
const NAMED_BROKEN_ROWS = 5;
const MAX_COLUMNS = 500;
const SNIFF_BYTES = 128 * 1024;
/** Cells that some systems write for "nothing". */
const knownEmptyMarks: readonly string[] = ['?', 'NULL', '\\N', 'N/A'];

/** As wanted, else as the bytes suggest. */
export const decideReading = async (file: OpenFile, wanted: Reading | null, job: Job): Promise<Result<Reading>> => {
  if (wanted) return succeed(wanted);
  const bytes = await file.bytes(job);
  if (!bytes.ok) return bytes;
  const charset: Result<Charset> = await sniffCharset(bytes.value, job);
  if (!charset.ok) return charset;
  const text = await file.text(charset.value, job);
  if (!text.ok) return text;
  const delimiter: Delimiter = sniffDelimiter(text.value.subarray(0, SNIFF_BYTES).toString('utf8'));
  return succeed({ charset: charset.value, delimiter });
};

/** Reads the whole file once: what its columns hold, which system wrote it, and the plan that follows from that. */
export const inspect = async (
  file: OpenFile,
  wanted: Reading | null,
  job: Job,
  ambient: { readonly now: Date; readonly zone: string },
): Promise<Result<Omit<Inspection, 'profiles'>>> => {
  const reading = await decideReading(file, wanted, job);
  if (!reading.ok) return reading;
  const text = await file.text(reading.value.charset, job);
  if (!text.ok) return text;

  let header: readonly string[] | undefined;
  let surveys: readonly ColumnSurvey[] = [];
  let rows = 0;
  let brokenRows = 0;
  const firstBrokenRows: number[] = [];
  let bytesSeen = 0;
  const preview: (readonly string[])[] = [];
  const marksSeen = new Set<string>();
  const batches = csvRows(text.value, reading.value.delimiter, job);
  for (let next = await batches.next(); ; next = await batches.next()) {
    if (next.done) {
      if (!next.value.ok) return next.value;
      break;
    }
    for (const row of next.value) {
      if ('broken' in row) {
        if (!header) return unreadable('no-rows', 'the header cannot be read', { row: row.number, column: row.column });
        brokenRows++;
        if (firstBrokenRows.length < NAMED_BROKEN_ROWS) firstBrokenRows.push(row.number);
        continue;
      }
      if (!header) {
        header = row.cells.map((cell) => cell.trim());
        if (header.length > MAX_COLUMNS)
          return unreadable('too-many-columns', 'the header is too wide', { limit: MAX_COLUMNS });
        surveys = header.map((label, index) => new ColumnSurvey(index, label, knownEmptyMarks));
        continue;
      }
      rows++;
      if (preview.length < PREVIEW_ROWS) preview.push(row.cells.map((cell) => cell.slice(0, 300)));
      for (const [index, survey] of surveys.entries()) {
        const cell = row.cells[index]?.trim() ?? '';
        if (knownEmptyMarks.includes(cell)) marksSeen.add(cell);
        survey.add(cell);
        bytesSeen += cell.length + 1;
      }
      if (job.due) await job.rest();
    }
    job.progress('reading', Math.min(bytesSeen, text.value.length), text.value.length);
  }
  if (!header || rows + brokenRows === 0) return unreadable('no-rows', 'the file has a header and no rows');

  const columns = surveys.map((survey) => survey.facts());
  const match = matchHeader(columns, rows);
  return succeed({
    importId: file.id,
    fileName: file.name,
    reading: reading.value,
    header,
    rows: rows + brokenRows,
    brokenRows,
    firstBrokenRows,
    columns,
    match,
    preview,
    plan: proposePlan(reading.value, match, columns, [...marksSeen], ambient),
  });
};
