import { describe, expect, test } from 'vitest';
import { HEAD_BYTES, readEventFile, recogniseEvents } from '#core/logs/commands/event-files.ts';
import { lineOf } from '#core/logs/commands/event-line.ts';
import type { LogEvent } from '#core/logs/commands/event.ts';
import type { EightBit } from '#core/logs/commands/exported-text.ts';
import { gbk } from '../../../../support/gbk.ts';
import { byteByByte, cutAnywhere, readPieces, readWhole } from './read-events.ts';

const read = (bytes: Uint8Array, eightBit: EightBit = 'gb18030'): readonly LogEvent[] => {
  const format = recogniseEvents(bytes.subarray(0, HEAD_BYTES));
  if (format === null) throw new Error('not recognised');
  return readWhole(
    readEventFile(format, () => eightBit),
    bytes,
  );
};

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const local = (
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms = 0,
): string => new Date(year, month - 1, day, hour, minute, second, ms).toISOString();

const said = ({ at, level, provider, eventId, message, host }: LogEvent) => ({
  at,
  level,
  provider,
  eventId,
  message,
  host,
});

describe('a table of the Event Viewer', () => {
  const rows = (heads: string, first: string, second: string): string => `${heads}\r\n${first}\r\n${second}\r\n`;
  const english = rows(
    'Level,Date and Time,Source,Event ID,Task Category',
    'Information,11/26/2026 1:05:09 PM,Service Control Manager,7036,None,"The ""Print Spooler"" service entered\r\nthe stopped state, as asked."',
    'Critical,11/3/2026 1:05:10 AM,Kernel-Power,41,(63),"The system has rebooted without cleanly shutting down first."',
  );

  test('in English', () => {
    // The Event Viewer exports what came last first.
    expect(
      read(Buffer.from(`\uFEFF${english}`))
        .map(said)
        .toReversed(),
    ).toEqual([
      {
        at: local(2026, 11, 26, 13, 5, 9),
        level: 'info',
        provider: 'Service Control Manager',
        eventId: '7036',
        message: 'The "Print Spooler" service entered the stopped state, as asked.',
        host: null,
      },
      {
        at: local(2026, 11, 3, 1, 5, 10),
        level: 'error',
        provider: 'Kernel-Power',
        eventId: '41',
        message: 'The system has rebooted without cleanly shutting down first.',
        host: null,
      },
    ]);
  });

  test.each<[string, Buffer, Partial<LogEvent>, EightBit?]>([
    [
      'German, with semicolons, in Windows-1252',
      Buffer.from(
        'Ebene;Datum und Uhrzeit;Quelle;Ereignis-ID;Aufgabenkategorie\r\nFehler;03.04.2026 10:32:15;Disk;7;Keine;"Gerät hat einen fehlerhaften Block."\r\n',
        'latin1',
      ),
      {
        at: local(2026, 4, 3, 10, 32, 15),
        level: 'error',
        provider: 'Disk',
        message: 'Gerät hat einen fehlerhaften Block.',
      },
      'windows-1252',
    ],
    [
      'French, in UTF-16',
      utf16(
        'Niveau\tDate et heure\tSource\tID de l’événement\tCatégorie de la tâche\r\nAvertissement\t03/04/2026 10:32:15\tDNS Client Events\t1014\t(1014)\tLa résolution a échoué.\r\n',
      ),
      { at: local(2026, 4, 3, 10, 32, 15), level: 'warning', eventId: '1014', message: 'La résolution a échoué.' },
    ],
    [
      'Chinese, in GBK',
      Buffer.from(
        gbk(
          '级别,日期和时间,来源,事件 ID,任务类别\r\n错误,2026/11/26 10:32:15,Service Control Manager,7031,无,"打印服务意外终止。\r\n请重新启动。"\r\n',
        ),
      ),
      {
        at: local(2026, 11, 26, 10, 32, 15),
        level: 'error',
        eventId: '7031',
        message: '打印服务意外终止。 请重新启动。',
      },
    ],
    [
      'Chinese, of the security log',
      Buffer.from(
        '\uFEFF关键字,日期和时间,来源,事件 ID,任务类别\r\n审核失败,2026/11/26 10:32:15,Microsoft Windows security auditing.,4625,Logon,帐户登录失败。\r\n',
      ),
      { level: 'warning', eventId: '4625', message: '帐户登录失败。' },
    ],
    [
      'a day above twelve anywhere says what stands first',
      Buffer.from(
        'Level,Date and Time,Source,Event ID,Task Category\r\nError,03/04/2026 10:32:15,Disk,7,None,a\r\nError,26/03/2026 10:32:15,Disk,7,None,b\r\n',
      ),
      { at: local(2026, 4, 3, 10, 32, 15) },
    ],
  ])('%s', (_name, bytes, event, eightBit) => {
    expect(read(bytes, eightBit).at(-1)).toMatchObject(event);
  });

  test('what came last may stand first or last: it is read in the order in which it came about', () => {
    const rowOf = (second: number): string => `Error,11/26/2026 1:05:0${second} PM,Disk,7,None,at ${second}\r\n`;
    const heads = 'Level,Date and Time,Source,Event ID,Task Category\r\n';
    const messagesOf = (seconds: readonly number[]): readonly string[] =>
      read(Buffer.from(heads + seconds.map(rowOf).join(''))).map(({ message }) => message);
    expect(messagesOf([5, 5, 4, 3, 1])).toEqual(['at 1', 'at 3', 'at 4', 'at 5', 'at 5']);
    expect(messagesOf([1, 1, 2, 3])).toEqual(['at 1', 'at 1', 'at 2', 'at 3']);
    expect(messagesOf([1])).toEqual(['at 1']);
  });

  test('wherever it is cut', () => {
    const bytes = utf16(english);
    const whole = read(bytes);
    for (const pieces of cutAnywhere(bytes)) expect(readPieces(readEventFile('event-table'), pieces)).toEqual(whole);
    const plain = Buffer.from(english);
    expect(readPieces(readEventFile('event-table'), byteByByte(plain))).toEqual(whole);
  });

  test('a last row without its line end is there once nothing comes any more', () => {
    const reader = readEventFile('event-table');
    const bytes = Buffer.from(english);
    expect(reader.take(bytes.subarray(0, bytes.length - 2))).toEqual([]);
    expect(reader.settle?.()).toHaveLength(2);
    expect(reader.settle?.()).toEqual([]);
  });

  test('a quote that is never closed costs no more than a bounded part of the table', () => {
    const row = 'Error,11/26/2026 1:05:09 PM,Disk,7,None,The device has a bad block.\r\n';
    const bytes = Buffer.from(
      `Level,Date and Time,Source,Event ID,Task Category\r\nError,11/26/2026 1:05:09 PM,Disk,7,None,"not closed\r\n${row.repeat(40_000)}`,
    );
    const pieces = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, at) =>
      bytes.subarray(at * 65_536, (at + 1) * 65_536),
    );
    expect(readPieces(readEventFile('event-table'), pieces).length).toBeGreaterThan(20_000);
  });
});

