import { describe, expect, test } from 'vitest';
import { lineOf } from '#core/logs/commands/event-line.ts';
import { isUnitName, journalCommand, readJournal } from '#core/logs/commands/journal.ts';
import { byteByByte, cutAnywhere, fixture, readPieces, readWhole } from './read-events.ts';

const recorded = fixture('journal.jsonl');
const events = readWhole(readJournal(null), recorded);
const by = (provider: string) => events.filter((event) => event.provider === provider);
const entry = (fields: Record<string, unknown>): Buffer => Buffer.from(`${JSON.stringify(fields)}\n`);

describe('entries as journalctl printed them', () => {
  test('each becomes an event with its time, level, unit and cursor', () => {
    const [demo] = by('demo');
    expect(demo).toMatchObject({
      at: '2026-11-26T12:44:40.257297Z',
      level: 'error',
      processId: '2054',
      host: 'host-a',
      message: 'plain line',
    });
    expect(demo?.cursor).toMatch(/^s=5{32};i=158;b=b{31}2;m=/u);
    expect(demo?.fields).toMatchObject({ _TRANSPORT: 'stdout', _COMM: 'cat' });
    expect(Object.keys(demo?.fields ?? {})).not.toContain('MESSAGE');
  });

  test('priorities are levels', () => {
    expect(events.filter(({ level }) => level === null)).toEqual([]);
    expect(by('备份')[0]?.level).toBe('error');
    expect(by('app')[0]?.level).toBe('warning');
    expect(by('ctl')[0]?.level).toBe('info');
    expect(by('long')[0]?.level).toBe('debug');
  });

  test('bytes that are no text, control characters, several lines, long and missing messages stay readable', () => {
    expect(by('raw')[0]?.message).toBe('bad \uFFFD\uFFFD bytes');
    expect(lineOf(by('ctl')[0]!)).toBe('2026-11-26T12:44:40.529606Z INFO host-a ctl[2058]: esc red ␁');
    expect(lineOf(by('备份')[0]!)).toBe(
      '2026-11-26T12:44:40.529280Z ERROR host-a 备份[2058]: 多行消息\n    第二行：磁盘空间不足\n      at foo()',
    );
    expect(by('long')[0]?.message).toBe('x'.repeat(6000));
    expect(lineOf(by('nomsg')[0]!)).toBe('2026-11-26T12:44:40.529822Z INFO host-a nomsg[2058]:');
  });

  test('where the computer was started anew is said, without a place to go on from', () => {
    const boots = by('boot');
    expect(boots.map(({ message, cursor }) => [message, cursor])).toEqual([[`-- Boot ${'b'.repeat(31)}2 --`, null]]);
    expect(events[events.indexOf(boots[0]!) + 1]?.provider).toBe('systemd-journald');
  });

  test('also when reading goes on behind a cursor of the boot before', () => {
    const cursor = `s=${'5'.repeat(32)};i=2a;b=${'b'.repeat(31)}1;m=1;t=1;x=1`;
    const line = recorded.toString('utf8').split('\n')[4] ?? '';
    expect(readWhole(readJournal(cursor), Buffer.from(line)).map(({ provider }) => provider)).toEqual([
      'boot',
      'systemd-journald',
    ]);
  });
});

test('however the stream is cut, the events are the same', () => {
  expect(readPieces(readJournal(null), byteByByte(recorded))).toEqual(events);
  for (const pieces of cutAnywhere(recorded.subarray(0, 1500)))
    expect(readPieces(readJournal(null), pieces)).toEqual(readWhole(readJournal(null), recorded.subarray(0, 1500)));
});

test('half an entry is no event until its line is whole', () => {
  const reader = readJournal(null);
  const whole = entry({ __CURSOR: 'a', MESSAGE: 'one' });
  expect(reader.take(whole.subarray(0, -1))).toEqual([]);
  expect(reader.take(whole.subarray(-1))).toHaveLength(1);
});

test('several values of one field, and a message too large to be given', () => {
  const [several, none] = readWhole(
    readJournal(null),
    Buffer.concat([
      entry({ MESSAGE: ['one', [116, 119, 111]], SYSLOG_IDENTIFIER: 'a', PRIORITY: ['3'] }),
      entry({ MESSAGE: null, _COMM: 'b' }),
    ]),
  );
  expect(several).toMatchObject({ message: 'one\ntwo', level: 'error', at: null, cursor: null });
  expect(none).toMatchObject({ message: '', provider: 'b', level: null });
});

test('what is no entry is shown as it is, and an entry without end is named and not kept', () => {
  const [garbage, after] = readWhole(readJournal(null), Buffer.from('{"MESSAGE":\n{"MESSAGE":"fine"}\n'));
  expect(garbage).toMatchObject({ provider: '', message: '{"MESSAGE":', cursor: null });
  expect(after?.message).toBe('fine');
  const large = Buffer.alloc(1024 * 1024, 'x');
  const reader = readJournal(null);
  for (let mebibytes = 0; mebibytes < 10; mebibytes++) expect(reader.take(large)).toEqual([]);
  expect(reader.take(Buffer.from('\n{"MESSAGE":"next"}\n')).map(({ message }) => message)).toEqual([
    `an entry of ${10 * 1024 * 1024} bytes was left out: it is too long`,
    'next',
  ]);
});

describe('the command', () => {
  const command = journalCommand(null);

  test('reads all that is there from its cursor on, or what is recent, and then runs on from there', () => {
    const before = command.before ?? (() => []);
    expect(before('s=1;i=2')).toContain('--cursor=s=1;i=2');
    expect(before('s=1;i=2').join(' ')).not.toMatch(/--follow|--lines/u);
    expect(before(null)).toContain('--lines=10000');
    expect(command.argv('s=1;i=2')).toEqual(expect.arrayContaining(['--follow', '--no-tail', '--cursor=s=1;i=2']));
    for (const argv of [before, command.argv]) {
      expect(argv(null).join(' ')).not.toMatch(/cursor=/u);
      expect(argv('x --file=/etc/shadow')).toEqual(argv(null));
    }
  });

  test('takes names of units and nothing that could be an option', () => {
    expect(journalCommand('ssh.service').argv(null)).toContain('--unit=ssh.service');
    for (const name of ['', '-x', 'a b', 'a\nb', 'a\0b', '$(reboot)']) {
      expect(isUnitName(name)).toBe(false);
      expect(() => journalCommand(name)).toThrow('no name of a unit');
    }
  });

  test('says who may read it', () => {
    const ended = (errors: string) => command.explain(errors, { code: 1, signal: null, errors });
    expect(ended('No journal files were opened due to insufficient permissions.\n')).toBe('journal-group');
    expect(ended('something else')).toBe('ended');
    expect(command.explain('No journal files were found.\n', null)).toBe('journal-none');
    expect(
      command.explain('Hint: You are currently not seeing messages from other users and the system.\n', null),
    ).toBe('journal-own-only');
    expect(command.explain('', null)).toBeNull();
  });
});
