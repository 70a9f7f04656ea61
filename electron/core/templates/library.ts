/** The templates of a desk: seeded with those that ship, saved version by version, their uses counted. */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { checkTemplate } from '#shared/templates/faults.ts';
import type { TemplateContent, TemplateRecord, TemplateUses, TemplateView } from '#shared/templates/template.ts';
import { compareNames } from '#shared/base/name-order.ts';
import type { Desk } from '../desk.ts';
import type { Records } from '../storage/store.ts';
import type { Unit } from '../unit.ts';
import { shippedTemplates } from './shipped.ts';

type Reading = Pick<Records, 'get'>;

const usesId = (templateId: string, deviceId: string): string =>
  `templateUses:${templateId.slice(templateId.indexOf(':') + 1)}:${deviceId.slice(deviceId.indexOf(':') + 1)}`;

export const newestContent = ({ versions }: TemplateRecord): TemplateContent => {
  const newest = versions.at(-1);
  if (!newest) throw new Error('a template has at least one version');
  return newest.content;
};

export const templateView = (record: TemplateRecord, uses: number): TemplateView => {
  const { id, scope, retired, shipped, versions } = record;
  const { version = 1, savedAt = record.createdAt } = versions.at(-1) ?? {};
  return { id, scope, retired, shipped: shipped !== null, version, savedAt, uses, content: newestContent(record) };
};

export const noTemplate = (id: string): Result<never> =>
  refuse('record.not-found', `there is no template ${id}`, { type: 'template', id });

/** The template, if it is the desk's or this person's. */
export const readableTemplate = (records: Reading, id: string, userId: string): TemplateRecord | undefined => {
  const record = records.get<TemplateRecord>('template', id);
  return record && (record.scope === 'desk' || record.createdBy === userId) ? record : undefined;
};

const usesOf = (records: Records, id: string): number =>
  records
    .idsWithPrefix(`templateUses:${id.slice(id.indexOf(':') + 1)}:`)
    .reduce((sum, usesOf) => sum + (records.get<TemplateUses>('templateUses', usesOf)?.count ?? 0), 0);

/** What this person may use or has written; most used first, then by name. */
export const templatesFor = (records: Records, userId: string): readonly TemplateView[] =>
  [...records.ids('template')]
    .flatMap((id) => readableTemplate(records, id, userId) ?? [])
    .map((record) => templateView(record, usesOf(records, record.id)))
    .toSorted((left, right) => right.uses - left.uses || compareNames(left.content.name, right.content.name));

/** One more use on this console. Not a deed of its own: the trail tells of what was done with it. */
export const countUse = (unit: Unit, templateId: string): void => {
  if (!unit.get<TemplateRecord>('template', templateId)) return;
  const id = usesId(templateId, unit.device.id);
  const before = unit.get<TemplateUses>('templateUses', id);
  const after: TemplateUses = {
    ...unit.stamp('templateUses', id),
    createdAt: before?.createdAt ?? unit.at,
    templateId,
    count: (before?.count ?? 0) + 1,
  };
  unit.putLocal(after);
};

export interface TemplateEdit {
  readonly id: string | null;
  readonly version: number | null;
  readonly retired: boolean;
  readonly content: TemplateContent;
}

/** Saves the next version, or only whether it is offered, where the text stays as it was. */
export const saveTemplate = (
  unit: Unit,
  { id, version, retired, content }: TemplateEdit,
  scope: TemplateRecord['scope'],
): Result<TemplateRecord> => {
  const checked = checkTemplate(content);
  if (!checked.ok) return checked;
  const before = id === null ? undefined : readableTemplate(unit, id, unit.actor.id);
  if (id !== null && before?.scope !== scope) return noTemplate(id);
  const current = before?.versions.at(-1)?.version ?? null;
  if (current !== version)
    return refuse('record.stale', `version ${version} is not the newest`, { seen: version, current });
  const isSame = before !== undefined && JSON.stringify(newestContent(before)) === JSON.stringify(content);
  if (isSame && before.retired === retired) return succeed(before);
  const next = { version: (current ?? 0) + 1, savedBy: unit.actor.id, savedAt: unit.at, content };
  const versions = isSame ? before.versions : [...(before?.versions ?? []), next];
  const after: TemplateRecord = before
    ? { ...before, updatedAt: unit.at, retired, versions }
    : { ...unit.stamp('template', unit.newId('template')), scope, shipped: null, retired, versions };
  unit.put(after);
  const shown = (record: TemplateRecord | undefined) =>
    record && {
      ...newestContent(record),
      scope: record.scope,
      retired: record.retired,
      version: record.versions.length,
    };
  unit.audit({
    action: 'template.save',
    object: { type: 'template', id: after.id, number: null },
    ...unit.difference('template', after.id, shown(before), shown(after)),
  });
  return succeed(after);
};

/** Gives a desk that has none the templates that ship; one that cannot be written stays without. */
export const seedTemplates = (desk: Desk): void => {
  if (desk.records.count('template') > 0 || desk.status.state !== 'ok') return;
  void desk.commit(desk.deviceActor, (unit) => {
    const shipped = shippedTemplates();
    for (const { id, name, content } of shipped) {
      const version = { version: 1, savedBy: unit.actor.id, savedAt: unit.at, content };
      const record: TemplateRecord = {
        ...unit.stamp('template', id),
        scope: 'desk',
        shipped: name,
        retired: false,
        versions: [version],
      };
      unit.put(record);
    }
    unit.audit({ action: 'template.seed', object: null, after: { templates: shipped.map(({ id }) => id) } });
    return succeed(null);
  });
};
