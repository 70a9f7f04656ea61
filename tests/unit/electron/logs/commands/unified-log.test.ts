import { describe, expect, test } from 'vitest';
import { lineOf } from '#core/logs/commands/event-line.ts';
import { isPredicate, readUnifiedLog, unifiedLogCommand } from '#core/logs/commands/unified-log.ts';
import { byteByByte, readPieces, readWhole } from './read-events.ts';

/** In the shape that `log --style ndjson` has on macOS; nothing here was recorded on one. */
const entry = (fields: Record<string, unknown>): string =>
  JSON.stringify({
    timezoneName: '',
    messageType: 'Error',
    eventType: 'logEvent',
    source: null,
    subsystem: 'com.example.net',
    category: 'dns',
    processImagePath: '/usr/sbin/resolver',
    processID: 401,
    timestamp: '2026-06-29 15:54:42.063082+0200',
    machTimestamp: 12_868_010_147_176,
    eventMessage: '名称解析失败\nno answer',
    ...fields,
  });

const stream = Buffer.from(
  [
    'Filtering the log data using "subsystem == "com.example.net""',
    entry({}),
    entry({ messageType: 'Fault', subsystem: '', category: '' }),
    entry({ messageType: 'Default' }),
    entry({ messageType: 'Debug' }),
    entry({ eventType: 'activityCreateEvent' }),
    entry({ eventType: 'lossEvent', lossCount: 17, eventMessage: undefined, processImagePath: '', processID: 0 }),
    '{"count":5,"finished":1}',
    '',
  ].join('\n'),
);

test('entries become lines; headings, activities and the count at the end do not', () => {
  const lines = readWhole(readUnifiedLog(), stream).map(lineOf);
  expect(lines).toEqual([
    '2026-06-29T13:54:42.063082Z ERROR resolver[401]: [com.example.net:dns] 名称解析失败\n    no answer',
    '2026-06-29T13:54:42.063082Z ERROR resolver[401]: 名称解析失败\n    no answer',
    '2026-06-29T13:54:42.063082Z INFO resolver[401]: [com.example.net:dns] 名称解析失败\n    no answer',
    '2026-06-29T13:54:42.063082Z DEBUG resolver[401]: [com.example.net:dns] 名称解析失败\n    no answer',
    '2026-06-29T13:54:42.063082Z WARNING logd[0]: 17 messages were lost by the system',
  ]);
});

test('byte by byte', () => {
  expect(readPieces(readUnifiedLog(), byteByByte(stream))).toEqual(readWhole(readUnifiedLog(), stream));
});

describe('the command', () => {
  const command = unifiedLogCommand('subsystem == "com.example.net"');

  test('streams, and shows what came since the last time', () => {
    expect(command.argv(null)).toEqual([
      'stream',
      '--style',
      'ndjson',
      '--level',
      'default',
      '--predicate',
      'subsystem == "com.example.net"',
    ]);
    expect(command.catchUp?.argv('2026-06-29T13:54:42.063082Z 17')).toEqual(
      expect.arrayContaining(['show', '--start', '2026-06-29 13:54:42+0000']),
    );
    expect(command.catchUp?.argv(null)).toEqual(expect.arrayContaining(['show', '--last', '12h']));
    expect(unifiedLogCommand(null).catchUp?.argv(null)).toEqual(expect.arrayContaining(['show', '--last', '15m']));
  });

  test('tells what was seen by time, and by ticks within one microsecond', () => {
    const isSeen = command.catchUp?.isSeen;
    const last = '2026-06-29T13:54:42.063082Z 17';
    expect(isSeen?.(last, last)).toBe(true);
    expect(isSeen?.('2026-06-29T13:54:42.063082Z 9', last)).toBe(true);
    expect(isSeen?.('2026-06-29T13:54:42.063082Z 18', last)).toBe(false);
    expect(isSeen?.('2026-06-29T13:54:42.063083Z 1', last)).toBe(false);
    expect(isSeen?.('2026-06-29T13:54:42.063081Z 99', last)).toBe(true);
  });

  test('says who may read it, and that a filter is not understood', () => {
    const ended = (code: number, errors: string) => command.explain(errors, { code, signal: null, errors });
    expect(ended(77, "log: Must be admin to run 'stream' command")).toBe('administrator');
    expect(ended(64, 'log: Bad predicate: Unable to parse the format string')).toBe('predicate-invalid');
    expect(ended(0, '')).toBe('ended');
  });

  test('refuses what no program could be given', () => {
    for (const text of ['', 'a\0b', 'a\nb', 'x'.repeat(2000)]) {
      expect(isPredicate(text)).toBe(false);
      expect(() => unifiedLogCommand(text)).toThrow('cannot be a predicate');
    }
  });
});
