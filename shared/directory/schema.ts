import * as z from 'zod';
import { isVisible } from '../base/visible.ts';
import { parseDate } from '../calendar/dates.ts';
import { weekHours } from '../calendar/schema.ts';
import { isZone } from '../calendar/zone.ts';
import { MAX_EXCEPTIONS, MAX_MEMBERS, MAX_NAME, MAX_NOTE, MAX_WAYS } from './limits.ts';
import { isMailAddress } from './mail-address.ts';
import { contactPreferences, phoneKinds, type PersonContent } from './person.ts';
import { isPhone, toE164 } from './phone.ts';
import { rhythms } from './rota.ts';

const ulid = '[0-9A-HJKMNP-TV-Z]{26}';
const idOf = (type: string) => z.string().regex(new RegExp(`^${type}:${ulid}$`, 'u'));
export const personId = idOf('person');
export const organisationId = idOf('organisation');
export const siteId = idOf('site');
export const rotaId = idOf('rota');

const name = z.string().trim().min(1).max(MAX_NAME).refine(isVisible, 'a name that can be seen');
const line = z.string().trim().min(1).max(MAX_NAME).nullable();
const note = z.string().max(MAX_NOTE);
const zone = z.string().max(64).refine(isZone, 'no such time zone');
const instant = z.iso.datetime();

/** `e164` is derived here from what was typed, whatever a caller says. */
const phone = z
  .strictObject({
    kind: z.enum(phoneKinds),
    typed: z.string().trim().max(60).refine(isPhone, 'no telephone number'),
    e164: z.string().max(20).nullable(),
  })
  .transform(({ kind, typed }) => ({ kind, typed, e164: toE164(typed) }));

export const personContent = z.strictObject({
  name,
  otherName: line,
  sortAs: line,
  emails: z.array(z.string().trim().refine(isMailAddress, 'no mail address')).max(MAX_WAYS),
  phones: z.array(phone).max(MAX_WAYS),
  organisationId: organisationId.nullable(),
  siteId: siteId.nullable(),
  jobTitle: line,
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u)
    .max(35)
    .nullable(),
  contactPreference: z.enum(contactPreferences).nullable(),
  isVip: z.boolean(),
  note,
}) satisfies z.ZodType<PersonContent>;

export const organisationContent = z.strictObject({ name, contractRef: line, note, active: z.boolean() });

export const siteContent = z
  .strictObject({
    name,
    organisationId: organisationId.nullable(),
    address: z.string().trim().max(1_000),
    zone,
    calendarId: idOf('calendar').nullable(),
    hours: weekHours.nullable(),
    accessNote: note,
    contactIds: z.array(personId).max(MAX_WAYS),
    active: z.boolean(),
  })
  .refine(({ calendarId, hours }) => calendarId === null || hours === null, 'a calendar or hours of its own, not both');

export const rotaContent = z.strictObject({
  name,
  groupId: z.string().max(64).nullable(),
  zone,
  rhythm: z.enum(rhythms),
  handOverTime: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u),
  startsOn: z.string().refine((text) => parseDate(text) !== undefined, 'no such date'),
  memberIds: z
    .array(personId)
    .min(1)
    .max(MAX_MEMBERS)
    .refine((ids) => new Set(ids).size === ids.length, 'each person once'),
  exceptions: z
    .array(
      z
        .strictObject({ kind: z.enum(['cover', 'absence']), personId, from: instant, to: instant })
        .refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'ends after it begins'),
    )
    .max(MAX_EXCEPTIONS),
  active: z.boolean(),
});
