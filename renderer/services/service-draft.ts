import type { ServiceContent } from '#shared/services/service.ts';

export const emptyService: ServiceContent = {
  name: { en: '', 'zh-CN': '' },
  description: { en: '', 'zh-CN': '' },
  owner: null,
  customer: null,
  contract: '',
  inScope: { en: [], 'zh-CN': [] },
  outOfScope: { en: [], 'zh-CN': [] },
  audience: { en: '', 'zh-CN': '' },
  criticality: 'normal',
  calendarId: null,
  policyId: null,
  groups: [],
  categories: [],
  goals: [],
  active: true,
};

/** All that a person writes, and nothing else of the record. */
export const contentOf = (service: ServiceContent): ServiceContent => ({
  name: service.name,
  description: service.description,
  owner: service.owner,
  customer: service.customer,
  contract: service.contract,
  inScope: service.inScope,
  outOfScope: service.outOfScope,
  audience: service.audience,
  criticality: service.criticality,
  calendarId: service.calendarId,
  policyId: service.policyId,
  groups: service.groups,
  categories: service.categories,
  goals: service.goals,
  active: service.active,
});

/** A field of a draft holds 100 000 characters; a catalogue entry with long lists may hold more. */
const PART = 50_000;

/** As fields of a draft: its name, by which a person recognises it, and all of it. */
export const serviceDraft = (content: ServiceContent): Readonly<Record<string, string>> => {
  const whole = JSON.stringify(content);
  const parts = Array.from({ length: Math.ceil(whole.length / PART) }, (_, at) => [
    `content.${at}`,
    whole.slice(at * PART, (at + 1) * PART),
  ]);
  return {
    title: content.name.en || content.name['zh-CN'],
    text: content.description.en || content.description['zh-CN'],
    ...Object.fromEntries(parts),
  };
};

/** Read back; undefined where there is none, or none that can be read. What a later edition has besides begins empty. */
export const keptService = (fields: Readonly<Record<string, string>>): ServiceContent | undefined => {
  const parts: string[] = [];
  for (let part = fields['content.0']; part !== undefined; part = fields[`content.${parts.length}`]) parts.push(part);
  if (parts.length === 0) return undefined;
  try {
    const read = JSON.parse(parts.join('')) as Partial<ServiceContent>;
    return contentOf({ ...emptyService, ...read });
  } catch {
    return undefined;
  }
};
