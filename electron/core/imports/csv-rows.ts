import { parse, type CsvError, type Parser } from 'csv-parse';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { MAX_IMPORT_ROWS } from '#shared/imports/limits.ts';
import type { Delimiter } from '#shared/imports/charsets.ts';
import type { ProblemCode } from '#shared/imports/problem.ts';
import { separatorLine } from '#shared/imports/sniff-delimiter.ts';
import type { Job } from '../job.ts';
import { unreadable } from './unpack.ts';

/** Bytes handed to the parser at once: about a millisecond of its work. */
const STEP = 32 * 1024;
const MAX_ROW_BYTES = 1024 * 1024;
const MAX_BROKEN_ROWS = 100;

/** One row of the file; row 1 is the header, as in a spreadsheet also where a line above it names the separator. A broken one names where cutting it into cells failed. */
export type CsvRow =
  | { readonly number: number; readonly cells: readonly string[] }
  | { readonly number: number; readonly broken: ProblemCode; readonly column: number; readonly value: string };

const codeOf = (error: CsvError): ProblemCode => {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'quote.unclosed';
  return error.code === 'CSV_MAX_RECORD_SIZE' ? 'row.too-long' : 'quote.stray';
};

/** Newlines that separate rows: where the next row begins, at or after `at`. */
const skipNewlines = (text: Buffer, at: number): number => {
  let next = at;
  while (text[next] === 0x0a || text[next] === 0x0d) next++;
  return next;
};

const endOfLine = (text: Buffer, at: number): number => {
  let end = at;
  while (end < text.length && text[end] !== 0x0a && text[end] !== 0x0d) end++;
  return end;
};

/** What follows the line that ends at `end`; the three kinds of line ends may change within a file. */
const nextLine = (text: Buffer, end: number): number => end + (text[end] === 0x0d && text[end + 1] === 0x0a ? 2 : 1);

/**
 * The rows of a CSV text in UTF-8, some at a time, giving way to others in between. A row that breaks the quoting rules costs its own
 * line and no more: reading goes on with the next one. The iterator returns a refusal if the file as a whole is beyond reading or the job
 * is cancelled; callers look at its return value.
 */
export async function* csvRows(text: Buffer, delimiter: Delimiter, job: Job): AsyncGenerator<CsvRow[], Result<null>> {
  let rows: CsvRow[] = [];
  let number = 0;
  let broken = 0;
  let start = separatorLine(text.subarray(0, 32).toString('latin1'))?.length ?? 0;
  while (start < text.length) {
    // Where in `text` the row after the last whole one begins.
    let rowStart = start;
    const base = start;
    const firstNumber = number;
    let records = 0;
    const parser: Parser = parse({
      delimiter,
      // Left to itself the parser takes the first line end for the only kind.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW_BYTES,
      on_record: (cells: string[], { bytes, empty_lines: blank }) => {
        rowStart = base + bytes;
        // Spreadsheets count blank lines too.
        number = firstNumber + blank + ++records;
        rows.push({ number, cells });
        return null;
      },
    });
    const failed: { error?: CsvError } = {};
    parser.on('error', (error: CsvError) => {
      failed.error = error;
    });
    let at = start;
    while (at < text.length && !failed.error) {
      const end = Math.min(at + STEP, text.length);
      parser.write(text.subarray(at, end));
      at = end;
      if (job.cancelled) return job.refusal();
      if (number > MAX_IMPORT_ROWS)
        return unreadable('too-many-rows', 'the file has too many rows', { limit: MAX_IMPORT_ROWS });
      if (rows.length > 0) {
        yield rows;
        rows = [];
      }
      // The parser tells of a failure one turn later.
      await job.rest();
    }
    if (!failed.error) {
      const ended = new Promise<void>((resolve) => {
        parser.once('close', resolve);
      });
      parser.end();
      parser.resume();
      await ended;
    }
    if (rows.length > 0) {
      yield rows;
      rows = [];
    }
    const { error } = failed;
    if (!error) break;
    const from = skipNewlines(text, rowStart);
    const to = endOfLine(text, from);
    if (++broken > MAX_BROKEN_ROWS)
      return unreadable('too-many-broken-rows', 'quotes are broken in too many rows', { limit: MAX_BROKEN_ROWS });
    const column = error['index'];
    yield [
      {
        number: ++number,
        broken: codeOf(error),
        column: typeof column === 'number' ? column : 0,
        value: text.subarray(from, Math.min(to, from + 360)).toString('utf8'),
      },
    ];
    start = nextLine(text, to);
  }
  return number === 0 ? refuse('import.unreadable', 'the file has no rows', { problem: 'no-rows' }) : succeed(null);
}
