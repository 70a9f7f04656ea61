import { fold } from '../search/fold.ts';
import { foldMailAddress } from './mail-address.ts';
import { phoneKey } from './phone.ts';

/** Why two records may be one person, the surest first. */
export const likenesses = ['mail', 'phone', 'name'] as const;
export type Likeness = (typeof likenesses)[number];

/** What people are known by. */
export interface Marks {
  readonly name: string;
  readonly otherName: string | null;
  readonly emails: readonly string[];
  /** As typed. */
  readonly phones: readonly string[];
}

/** Two names that people would read as the same. */
export const foldName = (name: string): string => fold(name).replaceAll(/\s+/gu, ' ').trim();

/** Everything that another record may share, as keys of one table: `mail:…`, `phone:…`, `name:…`. */
export const marksOf = ({ name, otherName, emails, phones }: Marks): readonly `${Likeness}:${string}`[] => [
  ...emails.map((address) => `mail:${foldMailAddress(address)}` as const),
  ...phones.flatMap((typed) => {
    const key = phoneKey(typed);
    return key === null ? [] : [`phone:${key}` as const];
  }),
  ...[name, otherName].flatMap((each) => {
    const key = each === null ? '' : foldName(each);
    return key === '' ? [] : [`name:${key}` as const];
  }),
];

export const likenessOf = (mark: string): Likeness =>
  likenesses.find((likeness) => mark.startsWith(`${likeness}:`)) ?? 'name';
