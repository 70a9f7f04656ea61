import { describe, expect, it } from 'vitest';
import { decodeCards } from '#core/directory/cards/decode-cards.ts';
import { readCard } from '#core/directory/cards/read-card.ts';
import { splitCards } from '#core/directory/cards/split-cards.ts';
import { writeCard } from '#core/directory/cards/write-card.ts';
import { contentOfPerson, emptyPerson, type Person } from '#shared/directory/person.ts';
import { gbk } from '../../../support/gbk.ts';

const read = (text: string) => [...splitCards(text)].map(readCard);
const values = (text: string) => read(text).flatMap((card) => (card.ok ? [card.value] : []));
const problems = (text: string) => read(text).map((card) => (card.ok ? null : card.failure.details?.['problem']));
const card = (...lines: readonly string[]): string => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

describe('cards of version 3.0 and 4.0', () => {
  it('are read with what is preferred first, groups and types in either case', () => {
    const [person] = values(
      card(
        'VERSION:3.0',
        'N:Lin;Yue;;;',
        'FN:Lin Yue',
        'EMAIL;TYPE=INTERNET:second@example.com',
        'item1.EMAIL;type=INTERNET;type=pref:lin@example.com',
        'TEL;TYPE=CELL,VOICE:+86 138 0013 8000',
        'TEL;TYPE=WORK,FAX:+86 10 1234 5678',
        String.raw`ORG:Acme\, Inc;IT`,
        'TITLE:Buyer',
        String.raw`NOTE:left\nhanded\; always`,
        'ADR;TYPE=WORK:;;Street 1;Berlin;;10115;Germany',
        'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ',
        'UID:abc',
      ),
    );
    expect(person).toMatchObject({
      uid: 'abc',
      name: 'Lin Yue',
      emails: ['lin@example.com', 'second@example.com'],
      phones: [{ kind: 'mobile', typed: '+86 138 0013 8000', e164: '+8613800138000' }],
      organisation: 'Acme, Inc',
      jobTitle: 'Buyer',
      note: 'left\nhanded; always\nFax +86 10 1234 5678\nStreet 1, Berlin, 10115, Germany',
    });
  });

  it('say a second name, a language and telephone numbers as addresses', () => {
    const [person] = values(
      card(
        'VERSION:4.0',
        'FN:林悦',
        'FN;LANGUAGE=en:Lin Yue',
        'N;SORT-AS="Lin,Yue":林;悦;;;',
        'TEL;VALUE=uri;TYPE="voice,work":tel:+1-555-555-5555;ext=5555',
        'LANG:zh-CN',
      ),
    );
    expect(person).toMatchObject({
      name: '林悦',
      otherName: 'Lin Yue',
      sortAs: 'Lin,Yue',
      language: 'zh-CN',
      phones: [{ kind: 'work', typed: '+1-555-555-5555 ext 5555' }],
    });
  });

  it('are put together again where lines are folded', () => {
    const [person] = values(card('VERSION:4.0', 'FN:Lin', '  Yue', 'NOTE:one t', ' wo'));
    expect(person).toMatchObject({ name: 'Lin Yue', note: 'one two' });
  });

  it('are named by their parts, Chinese ones without a space', () => {
    expect(values(card('VERSION:3.0', 'N:林;悦;;;')).map(({ name }) => name)).toEqual(['林悦']);
    expect(values(card('VERSION:3.0', 'N:Lund;Bo;;;')).map(({ name }) => name)).toEqual(['Bo Lund']);
  });
});

describe('cards of version 2.1', () => {
  it('are read with bare types and quoted-printable values over several lines', () => {
    const [person] = values(
      card(
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9E=97;=E6=82=A6;;;',
        'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9E=97=',
        '=E6=82=A6',
        'TEL;CELL;PREF:13800138000',
        'TEL;WORK:010-6655 1234',
        'EMAIL;INTERNET:lin@example.com',
        'NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo, three',
      ),
    );
    expect(person).toMatchObject({
      name: '林悦',
      phones: [
        { kind: 'mobile', typed: '13800138000' },
        { kind: 'work', typed: '010-6655 1234' },
      ],
      emails: ['lin@example.com'],
      note: 'one\ntwo, three',
    });
  });

  it('may name GBK for a value', () => {
    const hex = [...gbk('林悦')].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
    const [person] = values(card('VERSION:2.1', `FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:${hex}`));
    expect(person?.name).toBe('林悦');
  });
});

describe('files', () => {
  it('are decoded as what they are written in', () => {
    const text = card('VERSION:3.0', 'FN:林悦', 'NOTE:北京分公司');
    expect(decodeCards(Buffer.from(text, 'utf8'))).toEqual({ text, charset: 'utf-8' });
    expect(decodeCards(gbk(text))).toEqual({ text, charset: 'gb18030' });
    const western = card('VERSION:3.0', 'FN:Jürgen Größe');
    expect(decodeCards(Buffer.from(western, 'latin1'))).toEqual({ text: western, charset: 'windows-1252' });
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(values(decodeCards(wide).text).map(({ name }) => name)).toEqual(['林悦']);
  });

  it('lose no good card to a broken one', () => {
    const text = [
      card('VERSION:3.0', 'FN:One'),
      'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cut off\r\n',
      card('VERSION:3.0', 'FN:Two'),
      card('VERSION:3.0', 'TEL', 'FN:Broken'),
      card('VERSION:3.0', 'TEL:12345'),
      card('VERSION:3.0', 'FN:Three'),
    ].join('');
    expect(values(text).map(({ name }) => name)).toEqual(['One', 'Two', 'Three']);
    expect(problems(text)).toEqual([null, 'no-end', null, 'broken', 'no-name', null]);
  });
});

it('what is written is read again as it was', () => {
  const person: Person = {
    ...emptyPerson,
    id: 'person:01J0000000000000000000000A',
    type: 'person',
    schema: 1,
    createdAt: '2026-10-01T00:00:00.000Z',
    updatedAt: '2026-10-01T00:00:00.000Z',
    createdBy: 'user:A',
    device: 'device:A',
    revision: 3,
    active: true,
    mergedInto: null,
    batch: null,
    cardUid: null,
    name: '林悦; "the, Boss" \\',
    otherName: 'Lin Yue',
    sortAs: 'lin yue',
    emails: ['lin@example.com', 'yue@例子.中国'],
    phones: [
      { kind: 'mobile', typed: '+86 138 0013 8000', e164: '+8613800138000' },
      { kind: 'work', typed: '010-6655 1234 ext 12', e164: null },
      { kind: 'home', typed: '4471 000', e164: null },
      { kind: 'other', typed: '4471', e164: null },
    ],
    jobTitle: 'Leiterin Einkauf, Süd',
    language: 'zh-CN',
    contactPreference: 'in_person',
    isVip: true,
    note: `first line\nsecond; with, all ${'很长的备注'.repeat(40)}`,
  };
  const [back] = values(writeCard(person, { organisation: 'Acme, Inc; IT', site: '上海' }));
  const { uid, organisation, site, ...content } = back ?? expect.fail();
  expect([uid, organisation, site]).toEqual([`urn:deskside:${person.id}`, 'Acme, Inc; IT', '上海']);
  const { organisationId: _organisation, siteId: _site, ...wanted } = contentOfPerson(person);
  expect(content).toEqual(wanted);
});
