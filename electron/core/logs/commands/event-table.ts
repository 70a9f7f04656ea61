/**
 * Events of Windows in a table: the Event Viewer's “Save as CSV” or tab-separated text, and what `Export-Csv` makes of `Get-WinEvent` or
 * `Get-EventLog`. The Event Viewer gives its last column, which is what the event says, no head.
 */
import { parse } from 'csv-parse/sync';
import type { EventReader, LogEvent } from './event.ts';
import { unreadable } from './event.ts';
import { partOfHead, type EventPart } from './event-words.ts';
import { ExportedText, LINE_END, type EightBitNow } from './exported-text.ts';
import { isDayFirstIn, wordedEvent, type EventParts } from './worded-event.ts';

const delimiters = [',', ';', '\t'] as const;
type Delimiter = (typeof delimiters)[number];

interface Table {
  readonly delimiter: Delimiter;
  readonly parts: readonly (EventPart | undefined)[];
  /** Of the language of its heads, where that writes a day in front of a month. */
  readonly isDayFirst: boolean;
}

/** A row above this is none: a quote was not closed. */
const LONGEST_ROW = 1024 * 1024;

/** Above the heads: the type of what was exported, or what separates columns. */
const preamble = /^(?:#TYPE\b|sep=)/u;
const ENGLISH = /date and time|time(?:created|generated|written)/iu;

const rowsOf = (text: string, delimiter: Delimiter): readonly (readonly string[])[] =>
  parse(text, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });

/** Undefined for a line that is not the heads of such a table. */
const tableOf = (line: string): Table | undefined => {
  for (const delimiter of delimiters) {
    if (!line.includes(delimiter)) continue;
    let heads: readonly string[] = [];
    try {
      heads = rowsOf(line, delimiter)[0] ?? [];
    } catch {
      continue;
    }
    const all = heads.map(partOfHead);
    const parts = all.map((part, place) => (part === 'level' && isBetter(heads, place) ? undefined : part));
    const has = (part: EventPart): boolean => parts.includes(part);
    if (has('at') && has('eventId') && (has('provider') || has('level') || has('message') || has('keywords')))
      return { delimiter, parts, isDayFirst: !ENGLISH.test(line) };
  }
  return undefined;
};

/** PowerShell writes the number of a level and, in another column, its name. */
const isBetter = (heads: readonly string[], place: number): boolean =>
  heads[place]?.toLowerCase() === 'level' && heads.some((head) => head.toLowerCase() === 'leveldisplayname');

/** Without the end of the line, and the mark that a file begins with. */
const bare = (line: string): string => line.replace(/^\uFEFF/u, '').replace(/\r$/u, '');

export const isEventTable = (text: string): boolean => {
  const head = text
    .split('\n')
    .map(bare)
    .find((line) => !preamble.test(line));
  return head !== undefined && tableOf(head) !== undefined;
};

class EventTable implements EventReader {
  readonly #text: ExportedText;
  /** Its first line was read. */
  #isBegun = false;
  #table: Table | undefined;
  #isDayFirst: boolean | undefined;
  /** Rows that are not whole yet. */
  #held = '';
  /** Up to where `#held` was looked through, and whether that is within quotes. */
  #seen = 0;
  #isQuoted = false;

  constructor(eightBit: EightBitNow) {
    this.#text = new ExportedText(eightBit, LINE_END);
  }

  take(bytes: Uint8Array): LogEvent[] {
    this.#held += this.#text.take(bytes, false);
    return this.#whole();
  }

  end(): LogEvent[] {
    return this.settle();
  }

  /** The last row may have no line end. */
  settle(): LogEvent[] {
    this.#held += this.#text.take(new Uint8Array(), true);
    const whole = this.#whole();
    const rest = this.#held;
    this.#hold('');
    return [...whole, ...this.#events(rest)];
  }

  #whole(): LogEvent[] {
    this.#begin();
    const end = this.#endOfRows();
    if (end === 0) return [];
    const rows = this.#held.slice(0, end);
    this.#hold(this.#held.slice(end));
    return this.#events(rows);
  }

  /** What does not begin with the heads of a table is none. */
  #begin(): void {
    while (!this.#isBegun) {
      const end = this.#held.indexOf('\n');
      if (end === -1) return;
      const line = bare(this.#held.slice(0, end));
      this.#isBegun = !preamble.test(line);
      this.#table = this.#isBegun ? tableOf(line) : undefined;
      if (this.#table || !this.#isBegun) this.#hold(this.#held.slice(end + 1));
    }
  }

  #hold(text: string): void {
    this.#held = text;
    this.#seen = 0;
    this.#isQuoted = false;
  }

  /** Behind the last line end that is not within quotes. */
  #endOfRows(): number {
    let end = 0;
    for (; this.#seen < this.#held.length; this.#seen++) {
      const unit = this.#held.charCodeAt(this.#seen);
      if (unit === 0x22) this.#isQuoted = !this.#isQuoted;
      else if (unit === LINE_END && !this.#isQuoted) end = this.#seen + 1;
    }
    return this.#held.length - end > LONGEST_ROW ? this.#held.length : end;
  }

  #events(text: string): LogEvent[] {
    const table = this.#table;
    if (text.trim() === '') return [];
    if (!table) return unread(text);
    try {
      const rows = rowsOf(text, table.delimiter).filter(([first = '']) => !preamble.test(first));
      const all = rows.map((cells) => partsOf(cells, table));
      this.#isDayFirst ??= isDayFirstIn(all.map(({ at }) => at ?? '')) ?? table.isDayFirst;
      const isDayFirst = this.#isDayFirst;
      return all.map((parts) => wordedEvent(parts, isDayFirst));
    } catch {
      return unread(text);
    }
  }
}

const unread = (rows: string): LogEvent[] =>
  rows
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => unreadable(line.trim()));

const partsOf = (cells: readonly string[], { parts, delimiter }: Table): EventParts => {
  const event: EventParts = {};
  for (const [place, part] of parts.entries()) {
    const cell = cells[place]?.trim() ?? '';
    if (part !== undefined && cell !== '') event[part] ??= cell;
  }
  const beyond = cells.slice(parts.length).join(delimiter).trim();
  return beyond === '' ? event : { message: beyond, ...event };
};

export const readEventTable = (eightBit: EightBitNow = () => 'gb18030'): EventReader => new EventTable(eightBit);
