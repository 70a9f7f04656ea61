import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWellFormed } from '#shared/base/well-formed.ts';
import { findHolidays } from '#shared/calendar/ics-holidays.ts';
import { shanghai } from './calendars.ts';

const years = { from: 2025, to: 2028 };

const calendar = (...events: readonly (readonly string[])[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const found = (...events: readonly (readonly string[])[]) => {
  const days = findHolidays(calendar(...events), years);
  if (!days) throw new Error('no calendar');
  return days;
};
const dates = (...lines: readonly string[]): string =>
  found(lines)
    .holidays.map(({ date }) => date)
    .join(' ');

describe('all-day events', () => {
  it('are one day, or the days before DTEND, or a DURATION', () => {
    expect(dates('DTSTART;VALUE=DATE:20261225')).toBe('2026-12-25');
    expect(dates('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261226')).toBe('2026-12-25');
    expect(dates('DTSTART;VALUE=DATE:20261230', 'DTEND;VALUE=DATE:20270102')).toBe('2026-12-30 2026-12-31 2027-01-01');
    expect(dates('DTSTART;VALUE=DATE:20260228', 'DURATION:P2D')).toBe('2026-02-28 2026-03-01');
  });

  it('have a name with its escapes undone, folded or not', () => {
    const [day] = found(['DTSTART:20261003', 'SUMMARY:Tag der Deutschen', '  Einheit\\, Feiertag']).holidays;
    expect(day).toEqual({ date: '2026-10-03', name: 'Tag der Deutschen Einheit, Feiertag' });
  });

  it('have a name that a calendar takes, however long it is', () => {
    const [day] = found(['DTSTART:20261003', `SUMMARY:${'a'.repeat(119)}🎉🎉`]).holidays;
    expect(day?.name).toBe('a'.repeat(119));
    expect(isWellFormed(day)).toBe(true);
  });

  it('ignore alarms inside them, parameters with colons, and a byte order mark', () => {
    const text = calendar([
      'DTSTART;VALUE=DATE;X-NOTE="a:b;c":20261225',
      'SUMMARY;LANGUAGE=en:Christmas Day',
      'BEGIN:VALARM',
      'SUMMARY:Alarm',
      'DTSTART:20200101',
      'END:VALARM',
    ]);
    expect(findHolidays(`\uFEFF${text}`, years)?.holidays).toEqual([{ date: '2026-12-25', name: 'Christmas Day' }]);
    expect(findHolidays(text.replaceAll('\r\n', '\n'), years)?.holidays).toHaveLength(1);
  });

  it('that are told twice are one day', () => {
    expect(
      found(['DTSTART:20261225', 'SUMMARY:Christmas'], ['DTSTART:20261225', 'SUMMARY:Christmas Day']).holidays,
    ).toEqual([{ date: '2026-12-25', name: 'Christmas' }]);
  });
});

describe('yearly holidays', () => {
  it('are written out for the years asked for', () => {
    expect(dates('DTSTART:20001225', 'RRULE:FREQ=YEARLY')).toBe('2025-12-25 2026-12-25 2027-12-25 2028-12-25');
    expect(dates('DTSTART:20270101', 'RRULE:FREQ=YEARLY;COUNT=2')).toBe('2027-01-01 2028-01-01');
    expect(dates('DTSTART:20200501', 'RRULE:FREQ=YEARLY;UNTIL=20260501T000000Z')).toBe('2025-05-01 2026-05-01');
    expect(dates('DTSTART:20240101', 'RRULE:FREQ=YEARLY;INTERVAL=2', 'EXDATE:20260101')).toBe('2028-01-01');
  });

  it('fall on the nth weekday of a month, from the front or the back', () => {
    expect(dates('DTSTART:20201126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH')).toBe(
      '2025-11-27 2026-11-26 2027-11-25 2028-11-23',
    );
    expect(dates('DTSTART:20200525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO')).toBe(
      '2025-05-26 2026-05-25 2027-05-31 2028-05-29',
    );
  });

  it('skip years without the day', () => {
    expect(dates('DTSTART:20240229', 'RRULE:FREQ=YEARLY')).toBe('2028-02-29');
    expect(dates('DTSTART:20240229', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).toBe('');
  });
});

describe('what is left out', () => {
  it.each([
    ['not-all-day', ['DTSTART:20261225T090000Z', 'SUMMARY:Party']],
    ['no-date', ['SUMMARY:Party']],
    ['no-date', ['DTSTART:20261345', 'SUMMARY:Party']],
    ['too-long', ['DTSTART:20260601', 'DTEND:20260901', 'SUMMARY:Party']],
    ['unknown-rule', ['DTSTART:20260601', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'SUMMARY:Party']],
    ['unknown-rule', ['DTSTART:20260601', 'RRULE:FREQ=YEARLY;BYWEEKNO=20', 'SUMMARY:Party']],
    // Without a month these mean every month, or a weekday of the year: not the month that they began in.
    ['unknown-rule', ['DTSTART:20260601', 'RRULE:FREQ=YEARLY;BYMONTHDAY=1', 'SUMMARY:Party']],
    ['unknown-rule', ['DTSTART:20260601', 'RRULE:FREQ=YEARLY;BYDAY=1MO', 'SUMMARY:Party']],
    ['cancelled', ['DTSTART:20260601', 'STATUS:CANCELLED', 'SUMMARY:Party']],
  ])('is said with its line and reason: %s', (reason, lines) => {
    expect(found(lines)).toEqual({ holidays: [], makeupDays: [], skipped: [{ line: 3, name: 'Party', reason }] });
  });

  it('is everything if it is no calendar', () => {
    for (const text of ['', 'hello', '{"a":1}', 'BEGIN:VCARD\nEND:VCARD'])
      expect(findHolidays(text, years)).toBeUndefined();
  });
});

describe('days that are worked instead', () => {
  it('are told by name or by mark', () => {
    const days = found(
      ['DTSTART:20261010', 'SUMMARY:国庆节（班）'],
      ['DTSTART:20260920', 'SUMMARY:国庆节 补班 第1天/共2天'],
      ['DTSTART:20260509', 'SUMMARY:Labour Day (make-up workday)'],
      ['DTSTART:20260228', 'SUMMARY:春节', 'X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY'],
      ['DTSTART:20261001', 'SUMMARY:国庆节（休）', 'X-APPLE-SPECIAL-DAY:WORK-HOLIDAY'],
      ['DTSTART:20261002', 'SUMMARY:国庆节 假期 第2天/共7天'],
      ['DTSTART:20260501', 'SUMMARY:Labour Day'],
    );
    expect(days.makeupDays.map(({ date }) => date)).toEqual(['2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
    expect(days.holidays.map(({ date }) => date)).toEqual(['2026-05-01', '2026-10-01', '2026-10-02']);
  });

  it('of the shipped year come back as they went', () => {
    const lines = (date: string, name: string) => [`DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`, `SUMMARY:${name}`];
    const days = found(
      ...shanghai.holidays.map(({ date, name }) => lines(date, name)),
      ...shanghai.makeupDays.map(({ date, name }) => lines(date, `${name} 补班`)),
    );
    expect(days.holidays).toEqual(shanghai.holidays);
    expect(days.makeupDays.map(({ date }) => date)).toEqual(shanghai.makeupDays.map(({ date }) => date));
  });
});

it('never throws and always ends, whatever the text', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      ' folded',
      'DTSTART:20260101',
      'DTEND:00010101',
      'DTSTART:00010101',
      'SUMMARY',
    ),
    fc
      .tuple(
        fc.constantFrom('DTSTART', 'DTEND', 'DURATION', 'RRULE', 'EXDATE'),
        fc.constantFrom(
          'FREQ=YEARLY;INTERVAL=0',
          'FREQ=YEARLY;COUNT=-1',
          'FREQ=YEARLY;BYMONTH=13',
          'P9999D',
          '99999999',
          '20260230',
          'FREQ=YEARLY;BYDAY=5MO',
          ';;;===',
        ),
      )
      .map((pair) => pair.join(':')),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const days = findHolidays(['BEGIN:VCALENDAR', ...lines].join('\n'), years);
      for (const { date } of days?.holidays ?? []) expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }),
  );
});
