import type { PersonRef } from '#shared/base/record.ts';
import type { Qualification, QualificationContent, Requirement } from '#shared/qualifications/qualification.ts';
import type { Actor } from '../session.ts';
import type { Unit } from '../unit.ts';

const DAY_MS = 86_400_000;

/** What some of the sample's people can do, one certificate of whoever is at the console about to end, and two requirements. */
export const putQualifications = (unit: Unit, actor: Actor): void => {
  const me: PersonRef = { id: actor.id, name: actor.name };
  const named = (name: string): PersonRef => ({ id: null, name });
  const day = (days: number): string => new Date(unit.now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const put = (
    holder: PersonRef,
    content: Partial<QualificationContent> & Pick<QualificationContent, 'kind' | 'name'>,
  ) => {
    const record: Qualification = {
      ...unit.stamp('qualification', unit.newId('qualification')),
      level: null,
      number: '',
      issuer: '',
      issuedOn: null,
      expiresOn: null,
      note: '',
      ...content,
      revision: 1,
      holder,
    };
    unit.putLocal(record);
  };
  const electrical = { kind: 'certificate', name: 'Electrical safety', issuer: 'City & Guilds' } as const;
  put(me, { ...electrical, number: 'EL-20931', issuedOn: day(-1077), expiresOn: day(18) });
  put(me, { kind: 'skill', name: 'Windows Server', level: 3 });
  put(named('Sam Okafor'), { ...electrical, number: 'EL-18204', issuedOn: day(-700), expiresOn: day(395) });
  put(named('Priya Nair'), { kind: 'skill', name: 'Windows Server', level: 2 });
  put(named('林悦'), { kind: 'skill', name: 'ERP 运维', level: 4 });
  put(named('陈涛'), {
    kind: 'certificate',
    name: '低压电工作业证',
    number: 'T3205-0418',
    issuer: '应急管理局',
    issuedOn: day(-1100),
    expiresOn: day(-5),
  });
  const require = (content: Pick<Requirement, 'scope' | 'of' | 'name' | 'level' | 'strength'>) => {
    const record: Requirement = {
      ...unit.stamp('qualificationNeed', unit.newId('qualificationNeed')),
      ...content,
      revision: 1,
    };
    unit.putLocal(record);
  };
  require({ scope: 'category', of: 'Hardware', name: 'Electrical safety', level: null, strength: 'required' });
  require({ scope: 'group', of: '应用组', name: 'ERP 运维', level: 2, strength: 'advised' });
};
