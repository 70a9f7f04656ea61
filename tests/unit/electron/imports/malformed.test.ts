import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UnreadableProblem } from '#shared/imports/operations.ts';
import { MAX_IMPORT_BYTES } from '#shared/imports/limits.ts';
import { MAX_TITLE } from '#shared/tickets/limits.ts';
import { contextOf } from '../../../support/session-context.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { failureOf, fixture, importer, ticketsOf, valueOf } from './importing.ts';

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

describe('files that are no table', () => {
  const refusal = async (bytes: Buffer): Promise<unknown> => {
    const { handlers, context, open } = importer(folder.desk);
    if (bytes.length === 0) return failureOf(await handlers['imports.begin']({ name: 'x.csv', size: 0 }, context));
    const importId = await open('x.csv', bytes);
    return failureOf(await handlers['imports.inspect']({ importId, reading: null }, context));
  };
  const cases: readonly (readonly [string, () => Buffer, UnreadableProblem])[] = [
    ['empty', () => fixture('empty.csv'), 'empty'],
    ['gzip of nothing', () => gzipSync(Buffer.alloc(0)), 'empty'],
    ['header only', () => fixture('header-only.csv'), 'no-rows'],
    ['only line breaks', () => Buffer.from('\n\r\n\n'), 'no-rows'],
    ['a zip archive', () => fixture('binary.csv'), 'binary'],
    ['gzip cut off', () => gzipSync(Buffer.alloc(100_000, 'a,b\n')).subarray(0, 60), 'damaged-gzip'],
    [
      'gzip with a flipped byte',
      () => {
        const packed = gzipSync(Buffer.from('Number,Title\n1,abc\n'.repeat(500)));
        packed[packed.length - 6] = (packed.at(-6) ?? 0) ^ 0x10;
        return packed;
      },
      'damaged-gzip',
    ],
    [
      'a header of 501 columns',
      () => Buffer.from(`${Array.from({ length: 501 }, (_, index) => `c${index}`).join(',')}\n1\n`),
      'too-many-columns',
    ],
    [
      'quotes broken in every row',
      () => Buffer.from(`Number,Title\n${'1,"a" b"\n'.repeat(150)}`),
      'too-many-broken-rows',
    ],
    ['a header with a broken quote', () => Buffer.from('Number,"Ti"tle"\n1,a\n'), 'no-rows'],
  ];
  it.each(cases)('%s', async (_, bytes, problem) => {
    expect(await refusal(bytes())).toMatchObject({ code: 'import.unreadable', details: { problem } });
    expect(folder.desk.records.count('ticket')).toBe(0);
  });

  it('a small gzip of something huge stops at the limit', async () => {
    const chunk = Buffer.alloc(16 * 1024 * 1024, 'a,b,c\n');
    const bomb = Buffer.concat(
      Array.from({ length: MAX_IMPORT_BYTES / chunk.length + 1 }, () => gzipSync(chunk, { level: 9 })),
    );
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024);
    expect(await refusal(bomb)).toMatchObject({
      code: 'import.unreadable',
      details: { problem: 'too-large', limit: MAX_IMPORT_BYTES },
    });
  });

  it('too large is said before the first byte is taken', async () => {
    const { handlers, context } = importer(folder.desk);
    const reply = await handlers['imports.begin']({ name: 'x.csv', size: MAX_IMPORT_BYTES + 1 }, context);
    expect(failureOf(reply)).toMatchObject({ code: 'import.unreadable', details: { problem: 'too-large' } });
  });

  it('UTF-8 asked for and not found', async () => {
    const { handlers, context, open } = importer(folder.desk);
    const importId = await open('x.csv', fixture('servicenow-1252.csv'));
    const reply = await handlers['imports.inspect'](
      { importId, reading: { charset: 'utf-8', delimiter: ',' } },
      context,
    );
    expect(failureOf(reply)).toMatchObject({ details: { problem: 'wrong-charset', charset: 'utf-8' } });
    // Another charset can still be tried on the same file.
    valueOf(
      await handlers['imports.inspect']({ importId, reading: { charset: 'windows-1252', delimiter: ',' } }, context),
    );
  });
});

