import ICAL from 'ical.js';
import { succeed, type Result, refuse } from '#shared/base/result.ts';
import { isVisible } from '#shared/base/visible.ts';
import type { CardContent, CardProblem } from '#shared/directory/cards.ts';
import { isMailAddress } from '#shared/directory/mail-address.ts';
import { contactPreferences, type Phone, type PhoneKind } from '#shared/directory/person.ts';
import { isPhone, toE164 } from '#shared/directory/phone.ts';
import { MAX_NAME, MAX_NOTE, MAX_WAYS } from '#shared/directory/limits.ts';
import { cardLines } from './card-lines.ts';
import type { RawCard } from './split-cards.ts';

/** A property as jCard has it: name, parameters, type, values. */
type Property = readonly [string, Readonly<Record<string, unknown>>, string, ...unknown[]];

const textOf = (value: unknown): string =>
  // ical.js leaves this one escape of version 3.0 as it stands.
  (Array.isArray(value) ? value.map(textOf).join(' ') : typeof value === 'string' ? value : '')
    .replaceAll(String.raw`\;`, ';')
    .trim();

const line = (value: unknown): string | null => {
  const text = textOf(value).replaceAll(/\s+/gu, ' ').slice(0, MAX_NAME).trim();
  return isVisible(text) ? text : null;
};

const typesOf = (params: Property[1]): ReadonlySet<string> =>
  new Set([params['type']].flat().flatMap((type) => (typeof type === 'string' ? type.toLowerCase().split(',') : [])));

/** Lower comes first: what a card prefers is what one writes to or calls. */
const preferenceOf = (params: Property[1]): number =>
  typesOf(params).has('pref') ? 1 : Number(params['pref'] ?? 101) || 101;

const kindOf = (types: ReadonlySet<string>): PhoneKind =>
  types.has('cell') || types.has('mobile') || types.has('iphone')
    ? 'mobile'
    : types.has('work')
      ? 'work'
      : types.has('home')
        ? 'home'
        : 'other';

const phoneOf = ([, params, , value]: Property): Phone | null => {
  const types = typesOf(params);
  if (types.has('fax') || types.has('pager')) return null;
  const typed = textOf(value).replace(/^tel:/iu, '').replace(/;ext=/iu, ' ext ').replace(/;.*$/u, '').slice(0, 60);
  return isPhone(typed) ? { kind: kindOf(types), typed, e164: toE164(typed) } : null;
};

/** What cannot become an address or a number here is not lost: it stands in the note. */
const leftOver = (properties: readonly Property[]): readonly string[] =>
  properties.flatMap((property) => {
    const [name, params, , ...values] = property;
    const value = textOf(values[0]);
    if (value === '') return [];
    if (name === 'adr')
      return [
        [values[0]]
          .flat(2)
          .map(textOf)
          .filter((part) => part !== '')
          .join(', '),
      ];
    if (name === 'email' && !isMailAddress(value)) return [value];
    if (name === 'tel' && !phoneOf(property))
      return [typesOf(params).has('fax') ? `Fax ${value.replace(/^tel:/iu, '')}` : value];
    return [];
  });

const nameOf = (properties: readonly Property[], all: (name: string) => readonly Property[]): string | null => {
  const [full] = all('fn').flatMap(([, , , value]) => line(value) ?? []);
  if (full !== undefined) return full;
  const parts = properties.find(([name]) => name === 'n')?.[3];
  const [family = '', given = ''] = [parts].flat().map(textOf);
  const isHan = /\p{Script=Han}/u.test(family + given);
  return line(isHan ? family + given : `${given} ${family}`) ?? line(all('org')[0]?.[3]) ?? line(all('email')[0]?.[3]);
};

const contentOf = (properties: readonly Property[]): CardContent | null => {
  const all = (name: string): readonly Property[] =>
    properties
      .filter(([each]) => each === name)
      .toSorted(([, left], [, right]) => preferenceOf(left) - preferenceOf(right));
  const first = (name: string): unknown => all(name)[0]?.[3];
  const name = nameOf(properties, all);
  if (name === null) return null;
  const other = all('fn')
    .map(([, , , value]) => line(value))
    .find((each) => each !== null && each !== name);
  const sortAs = properties.find(([each]) => each === 'n')?.[1]['sort-as'] ?? first('sort-string');
  const language = textOf(first('lang'));
  const preference = textOf(first('x-deskside-prefers'));
  const left = leftOver(properties);
  const note = [textOf(first('note')), ...left].filter((part) => part !== '').join('\n');
  return {
    uid: textOf(first('uid')).slice(0, 200) || null,
    name,
    otherName: other ?? null,
    sortAs: line(sortAs),
    emails: all('email')
      .map(([, , , value]) => textOf(value).replace(/^mailto:/iu, ''))
      .filter(isMailAddress)
      .slice(0, MAX_WAYS),
    phones: all('tel')
      .flatMap((property) => phoneOf(property) ?? [])
      .slice(0, MAX_WAYS),
    organisation: line([first('org')].flat()[0]),
    site: line(first('x-deskside-site')),
    jobTitle: line(first('title')),
    language: /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(language) ? language : null,
    contactPreference: contactPreferences.find((each) => each === preference) ?? null,
    isVip: textOf(first('x-deskside-vip')) === '1',
    note: note.slice(0, MAX_NOTE),
  };
};

const unreadable = (problem: CardProblem): Result<never> => refuse('import.unreadable', problem, { problem });

/** What a card says of a person; `import.unreadable` { problem } where it cannot be read. */
export const readCard = ({ lines: raw, problem }: RawCard): Result<CardContent> => {
  if (problem !== null) return unreadable(problem);
  const { version, lines } = cardLines(raw);
  const text = ['BEGIN:VCARD', `VERSION:${version === '4.0' ? '4.0' : '3.0'}`, ...lines, 'END:VCARD'].join('\r\n');
  let properties: readonly Property[];
  try {
    const [, found] = ICAL.parse(text) as [string, readonly Property[]];
    properties = found;
  } catch {
    return unreadable('broken');
  }
  const content = contentOf(properties);
  return content ? succeed(content) : unreadable('no-name');
};
