/** Files that hold events which were exported: told by how they begin, read as the commands' own output is. */
import type { EventReader } from './event.ts';
import { readJournal } from './journal.ts';
import { readUnifiedLog } from './unified-log.ts';
import { readWindowsEvents } from './windows-events.ts';
import type { EightBitNow } from './xml-text.ts';

export type EventFormat = 'windows-events' | 'journal' | 'unified-log';

/** A head of this size is enough. */
export const HEAD_BYTES = 4096;

const headText = (head: Uint8Array): string => {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, HEAD_BYTES));
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return bytes.toString('utf16le');
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0))
    return new TextDecoder('utf-16be').decode(bytes);
  // Keys and tags are ASCII in every eight-bit encoding.
  return bytes.toString('latin1').replace(/^\u00EF\u00BB\u00BF/u, '');
};

/** null: a log like any other. */
export const recogniseEvents = (head: Uint8Array): EventFormat | null => {
  const text = headText(head)
    .replace(/^\uFEFF/u, '')
    .trimStart();
  if (/^(?:<\?xml[^>]*>\s*)?(?:<Events\b[^>]*>\s*)?<Event(?:\s[^>]*)?>\s*<System>/u.test(text)) return 'windows-events';
  const line = text.replace(/^Filtering the log data using.*\s*/u, '');
  if (!line.startsWith('{')) return null;
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
    case 'journal':
      return readJournal(null);
    case 'unified-log':
      return readUnifiedLog();
  }
};