describe('rows that cannot be taken name row and column', () => {
  const problemsOf = async (name: string): Promise<unknown[]> => {
    const { inspect, check, handlers, context } = importer(folder.desk);
    const inspection = await inspect(name, fixture(name));
    await check(inspection.importId, inspection.plan);
    const page = valueOf(
      await handlers['imports.report'](
        { importId: inspection.importId, outcome: null, code: null, column: null, from: 0, count: 500 },
        context,
      ),
    );
    return page.rows.flatMap(({ row, outcome, problems }) =>
      problems.length === 0
        ? [[row, outcome]]
        : problems.map(({ code, column, value }) => [row, outcome, code, column, value]),
    );
  };

  it('every kind of bad value', async () => {
    expect(await problemsOf('bad-values.csv')).toEqual([
      [2, 'create'],
      [3, 'create', 'title.from-id', null, ''],
      [4, 'refuse', 'date.invalid', 4, '2026-02-30 10:00'],
      [5, 'refuse', 'value.unknown', 2, 'Sideways'],
      [6, 'refuse', 'value.unknown', 3, 'Plaid'],
      [7, 'refuse', 'id.repeated', 0, '1'],
      [8, 'refuse', 'id.missing', 0, ''],
      [9, 'create'],
    ]);
  });

  it('wide and narrow rows are taken, and nothing of them is lost', async () => {
    expect(await problemsOf('wide-and-narrow.csv')).toEqual([
      [2, 'create'],
      [3, 'create', 'row.wider', null, 'unquoted comma'],
      [4, 'create'],
      [5, 'create', 'row.narrower', null, '2'],
    ]);
    await importer(folder.desk).take('wide-and-narrow.csv', fixture('wide-and-narrow.csv'));
    expect(ticketsOf(folder.desk)[1]?.description).toBe('unquoted\ncomma');
  });

  it('a stray quote costs its own row', async () => {
    expect(await problemsOf('stray-quotes.csv')).toEqual([
      [2, 'create'],
      [3, 'refuse', 'quote.stray', 1, '2,"He said "hi" twice",Open'],
      [4, 'refuse', 'quote.stray', 1, '3,Monitor 24" wide,Open'],
      [5, 'create'],
    ]);
  });

  it('a quote that is never closed costs its own row, not the rest of the file', async () => {
    expect(await problemsOf('unclosed-quote.csv')).toEqual([
      [2, 'create'],
      [3, 'refuse', 'quote.stray', 1, '2,"never closed,Open'],
      [4, 'create'],
      [5, 'create'],
    ]);
    expect(await problemsOf('unclosed-quote.csv')).toHaveLength(4);
  });

  it('an unclosed quote in the last row', async () => {
    const { inspect, check } = importer(folder.desk);
    const inspection = await inspect('x.csv', Buffer.from('Number,Title\n1,Fits\n2,"never closed'));
    expect(inspection).toMatchObject({ rows: 2, brokenRows: 1, firstBrokenRows: [3] });
    const report = await check(inspection.importId, inspection.plan);
    expect(report.problems).toMatchObject([{ code: 'quote.unclosed', column: 1, firstRow: 3 }]);
  });

  it('blank lines count as rows, as they do in a spreadsheet', async () => {
    expect(await problemsOf('blank-lines.csv')).toEqual([
      [3, 'create'],
      [6, 'refuse', 'value.unknown', 2, 'Sideways'],
    ]);
  });

  it('the report is filtered by outcome, problem and column, and paged', async () => {
    const { inspect, check, handlers, context } = importer(folder.desk);
    const inspection = await inspect('bad-values.csv', fixture('bad-values.csv'));
    await check(inspection.importId, inspection.plan);
    const rows = async (
      filter: Partial<{ outcome: 'refuse'; code: 'value.unknown'; column: number; from: number; count: number }>,
    ) => {
      const page = valueOf(
        await handlers['imports.report'](
          { importId: inspection.importId, outcome: null, code: null, column: null, from: 0, count: 500, ...filter },
          context,
        ),
      );
      return { total: page.total, rows: page.rows.map(({ row }) => row) };
    };
    expect(await rows({ outcome: 'refuse' })).toEqual({ total: 5, rows: [4, 5, 6, 7, 8] });
    expect(await rows({ code: 'value.unknown' })).toEqual({ total: 2, rows: [5, 6] });
    expect(await rows({ code: 'value.unknown', column: 3 })).toEqual({ total: 1, rows: [6] });
    expect(await rows({ outcome: 'refuse', from: 3, count: 10 })).toEqual({ total: 5, rows: [7, 8] });
  });
});

