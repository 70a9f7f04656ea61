import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HEAD_BYTES, readEventFile, recogniseEvents, type EventFormat } from '#core/logs/commands/event-files.ts';
import { lineOf } from '#core/logs/commands/event-line.ts';
import { utcOf, utcOfMicroseconds } from '#core/logs/commands/utc.ts';
import { fixture, readPieces, readWhole } from './read-events.ts';

const journal = fixture('journal.jsonl');
const system = fixture('system-events.utf16le.xml');
const security = fixture('security-events.utf16le.xml');
const mac = Buffer.from('{"timestamp":"2026-06-29 15:54:42.063082+0200","eventMessage":"a","messageType":"Info"}\n');

describe('files are told by how they begin', () => {
  test.each<[string, Uint8Array, EventFormat | null]>([
    ['a journal', journal, 'journal'],
    ['events in UTF-16', system, 'windows-events'],
    ['events in UTF-16 without a mark', system.subarray(2), 'windows-events'],
    [
      'events in UTF-8 with a root',
      Buffer.from('<?xml version="1.0"?>\n<Events>\n<Event xmlns="x"><System>'),
      'windows-events',
    ],
    ['the unified log', mac, 'unified-log'],
    [
      'the unified log with its heading',
      Buffer.concat([Buffer.from('Filtering the log data using "x"\n'), mac]),
      'unified-log',
    ],
    ['other XML', Buffer.from('<Event><Other/></Event>'), null],
    ['other JSON', Buffer.from('{"level":"info","msg":"an \\"__CURSOR\\":\\"x\\" in a text"}\n'), null],
    ['a plain log', Buffer.from('2026-11-26 12:00:00 ERROR x\n'), null],
    ['nothing', Buffer.alloc(0), null],
    ['one byte', Buffer.from('{'), null],
    ['zeros', Buffer.alloc(100), null],
  ])('%s', (_name, bytes, format) => {
    expect(recogniseEvents(bytes.subarray(0, HEAD_BYTES))).toBe(format);
  });
});

const folder = new URL('../../../../../../shared/data/evtx-text/', import.meta.url);

describe.skipIf(!existsSync(folder))('every exported file at hand', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];
  test.each(files)('%s', (name) => {
    const bytes = readFileSync(new URL(name, folder));
    expect(recogniseEvents(bytes.subarray(0, HEAD_BYTES))).toBe('windows-events');
    const events = readWhole(readEventFile('windows-events'), bytes);
    expect(events).toHaveLength(bytes.toString('utf16le').match(/<\/Event>/gu)?.length ?? -1);
    for (const event of events) {
      expect(event.at).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u);
      expect(event.level).not.toBeNull();
      expect(lineOf(event)).not.toMatch(/[\n<\uFFFD]/u);
    }
  });
});

const formats: readonly EventFormat[] = ['windows-events', 'event-table', 'event-list', 'journal', 'unified-log'];

/** Text of which readers have to make something, between pieces of what they know. */
const broken = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '&#',
        ';',
        '\n',
        '{',
        '}',
        '[',
        '\\',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<?',
      ),
      fc.constantFrom(
        '<Event xmlns="x">',
        '</Event>',
        '<System>',
        '</System>',
        '<Level>2</Level>',
        '<Data Name="a">',
        '&amp;',
      ),
      fc.constantFrom(
        '"MESSAGE":',
        '"__CURSOR":"a"',
        '{"MESSAGE":[1,2]}',
        '{"eventMessage":"x"}\n',
        'Level,Date and Time,Source,Event ID\r\n',
        'Error,11/26/2026 10:00:00 AM,Disk,7\r\n',
        'Event[0]:\n',
        '  Source: Disk\n',
        '  Description: a\n\n',
        '\u0000',
        '\uFEFF',
        '中文',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const encoded = fc.oneof(
  broken.map((text) => Buffer.from(text)),
  broken.map((text) => Buffer.from(text, 'utf16le')),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
);

const cuts = fc.array(fc.nat(), { maxLength: 8 });

const piecesOf = (bytes: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return at.slice(1).map((to, index) => bytes.subarray(at[index], to));
};

describe('whatever comes', () => {
  test('no reader fails, and each line stays one entry', () => {
    fc.assert(
      fc.property(encoded, fc.constantFrom(...formats), (bytes, format) => {
        for (const event of readWhole(readEventFile(format), bytes)) {
          const [first = '', ...others] = lineOf(event).split('\n');
          expect(first).not.toBe('');
          for (const other of others) expect(other.startsWith('    ')).toBe(true);
          // oxlint-disable-next-line no-control-regex
          expect(lineOf(event)).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F]/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('events do not depend on where the stream is cut', () => {
    fc.assert(
      fc.property(broken, cuts, fc.constantFrom(...formats), fc.boolean(), (text, places, format, isWide) => {
        const bytes = Buffer.from(text, isWide ? 'utf16le' : 'utf8');
        expect(readPieces(readEventFile(format), piecesOf(bytes, places))).toEqual(
          readWhole(readEventFile(format), bytes),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('events behind garbage are read', () => {
    const whole = security.toString('utf16le').slice(1);
    fc.assert(
      fc.property(broken, (text) => {
        // A section that was begun ends where its end comes, or is too long to be one.
        const garbage = `xx${text.replaceAll(/<[!?]/gu, '')}`;
        const events = readWhole(readEventFile('windows-events'), Buffer.from(garbage + whole));
        expect(events.slice(-3).map(({ cursor }) => cursor)).toEqual(['112', '113', '116']);
      }),
      { numRuns: 200 },
    );
  });
});

test('times of every system, in UTC', () => {
  expect(utcOf('2018-07-06 18:37:44.881628+00:00')).toBe('2018-07-06T18:37:44.881628Z');
  expect(utcOf('2026-10-05T08:15:30.1234567Z')).toBe('2026-10-05T08:15:30.1234567Z');
  expect(utcOf('2026-03-17T23:18:00.626223400-04:00')).toBe('2026-03-18T03:18:00.626223400Z');
  expect(utcOf('2026-06-29 15:54:42+0200')).toBe('2026-06-29T13:54:42Z');
  expect([utcOf(''), utcOf('yesterday'), utcOf('2026-13-45 99:99:99')]).toEqual([null, null, null]);
  expect(utcOfMicroseconds('1795697080257297')).toBe('2026-11-26T12:44:40.257297Z');
  expect([utcOfMicroseconds(''), utcOfMicroseconds('-1'), utcOfMicroseconds('99999999999999999')]).toContain(null);
});
