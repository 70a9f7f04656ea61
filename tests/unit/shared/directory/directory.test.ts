import { describe, expect, it } from 'vitest';
import { gapsFilled } from '#shared/directory/cards.ts';
import { MAX_WAYS } from '#shared/directory/limits.ts';
import { hoursOf, openingAt } from '#shared/directory/opening.ts';
import { dialled, isPhone, phoneKey, toE164 } from '#shared/directory/phone.ts';
import { isMailAddress } from '#shared/directory/mail-address.ts';
import { personContent } from '#shared/directory/schema.ts';
import { emptyPerson } from '#shared/directory/person.ts';
import { personText, personWords, hasWords } from '#shared/directory/search.ts';
import type { PersonRow } from '#shared/directory/row.ts';

describe('telephone numbers', () => {
  it('are E.164 only where they say their country', () => {
    expect(toE164('+49 (0)89 1234-5678')).toBe('+498912345678');
    expect(toE164('0086 138 0013 8000')).toBe('+8613800138000');
    expect(toE164('＋86 138 0013 8000')).toBe('+8613800138000');
    expect(toE164('+49 89 1234 ext. 17')).toBe('+49891234');
    expect(toE164('138 0013 8000')).toBeNull();
    expect(toE164('+0 12345678')).toBeNull();
  });

  it('are what somebody could dial', () => {
    expect(['4471', '010-6655 1234 转 208', '+1 (415) 555-2671'].map(isPhone)).toEqual([true, true, true]);
    expect(['', '12', 'call me', '089/12 ask for Bo', '+1234567890123456789'].map(isPhone)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(dialled({ typed: '010-6655 1234 转 208', e164: null })).toBe('01066551234');
  });

  it('are the same with and without country and trunk prefix, not with another extension', () => {
    expect(phoneKey('+49 89 12345678')).toBe(phoneKey('089 12345678'));
    expect(phoneKey('+8613800138000')).toBe(phoneKey('138 0013 8000'));
    expect(phoneKey('089 12345678 ext 1')).not.toBe(phoneKey('089 12345678 ext 2'));
    expect(phoneKey('4471')).toBeNull();
  });
});

it('knows a mail address from what is none', () => {
  expect(['lin@example.com', 'o.neil+it@sub.example.co.uk', '王@例子.中国'].map(isMailAddress)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['lin', 'lin@example', 'Lin <lin@example.com>', 'a@b.com, c@d.com', 'a b@c.de'].map(isMailAddress)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

it('derives E.164 itself, whatever a caller says', () => {
  const parsed = personContent.parse({
    ...emptyPerson,
    name: ' Lin Yue ',
    phones: [{ kind: 'mobile', typed: '+86 138 0013 8000', e164: '+1' }],
  });
  expect(parsed).toMatchObject({ name: 'Lin Yue', phones: [{ e164: '+8613800138000' }] });
});

describe('search', () => {
  const row: PersonRow = {
    id: 'person:A',
    name: '林悦',
    otherName: 'Lin Yue',
    sortAs: null,
    emails: ['lin.yue@example.com'],
    phones: ['+86 138-0013-8000'],
    organisationId: null,
    siteId: null,
    jobTitle: 'Buchhaltung Süd',
    isVip: false,
    active: true,
    mergedInto: null,
    batch: null,
    cardUid: null,
  };
  const finds = (text: string): boolean => hasWords(personText(row, ['上海办公室']), personWords(text));
  it('finds names, addresses, places and pieces of numbers', () => {
    for (const text of [
      '悦',
      'yue',
      'LIN.Y',
      'lin.yue@example',
      '138 0013',
      '0138000',
      '+86 138-00',
      '上海 lin',
      'sud',
    ])
      expect([text, finds(text)]).toEqual([text, true]);
    for (const text of ['139', 'lin bo', '北京']) expect([text, finds(text)]).toEqual([text, false]);
  });
});

describe('opening hours', () => {
  const day = [
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ];
  const site = { id: 'site:A', name: 'Berlin', zone: 'Europe/Berlin', hours: [[], day, day, day, day, day, []] };
  const hours = hoursOf(site, null);
  const told = (instant: string) => {
    const { isOpen, until } = openingAt(hours ?? expect.fail(), Date.parse(instant));
    return [isOpen, until === null ? null : new Date(until).toISOString()];
  };

  it('say until when, by the clock of the place', () => {
    expect(told('2026-10-22T07:00:00Z')).toEqual([true, '2026-10-22T10:00:00.000Z']);
    expect(told('2026-10-22T10:00:00Z')).toEqual([false, '2026-10-22T11:00:00.000Z']);
    // Friday evening to Monday, over the night in which clocks go back.
    expect(told('2026-10-23T15:00:00Z')).toEqual([false, '2026-10-26T07:00:00.000Z']);
  });

  it('go on past midnight, may never end and may never begin', () => {
    const always = hoursOf({ ...site, hours: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]) }, null);
    expect(openingAt(always ?? expect.fail(), Date.parse('2026-10-22T23:00:00Z'))).toEqual({
      isOpen: true,
      until: null,
    });
    const never = hoursOf({ ...site, hours: Array.from({ length: 7 }, () => []) }, null);
    expect(openingAt(never ?? expect.fail(), 0)).toEqual({ isOpen: false, until: null });
    const night = hoursOf(
      { ...site, hours: [[], [{ from: '22:00', to: '24:00' }], [{ from: '00:00', to: '06:00' }], [], [], [], []] },
      null,
    );
    expect(openingAt(night ?? expect.fail(), Date.parse('2026-10-19T21:00:00Z'))).toEqual({
      isOpen: true,
      until: Date.parse('2026-10-20T04:00:00Z'),
    });
  });

  it('of a calendar hold by the clock of the site', () => {
    const calendar = { ...(hours ?? expect.fail()), id: 'calendar:A', zone: 'UTC' };
    expect(hoursOf({ ...site, zone: 'Asia/Shanghai', hours: null }, calendar)?.zone).toBe('Asia/Shanghai');
    expect(hoursOf({ ...site, hours: null }, null)).toBeNull();
  });
});

it('takes of a card no more addresses than a form does', () => {
  const emails = (from: number) => Array.from({ length: 15 }, (_, place) => `lin${from + place}@example.com`);
  const known = { ...emptyPerson, name: 'Lin', emails: emails(0) };
  const filled = gapsFilled(known, { ...known, emails: emails(15) });
  expect(filled?.emails).toEqual([...emails(0), ...emails(15).slice(0, MAX_WAYS - 15)]);
  expect(filled && gapsFilled(filled, { ...known, emails: emails(40) })).toBeUndefined();
});