describe('tables as other programs leave them', () => {
  const titlesOf = async (bytes: Buffer): Promise<readonly string[]> => {
    await importer(folder.desk).take('x.csv', bytes);
    return ticketsOf(folder.desk).map(({ title }) => title);
  };

  it('line ends that change within the file part rows all the same', async () => {
    const rows = Array.from({ length: 1000 }, (_, row) => `${row},Ticket ${row}`);
    expect(await titlesOf(Buffer.from(`Number,Title\r\n${rows.join('\n')}\n`))).toHaveLength(1000);
  });

  it.each(['\r', '\n', '\r\n'])(
    '%j between rows, also at the border of two reads and after a broken row',
    async (end) => {
      const rows = Array.from({ length: 9000 }, (_, row) => `${row},${'x'.repeat(row % 23)}${row}`);
      rows.splice(4000, 0, '"4000"x,broken');
      const { inspect } = importer(folder.desk);
      const { rows: counted, brokenRows } = await inspect('x.csv', Buffer.from(`Number,Title${end}${rows.join(end)}`));
      expect({ counted, brokenRows }).toEqual({ counted: 9001, brokenRows: 1 });
    },
  );

  it('a long title is cut, but never within a character', async () => {
    const title = `${'x'.repeat(MAX_TITLE - 2)}🖨🖨 and more`;
    expect(await titlesOf(Buffer.from(`Number,Title\n1,${title}\n`))).toEqual([`${'x'.repeat(MAX_TITLE - 2)}…`]);
    // Its next version can be audited, which half a character could not.
    await importer(folder.desk).take('y.csv', Buffer.from('Number,Title\n1,Short\n'));
    expect(ticketsOf(folder.desk)[0]?.title).toBe('Short');
  });

  it('the first line of Excel names the separator and is no header', async () => {
    const { inspect, check } = importer(folder.desk);
    const { importId, reading, header, plan } = await inspect(
      'x.csv',
      Buffer.from('sep=;\r\nNumber;Title\r\n7;a,b\r\n'),
    );
    expect(reading.delimiter).toBe(';');
    expect(header).toEqual(['Number', 'Title']);
    expect((await check(importId, plan)).samples).toMatchObject([{ row: 2, externalId: '7', title: 'a,b' }]);
  });
});

describe('charsets without a mark', () => {
  const charsetOf = async (bytes: Buffer): Promise<string> => {
    const { inspect } = importer(folder.desk);
    return (await inspect('x.csv', bytes)).reading.charset;
  };
  const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
  const gbk = { 打: [0xb4, 0xf2], 印: [0xd3, 0xa1], 机: [0xbb, 0xfa] } as const;

  it('what comes after much ASCII decides', async () => {
    const ascii = Buffer.from(`Number,Title\n${'1,printer jam on the second floor\n'.repeat(10_000)}`);
    const chinese = Buffer.from([...Buffer.from('2,'), ...gbk.打, ...gbk.印, ...gbk.机, 0x0a]);
    expect(ascii.length).toBeGreaterThan(300_000);
    expect(await charsetOf(Buffer.concat([ascii, chinese]))).toBe('gb18030');
    expect(await charsetOf(Buffer.concat([ascii, Buffer.from('2,caf\u00e9\n', 'latin1')]))).toBe('windows-1252');
  });

  it.each([
    [
      'mostly Chinese',
      `编号,标题,状态\n${'1,三楼会议室的打印机卡纸无法打印,新建\n2,统一身份认证登录后一直转圈,新建\n'.repeat(40)}`,
    ],
    ['Chinese alone, one column, much 一', `标题\n${'一万一千一百一十一开最\n打印机卡纸\n'.repeat(40)}`],
    ['mostly Latin', `Number,Title\n${'1,Keyboard layout wrong\n'.repeat(40)}`],
    ['Cyrillic', `Номер;Тема\n${'1;Тонер заканчивается\n'.repeat(40)}`],
  ])('UTF-16 of either byte order, %s', async (_, text) => {
    expect(await charsetOf(Buffer.from(text, 'utf16le'))).toBe('utf-16le');
    expect(await charsetOf(utf16be(text))).toBe('utf-16be');
  });

  it('numbers of two bytes are no text', async () => {
    const { handlers, context, open } = importer(folder.desk);
    const samples = Buffer.from(Int16Array.from({ length: 4000 }, (_, n) => (n * 7) % 300).buffer);
    const importId = await open('x.csv', samples);
    expect(failureOf(await handlers['imports.inspect']({ importId, reading: null }, context))).toMatchObject({
      details: { problem: 'binary' },
    });
  });
});

