import { describe, expect, test } from 'vitest';
import { eventKeyOf, lineOf } from '#core/logs/commands/event-line.ts';
import { isChannelName, readWindowsEvents, windowsEventsCommand } from '#core/logs/commands/windows-events.ts';
import { gbk } from '../../../../support/gbk.ts';
import { byteByByte, cutAnywhere, fixture, inSteps, readPieces, readWhole } from './read-events.ts';

const NS = 'http://schemas.microsoft.com/win/2004/08/events/event';
const system = fixture('system-events.utf16le.xml');
const security = fixture('security-events.utf16le.xml');
const read = (text: string | Buffer) =>
  readWhole(readWindowsEvents(), typeof text === 'string' ? Buffer.from(text) : text);

/** As `wevtutil /f:RenderedXml` writes one. */
const rendered = (message: string, more = '', level = 2): string =>
  `<Event xmlns='${NS}'><System><Provider Name='Service Control Manager' Guid='{555908d1-a6d7-4695-8e1e-26931d2012f4}'/>` +
  `<EventID Qualifiers='49152'>7031</EventID><Level>${level}</Level><Keywords>0x8080000000000000</Keywords>` +
  `<TimeCreated SystemTime='2026-10-05T08:15:30.1234567Z'/><EventRecordID>4321</EventRecordID><Channel>System</Channel>` +
  `<Computer>PC-7.example.test</Computer><Security/></System><EventData><Data Name='param1'>Print Spooler</Data>${more}</EventData>` +
  `<RenderingInfo Culture='zh-CN'><Message>${message}</Message><Level>错误</Level></RenderingInfo></Event>`;

describe('events that were exported from real computers', () => {
  const events = read(system);

  test('become readable lines with provider and number', () => {
    expect(events).toHaveLength(13);
    const lines = events.map(lineOf);
    expect(lines[0]).toBe(
      '2017-07-12T17:16:28.214161Z INFO WIN-P4SIAA0SQCO EventLog(6009): 10.00. 15063 Multiprocessor Free 0',
    );
    expect(lines[4]).toBe(
      '2017-07-12T17:16:28.214161Z ERROR WIN-P4SIAA0SQCO Service Control Manager(7000): param1=CldFlt param2=%%50',
    );
    expect(eventKeyOf(lines[4]!)).toMatchObject({ provider: 'Service Control Manager', eventId: '7000' });
    for (const [index, line] of lines.entries()) {
      expect(line).not.toContain('\n');
      expect(eventKeyOf(line)).toMatchObject({ provider: events[index]?.provider, eventId: events[index]?.eventId });
    }
  });

  test('values within the data of a user are there by their names', () => {
    const pnp = events.find(({ provider }) => provider === 'Microsoft-Windows-UserPnp');
    expect(pnp?.fields).toMatchObject({ DriverProvider: 'Microsoft', Channel: 'System' });
    expect(pnp?.message).toContain('DeviceInstanceID=HID\\VID_0E0F&PID_000A&COL01');
  });

  test('with the number of the record to go on from', () => {
    expect(read(security).map(({ cursor }) => cursor)).toEqual(['111', '112', '113', '116']);
  });

  test('with and without the mark of UTF-16, in either order of bytes, and in UTF-8', () => {
    const text = system.toString('utf16le').slice(1);
    const bigEndian = Buffer.from(text, 'utf16le').swap16();
    for (const bytes of [Buffer.from(text, 'utf16le'), bigEndian, Buffer.from(text), Buffer.from(`\uFEFF${text}`)])
      expect(read(bytes)).toEqual(events);
  });

  test('however the stream is cut', () => {
    expect(readPieces(readWindowsEvents(), byteByByte(system))).toEqual(events);
    const [one] = read(security);
    const end = security.indexOf(Buffer.from('</Event>', 'utf16le')) + 16;
    for (const pieces of cutAnywhere(security.subarray(0, end)))
      expect(readPieces(readWindowsEvents(), pieces)).toEqual([one]);
  });
});

describe('what Windows words itself', () => {
  const chinese = 'Print Spooler 服务意外地终止，这种情况已出现了 1 次。\r\n\r\n将执行以下更正操作:\t重新启动服务';

  test('is the message, on one line', () => {
    expect(read(rendered(chinese)).map(lineOf)).toEqual([
      '2026-10-05T08:15:30.1234567Z ERROR PC-7.example.test Service Control Manager(7031): ' +
        'Print Spooler 服务意外地终止，这种情况已出现了 1 次。 将执行以下更正操作: 重新启动服务',
    ]);
  });

  test('also from a console that writes GBK, cut anywhere', () => {
    const bytes = gbk(rendered(chinese));
    const expected = read(rendered(chinese));
    expect(read(bytes)).toEqual(expected);
    for (const pieces of cutAnywhere(bytes)) expect(readPieces(readWindowsEvents(), pieces)).toEqual(expected);
    for (let step = 1; step < 40; step++)
      expect(readPieces(readWindowsEvents(), inSteps(bytes, step))).toEqual(expected);
  });

  test('in UTF-16 as the program is asked for it, byte by byte', () => {
    const bytes = Buffer.from(`${rendered(chinese)}\r\n${rendered('zweites')}\r\n`, 'utf16le');
    expect(readPieces(readWindowsEvents(), byteByByte(bytes))).toHaveLength(2);
  });
});

