/** Saving policies and calendars: every change is another version, audited with what differs. */
import { refuse, succeed, type Json, type Result } from '#shared/base/result.ts';
import type { CalendarContent } from '#shared/calendar/schema.ts';
import type { Content } from '#shared/sla/book.ts';
import type { CalendarView, PolicyView } from '#shared/sla/operations.ts';
import type { SlaPolicy } from '#shared/sla/policy.ts';
import type { CalendarRecord, SlaPolicyRecord } from '#shared/sla/records.ts';
import type { Version } from '#shared/sla/versions.ts';
import { notFound } from '#shared/base/not-found.ts';
import type { Unit } from '../unit.ts';

/** Which one a person changes, the version they saw, and from when theirs judges; null: from now on. */
interface Edit {
  readonly id: string | null;
  readonly version: number | null;
  readonly judgesFrom: string | null;
}

const newest = <Value>(versions: readonly Version<Value>[]): Version<Value> => {
  const version = versions.at(-1);
  if (!version) throw new Error('a policy or calendar has at least one version');
  return version;
};

const flat = <Value extends object>(id: string, versions: readonly Version<Value>[]) => {
  const { content, ...saved } = newest(versions);
  return { ...content, ...saved, id };
};

export const calendarView = ({ id, versions, shipped }: CalendarRecord): CalendarView => ({
  ...flat(id, versions),
  shipped,
});

export const policyView = ({ id, versions, isDefault }: SlaPolicyRecord): PolicyView => ({
  ...flat(id, versions),
  isDefault,
});

/** All versions with the one that is saved now at the end. `versions` is undefined for a record that is new. */
const withNext = <Value>(
  unit: Unit,
  edit: Edit,
  versions: readonly Version<Value>[] | undefined,
  content: Value,
): Result<readonly Version<Value>[]> => {
  const current = versions ? newest(versions).version : null;
  if (current !== edit.version)
    return refuse('record.stale', `version ${edit.version} is not the newest`, { seen: edit.version, current });
  const version = {
    version: (current ?? 0) + 1,
    judgesFrom: edit.judgesFrom === null ? unit.at : new Date(edit.judgesFrom).toISOString(),
    savedBy: unit.actor.id,
    savedAt: unit.at,
    content,
  };
  return succeed([...(versions ?? []), version]);
};

/** The trail tells what differs between two versions, and whether ended cycles are judged anew. */
const store = <R extends CalendarRecord | SlaPolicyRecord>(unit: Unit, record: R): R => {
  const [before, after] = [record.versions.at(-2), record.versions.at(-1)];
  const { type, id } = record;
  const difference = unit.difference(type, id, before?.content, after?.content);
  const changed = difference.after as { readonly [key: string]: Json };
  const judgesFrom = after?.judgesFrom ?? unit.at;
  unit.put(record);
  unit.audit({
    action: type === 'calendar' ? 'calendar.save' : 'sla-policy.save',
    object: { type, id, number: null },
    before: difference.before,
    after: { ...changed, version: after?.version ?? 1, judgesFrom },
    reason: judgesFrom < unit.at ? 're-judge' : null,
  });
  return record;
};

export const saveCalendar = (unit: Unit, edit: Edit, content: CalendarContent): Result<CalendarView> => {
  const known = edit.id === null ? undefined : unit.get<CalendarRecord>('calendar', edit.id);
  if (edit.id !== null && !known) return notFound('calendar', edit.id);
  const versions = withNext(unit, edit, known?.versions, content);
  if (!versions.ok) return versions;
  const record: CalendarRecord = known
    ? { ...known, updatedAt: unit.at, versions: versions.value }
    : { ...unit.stamp('calendar', unit.newId('calendar')), shipped: null, versions: versions.value };
  return succeed(calendarView(store(unit, record)));
};

export const savePolicy = (unit: Unit, edit: Edit, content: Content<SlaPolicy>): Result<PolicyView> => {
  const known = edit.id === null ? undefined : unit.get<SlaPolicyRecord>('slaPolicy', edit.id);
  if (edit.id !== null && !known) return notFound('slaPolicy', edit.id);
  for (const { calendarId } of Object.values(content.targets))
    if (!unit.get<CalendarRecord>('calendar', calendarId)) return notFound('calendar', calendarId);
  const versions = withNext(unit, edit, known?.versions, content);
  if (!versions.ok) return versions;
  const record: SlaPolicyRecord = known
    ? { ...known, updatedAt: unit.at, versions: versions.value }
    : { ...unit.stamp('slaPolicy', unit.newId('slaPolicy')), isDefault: false, versions: versions.value };
  return succeed(policyView(store(unit, record)));
};