describe('a table of PowerShell', () => {
  test('of Get-WinEvent: the name of a level counts, not its number', () => {
    const [event] = read(
      Buffer.from(
        '#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\r\n"Message","Id","Version","Level","ProviderName","LogName","ProcessId","MachineName","TimeCreated","LevelDisplayName"\r\n"Der Dienst ""Spooler"" wurde beendet.","7036","0","4","Service Control Manager","System","812","PC-4711","26.11.2026 10:32:15","Informationen"\r\n',
      ),
    );
    expect(event && said(event)).toEqual({
      at: local(2026, 11, 26, 10, 32, 15),
      level: 'info',
      provider: 'Service Control Manager',
      eventId: '7036',
      message: 'Der Dienst "Spooler" wurde beendet.',
      host: 'PC-4711',
    });
  });

  test('of Get-EventLog', () => {
    const [event] = read(
      Buffer.from(
        '"EventID","MachineName","EntryType","Message","Source","InstanceId","TimeGenerated"\r\n"4625","PC-1","FailureAudit","An account failed to log on.","Microsoft-Windows-Security-Auditing","4625","11/26/2026 1:05:09 PM"\r\n',
      ),
    );
    expect(event).toMatchObject({ level: 'warning', eventId: '4625', host: 'PC-1', at: local(2026, 11, 26, 13, 5, 9) });
  });
});

