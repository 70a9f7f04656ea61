import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnSurvey } from '#shared/imports/column-survey.ts';
import { possibleOrders, readDate, type DateOrder } from '#shared/imports/dates.ts';
import { isZone, zoneReader } from '#shared/imports/zones.ts';

const iso = (cell: string, order: DateOrder, zone = 'UTC'): string | null => {
  const wall = readDate(cell, order);
  return wall && new Date(zoneReader(zone)(wall)).toISOString();
};

describe('dates as other systems write them', () => {
  it.each([
    ['29-02-2016 01:16', 'dmy', '2016-02-29T01:16:00.000Z'],
    ['11/May/24 03:26 PM', 'dmy', '2024-05-11T15:26:00.000Z'],
    ['30/Apr/24 12:05 AM', 'dmy', '2024-04-30T00:05:00.000Z'],
    ['12/Mai/24 9:05', 'dmy', '2024-05-12T09:05:00.000Z'],
    ['02/13/2026 09:14 AM', 'mdy', '2026-02-13T09:14:00.000Z'],
    ['Feb 13, 2026 9:14 pm', 'mdy', '2026-02-13T21:14:00.000Z'],
    ['2026-04-02T08:11:09Z', 'ymd', '2026-04-02T08:11:09.000Z'],
    ['2026-04-02T08:11:09.123456+02:00', 'ymd', '2026-04-02T06:11:09.123Z'],
    ['2026-04-02 08:11:09 -0530', 'ymd', '2026-04-02T13:41:09.000Z'],
    ['2026/5/1 8:05', 'ymd', '2026-05-01T08:05:00.000Z'],
    ['2026年5月11日 下午3:04', 'ymd', '2026-05-11T15:04:00.000Z'],
    ['2026年5月11日 下午15:04', 'ymd', '2026-05-11T15:04:00.000Z'],
    ['2026-05-11 09:00 +14:00', 'ymd', '2026-05-10T19:00:00.000Z'],
    ['2026年5月11日', 'ymd', '2026-05-11T00:00:00.000Z'],
    ['13.03.2026 16:02', 'dmy', '2026-03-13T16:02:00.000Z'],
    ['1716998400', 'unixSeconds', '2024-05-29T16:00:00.000Z'],
    ['1716998400123', 'unixMillis', '2024-05-29T16:00:00.123Z'],
    ['31/12/69', 'dmy', '1969-12-31T00:00:00.000Z'],
  ] as const)('%s', (cell, order, expected) => {
    expect(iso(cell, order)).toBe(expected);
    expect(possibleOrders(cell)).toContain(order);
  });

  it.each([
    '30-02-2026',
    '31-04-2026',
    '00-01-2026',
    '29-02-2025 10:00',
    '12-12-2026 24:00',
    '12-12-2026 10:60',
    'soon',
    '',
    '2026',
    '12-2026',
    '1.2.3.4',
    'v10.12.2026b',
    '13 PM 2026-01-01',
    '2026-01-01 13:05 PM',
    '2026-01-01 13:05 am',
    '2026年1月1日 上午13:05',
    '2026-01-01 13:05 +99:99',
    '2026-01-01 13:05 +02:60',
    '2026-01-01 13:05 -14:30',
  ])('%s is none', (cell) => {
    expect(possibleOrders(cell)).toEqual([]);
  });

  it('says which orders stay open', () => {
    expect(possibleOrders('03-04-2026')).toEqual(['dmy', 'mdy']);
    expect(possibleOrders('13-04-2026')).toEqual(['dmy']);
    expect(possibleOrders('04-13-2026')).toEqual(['mdy']);
    expect(possibleOrders('2026-04-13')).toEqual(['ymd']);
  });

  it('reads every day that it wrote, in every order', () => {
    const pad = (value: number): string => String(value).padStart(2, '0');
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-02'), max: new Date('2199-12-30'), noInvalidDate: true }),
        (date) => {
          const at = new Date(Math.floor(date.getTime() / 1000) * 1000);
          const [y, m, d] = [String(at.getUTCFullYear()), pad(at.getUTCMonth() + 1), pad(at.getUTCDate())];
          const time = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
          expect(iso(`${y}-${m}-${d} ${time}`, 'ymd')).toBe(at.toISOString());
          expect(iso(`${d}/${m}/${y} ${time}`, 'dmy')).toBe(at.toISOString());
          expect(iso(`${m}.${d}.${y} ${time}`, 'mdy')).toBe(at.toISOString());
        },
      ),
    );
  });
});

describe('a column tells day and month apart by evidence', () => {
  const datesOf = (cells: readonly string[]) => {
    const survey = new ColumnSurvey(0, 'Created', ['?']);
    for (const cell of cells) survey.add(cell);
    return survey.facts().dates;
  };
  it('one cell decides', () => {
    expect(datesOf(['03-04-2026', '05-06-2026', '13-06-2026'])).toEqual([{ order: 'dmy', misfits: 0 }]);
    expect(datesOf(['03-04-2026', '05-06-2026', '06-13-2026'])).toEqual([{ order: 'mdy', misfits: 0 }]);
  });
  it('none does', () => {
    expect(datesOf(['03-04-2026', '05-06-2026']).map(({ order }) => order)).toEqual(['dmy', 'mdy']);
  });
  it('a day that does not exist is a bad cell, not another kind of column', () => {
    expect(datesOf(['30-04-2026', '31-04-2026', '05-06-2026', '?'])).toEqual([{ order: 'dmy', misfits: 1 }]);
  });
  it('numbers and words are no dates', () => {
    expect(datesOf(['1', '2', '3'])).toEqual([]);
    expect(datesOf(['10.0.0.1', '10.0.0.2'])).toEqual([]);
  });
});

describe('zones', () => {
  const inZone = (cell: string, zone: string): string | null => iso(cell, 'ymd', zone);
  it('read the wall clock of a place', () => {
    expect(inZone('2026-05-11 09:00', 'Asia/Shanghai')).toBe('2026-05-11T01:00:00.000Z');
    expect(inZone('2026-01-15 12:00', 'America/New_York')).toBe('2026-01-15T17:00:00.000Z');
    expect(inZone('2026-07-15 12:00', 'America/New_York')).toBe('2026-07-15T16:00:00.000Z');
    expect(inZone('2026-07-15 12:00', 'Asia/Kathmandu')).toBe('2026-07-15T06:15:00.000Z');
  });
  it('an hour that is skipped lands as much later', () => {
    expect(inZone('2026-03-29 02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(inZone('2026-03-29 03:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });
  it('an hour that comes twice is the first', () => {
    expect(inZone('2026-10-25 02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(inZone('2026-10-25 03:30', 'Europe/Berlin')).toBe('2026-10-25T02:30:00.000Z');
  });
  it('an offset in the cell wins over the zone', () => {
    expect(inZone('2026-07-15 12:00Z', 'Asia/Shanghai')).toBe('2026-07-15T12:00:00.000Z');
  });
  it('agree with the clock of the place at every hour of a year', () => {
    for (const zone of ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Shanghai', 'Pacific/Apia']) {
      const read = zoneReader(zone);
      const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
        const shown = clock.format(at);
        const wall = readDate(shown, 'ymd');
        if (!wall) throw new Error(`${shown} was not read`);
        // The second of two equal wall times reads as the first: the same wall time all the same.
        expect(clock.format(read(wall))).toBe(shown);
      }
    }
  });
  it('unknown names are known to be unknown', () => {
    expect(isZone('Europe/Berlin')).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
    expect(isZone('')).toBe(false);
  });
});
