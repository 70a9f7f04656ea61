/** Files that hold events which were exported: told by how they begin, read as the commands' own output is. */
import type { EventReader } from './event.ts';
import { isEventList, readEventList } from './event-list.ts';
import { isEventTable, readEventTable } from './event-table.ts';
import type { EightBitNow } from './exported-text.ts';
import { readJournal } from './journal.ts';
import { oldestFirst } from './oldest-first.ts';
import { readUnifiedLog } from './unified-log.ts';
import { readWindowsEvents } from './windows-events.ts';

export type EventFormat = 'windows-events' | 'event-table' | 'event-list' | 'journal' | 'unified-log';

/** A head of this size is enough. */
export const HEAD_BYTES = 4096;

/** A head may end within a character. */
const utf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
};

/** All that it may be: which eight-bit encoding it is shows only in what it says. */
const headTexts = (head: Uint8Array): readonly string[] => {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, HEAD_BYTES));
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return [bytes.toString('utf16le')];
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0))
    return [new TextDecoder('utf-16be').decode(bytes)];
  const text = utf8(bytes);
  return text === undefined ? [new TextDecoder('gb18030').decode(bytes), bytes.toString('latin1')] : [text];
};

/** null: a log like any other. */
export const recogniseEvents = (head: Uint8Array): EventFormat | null => {
  for (const text of headTexts(head)) {
    const format = formatOf(text.replace(/^\uFEFF/u, '').trimStart());
    if (format !== null) return format;
  }
  return null;
};

const formatOf = (text: string): EventFormat | null => {
  if (/^(?:<\?xml[^>]*>\s*)?(?:<Events\b[^>]*>\s*)?<Event(?:\s[^>]*)?>\s*<System>/u.test(text)) return 'windows-events';
  const line = text.replace(/^Filtering the log data using.*\s*/u, '');
  if (!line.startsWith('{')) return isEventTable(text) ? 'event-table' : isEventList(text) ? 'event-list' : null;
  if (/"__CURSOR"\s*:\s*"|"__REALTIME_TIMESTAMP"\s*:\s*"\d/u.test(line)) return 'journal';
  return /"eventMessage"\s*:/u.test(line) && /"(?:messageType|machTimestamp|processImagePath)"\s*:/u.test(line)
    ? 'unified-log'
    : null;
};

/** `eightBit`: what the text is that is neither UTF-8 nor UTF-16. */
export const readEventFile = (format: EventFormat, eightBit?: EightBitNow): EventReader => {
  switch (format) {
    case 'windows-events':
      return readWindowsEvents(eightBit);
    case 'event-table':
      return oldestFirst(readEventTable(eightBit));
    case 'event-list':
      return oldestFirst(readEventList(eightBit));
    case 'journal':
      return readJournal(null);
    case 'unified-log':
      return readUnifiedLog();
  }
};