describe('a list of wevtutil', () => {
  const english =
    'Event[0]:\r\n  Log Name: System\r\n  Source: Service Control Manager\r\n  Date: 2026-11-26T10:32:15.123\r\n  Event ID: 7036\r\n  Task: N/A\r\n  Level: Information\r\n  Opcode: N/A\r\n  Keyword: Classic\r\n  User: N/A\r\n  User Name: N/A\r\n  Computer: PC-4711\r\n  Description: \r\nThe service stopped.\r\n\r\nSource: none of its parts.\r\n\r\nEvent[1]:\r\n  Log Name: System\r\n  Source: Disk\r\n  Date: 2026-11-26T10:32:16.0000000Z\r\n  Event ID: 7\r\n  Level: Error\r\n  Computer: PC-4711\r\n  Description: \r\nThe device has a bad block.\r\n';

  test('in English, what an event says being of several lines', () => {
    const events = read(utf16(english));
    expect(events.map(said)).toEqual([
      {
        at: local(2026, 11, 26, 10, 32, 15, 123),
        level: 'info',
        provider: 'Service Control Manager',
        eventId: '7036',
        message: 'The service stopped. Source: none of its parts.',
        host: 'PC-4711',
      },
      {
        at: '2026-11-26T10:32:16.000Z',
        level: 'error',
        provider: 'Disk',
        eventId: '7',
        message: 'The device has a bad block.',
        host: 'PC-4711',
      },
    ]);
    for (const pieces of cutAnywhere(Buffer.from(english)))
      expect(readPieces(readEventFile('event-list'), pieces)).toEqual(events);
  });

  test('in Chinese', () => {
    const bytes = Buffer.from(
      gbk(
        'Event[0]:\r\n  日志名称: System\r\n  来源: Disk\r\n  日期: 2026-11-26T10:32:15.123\r\n  事件 ID: 7\r\n  级别: 错误\r\n  计算机: PC-4711\r\n  描述: \r\n设备有一个坏块。\r\n',
      ),
    );
    expect(read(bytes)[0]).toMatchObject({
      level: 'error',
      provider: 'Disk',
      eventId: '7',
      message: '设备有一个坏块。',
    });
  });

  test('as the Event Viewer copies it', () => {
    const one =
      'Log Name:      System\r\nSource:        Disk\r\nDate:          11/26/2026 10:32:15 AM\r\nEvent ID:      7\r\nTask Category: None\r\nLevel:         Error\r\nComputer:      PC-4711\r\nDescription:\r\nA bad block.\r\nEvent Xml:\r\n<Event/>\r\n';
    expect(read(Buffer.from(one + one)).map(lineOf)).toEqual(
      Array.from({ length: 2 }, () => `${local(2026, 11, 26, 10, 32, 15)} ERROR PC-4711 Disk(7): A bad block.`),
    );
  });
});

test.each<[string, string]>([
  ['a table of other things', 'Date,Id,Source,Message\n2026-11-26,1,shop,sold\n'],
  ['a log with a label', 'Source: a\nDate: 2026-11-26\n'],
  ['heads without a time', 'Level,Source,Event ID\n'],
])('%s stays a log like any other', (_name, text) => {
  expect(recogniseEvents(Buffer.from(text))).toBeNull();
});
