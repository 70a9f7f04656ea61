import { describe, expect, it } from 'vitest';
import { calendarContent } from '#shared/calendar/schema.ts';
import always from '../../../../resources/calendars/always.json' with { type: 'json' };
import china2026 from '../../../../resources/calendars/cn-2026.json' with { type: 'json' };
import mondayToFriday from '../../../../resources/calendars/mon-fri.json' with { type: 'json' };

const week = (spans: readonly { readonly from: string; readonly to: string }[]) => ({
  ...mondayToFriday,
  week: [spans, [], [], [], [], [], []],
});

describe('a calendar as it is saved', () => {
  it.each([
    ['cn-2026', china2026],
    ['mon-fri', mondayToFriday],
    ['always', always],
  ])('%s ships as it should be', (_name, content) => {
    expect(calendarContent.parse(content)).toEqual(content);
  });

  it.each([
    ['a zone that does not exist', { ...china2026, zone: 'Asia/Peking' }],
    ['six weekdays', { ...china2026, week: china2026.week.slice(1) }],
    [
      'spans that overlap',
      week([
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '13:00' },
      ]),
    ],
    [
      'spans out of order',
      week([
        { from: '13:00', to: '18:00' },
        { from: '09:00', to: '12:00' },
      ]),
    ],
    ['a span that ends before it begins', week([{ from: '18:00', to: '09:00' }])],
    ['a time past the day', week([{ from: '09:00', to: '24:01' }])],
    ['a date that does not exist', { ...china2026, holidays: [{ date: '2026-02-30', name: 'x' }] }],
    [
      'a date twice',
      {
        ...china2026,
        holidays: [
          { date: '2026-02-03', name: 'x' },
          { date: '2026-02-03', name: 'y' },
        ],
      },
    ],
    ['a make-up day without hours', { ...china2026, makeupDays: [{ date: '2026-02-07', name: 'x', spans: [] }] }],
    ['a make-up day like no weekday', { ...china2026, makeupDays: [{ date: '2026-02-07', name: 'x', like: 7 }] }],
  ])('is refused with %s', (_name, content) => {
    expect(calendarContent.safeParse(content).success).toBe(false);
  });
});