describe('entities and characters', () => {
  const messageOf = (text: string): string | undefined => read(rendered(text))[0]?.message;

  test('the five names and numbers are resolved, once, and nothing else', () => {
    expect(messageOf('&lt;a&gt; &amp;amp; &quot;&apos; &#x4E2D;&#25991; &#128512;')).toBe('<a> &amp; "\' 中文 😀');
    expect(messageOf('&nbsp; &unknown; &#xD800; &#x110000; & ;')).toBe('&nbsp; &unknown; \uFFFD \uFFFD & ;');
  });

  test('a declaration cannot make text grow', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
    expect(read(bomb + rendered('&b;'))[0]?.message).toBe('&b;');
  });

  test('control characters that XML forbids are shown by their pictures', () => {
    expect(lineOf(read(rendered('a\u0001b&#x1b;[2Jc&#0;'))[0]!)).toMatch(/: a␁b␛\[2Jc␀$/u);
  });

  test('sections and comments', () => {
    expect(messageOf('one <!-- <Event> --><![CDATA[<two> & ]]>three')).toBe('one <two> & three');
  });
});

describe('what surrounds events, and what is broken', () => {
  test('a root element, a declaration, marks and text between events', () => {
    const text = `\uFEFF<?xml version="1.0" encoding="utf-8"?>\r\n<Events>${rendered('one')}\0\r\n\uFEFFtext${rendered('two')}</Events>`;
    expect(read(text).map(({ message }) => message)).toEqual(['one', 'two']);
  });

  test('elements that are only called alike, within the data of a user', () => {
    const text = rendered('x').replace(
      '<RenderingInfo',
      '<UserData><EventXML xmlns="Event_NS"><Event><Name>inner</Name></Event></EventXML></UserData><RenderingInfo',
    );
    const [event, ...others] = read(text);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ message: 'x', cursor: '4321', fields: { Name: 'inner' } });
  });

  test('an event that is cut off says so and is nothing to go on from; the next one is whole', () => {
    const half = rendered('half').replace('</RenderingInfo></Event>', '<Lev');
    const [cut, whole] = read(half + rendered('whole'));
    expect(cut).toMatchObject({ provider: 'Service Control Manager', cursor: null });
    expect(cut?.message).toBe('half (the rest of this event is missing)');
    expect(whole).toMatchObject({ message: 'whole', cursor: '4321' });
  });

  test('an element that was never closed does not hide the rest', () => {
    const [event] = read(rendered('said').replace('</Computer>', ''));
    expect(event).toMatchObject({ eventId: '7031', message: 'said', cursor: '4321' });
  });

  test('nesting and values have a bound', () => {
    const deep = read(rendered('x', '<a>'.repeat(100)) + rendered('next'));
    expect(deep.at(-1)?.message).toBe('next');
    const long = read(rendered('y'.repeat(300_000)))[0];
    expect(long?.message.length).toBeLessThan(70_000);
    const many = read(rendered('', Array.from({ length: 1000 }, (_, n) => `<Data Name='n${n}'>1</Data>`).join('')))[0];
    expect(Object.keys(many?.fields ?? {}).length).toBeLessThan(300);
  });

  test('a name that is part of every object stays a field', () => {
    const [event] = read(rendered('x', "<Data Name='__proto__'>1</Data><Data Name='constructor'>2</Data>"));
    expect(Object.entries(event?.fields ?? {})).toEqual(
      expect.arrayContaining([
        ['__proto__', '1'],
        ['constructor', '2'],
      ]),
    );
  });
});

test('levels, and a failed audit which has none', () => {
  const levels = [0, 1, 2, 3, 4, 5, 9].map((level) => read(rendered('x', '', level))[0]?.level);
  expect(levels).toEqual(['info', 'error', 'error', 'warning', 'info', 'debug', null]);
  const audit = rendered('x', '', 0).replace('0x8080000000000000', '0x8010000000000000');
  expect(read(audit)[0]?.level).toBe('warning');
});

describe('the command', () => {
  const command = windowsEventsCommand('Microsoft-Windows-PrintService/Admin');

  test('asks for what is behind the record, oldest first, in Unicode', () => {
    expect(command.argv('4321')).toEqual([
      'qe',
      'Microsoft-Windows-PrintService/Admin',
      '/q:*[System[EventRecordID>4321]]',
      '/f:RenderedXml',
      '/uni:true',
      '/rd:false',
      '/c:1000',
    ]);
    expect(command.argv(null)[2]).toBe('/q:*[System[TimeCreated[timediff(@SystemTime)<=86400000]]]');
    expect(command.argv("1]] or *[System['")).toEqual(command.argv(null));
  });

  test('takes names of logs and nothing that could be an option', () => {
    for (const name of ['System', 'Windows PowerShell', 'Key Management Service'])
      expect(isChannelName(name)).toBe(true);
    for (const name of ['', '/lf:true', '-x', 'a"b', 'a\0', '..\\x', 'a&b', 'a%b']) {
      expect(isChannelName(name)).toBe(false);
      expect(() => windowsEventsCommand(name)).toThrow('no name of an event log');
    }
  });

  test('tells the trouble by the number it ends with', () => {
    const ended = (code: number) => command.explain('', { code, signal: null, errors: '' });
    expect([0, 5, 15007, 87].map(ended)).toEqual([null, 'event-log-readers', 'channel-unknown', 'ended']);
  });

  test('notices a log that counts from the start again', () => {
    expect(command.recheck?.isRestarted('7', '4321')).toBe(true);
    expect(command.recheck?.isRestarted('4321', '4321')).toBe(false);
    expect(command.recheck?.isRestarted('99999999999999999999', '4321')).toBe(false);
  });
});