describe('what must be asked', () => {
  it('a date that could be read both ways is not guessed', async () => {
    const { inspect, handlers, context, check } = importer(folder.desk);
    const { importId, plan, columns } = await inspect('x.csv', fixture('ambiguous-dates.csv'));
    expect(columns[2]?.dates.map(({ order }) => order)).toEqual(['dmy', 'mdy']);
    expect(failureOf(await handlers['imports.check']({ importId, plan }, context))).toEqual({
      code: 'import.plan-incomplete',
      details: { gaps: [{ kind: 'date-undecided', column: 2 }] },
    });
    const report = await check(importId, { ...plan, zone: 'UTC', dates: { 2: 'mdy' } });
    expect(report.samples.map(({ receivedAt }) => receivedAt)).toEqual([
      '2026-03-04T10:00:00.000Z',
      '2026-05-06T11:30:00.000Z',
      '2026-12-11T00:15:00.000Z',
    ]);
  });

  it('unless another column of the file decides', async () => {
    const { inspect } = importer(folder.desk);
    const { plan } = await inspect('x.csv', fixture('decided-by-sibling.csv'));
    expect(plan.dates).toEqual({ 2: 'dmy', 3: 'dmy' });
  });

  it('a plan for another header, an unknown zone, a log without its columns', async () => {
    const { inspect, handlers, context } = importer(folder.desk);
    const { importId, plan } = await inspect('x.csv', fixture('wide-and-narrow.csv'));
    const gapsOf = async (changed: typeof plan): Promise<unknown> =>
      failureOf(await handlers['imports.check']({ importId, plan: changed }, context)).details;
    expect(await gapsOf({ ...plan, columns: ['title'] })).toEqual({
      gaps: [{ kind: 'columns-differ', expected: 1, found: 3 }],
    });
    expect(await gapsOf({ ...plan, zone: 'Mars/Olympus' })).toEqual({ gaps: [{ kind: 'zone-unknown' }] });
    expect(await gapsOf({ ...plan, shape: 'events' })).toEqual({ gaps: [{ kind: 'no-event-time' }] });
    expect(await gapsOf({ ...plan, columns: ['title', null, 'state'], title: { from: 'join', columns: [7] } })).toEqual(
      { gaps: [{ kind: 'no-title' }] },
    );
    expect(await gapsOf({ ...plan, columns: ['externalId', 'title', 'externalId'] })).toEqual({
      gaps: [{ kind: 'field-twice', field: 'externalId', column: 2 }],
    });
  });
});

describe('handing a file over', () => {
  it('takes chunks in order and within the announced size only', async () => {
    const { handlers, context } = importer(folder.desk);
    const { importId } = valueOf(await handlers['imports.begin']({ name: 'x.csv', size: 6 }, context));
    const base64 = Buffer.from('a,b\n').toString('base64');
    expect(failureOf(await handlers['imports.chunk']({ importId, offset: 2, base64 }, context)).code).toBe(
      'request.invalid',
    );
    valueOf(await handlers['imports.chunk']({ importId, offset: 0, base64 }, context));
    expect(failureOf(await handlers['imports.chunk']({ importId, offset: 4, base64 }, context)).code).toBe(
      'request.invalid',
    );
    expect(failureOf(await handlers['imports.inspect']({ importId, reading: null }, context))).toMatchObject({
      details: { problem: 'incomplete', received: 4, size: 6 },
    });
  });

  it('asked twice at once, the later reading goes on and the earlier is told that it was stopped', async () => {
    const { handlers, context, open } = importer(folder.desk);
    const importId = await open('x.csv.gz', gzipSync(fixture('zammad.csv')));
    const first = handlers['imports.inspect']({ importId, reading: null }, context);
    const second = handlers['imports.inspect']({ importId, reading: null }, context);
    expect(valueOf(await second).rows).toBe(5);
    expect(failureOf(await first).code).toBe('request.cancelled');
  });

  it('is nobody else’s business', async () => {
    const { handlers, open } = importer(folder.desk);
    const importId = await open('x.csv', fixture('zammad.csv'));
    const other = contextOf('Zhou Kai', ['team-lead'], 'user:01J0000000000000000000000B');
    expect(failureOf(await handlers['imports.inspect']({ importId, reading: null }, other)).code).toBe(
      'record.not-found',
    );
    expect(failureOf(await handlers['imports.cancel']({ importId }, other)).code).toBe('record.not-found');
  });
});
