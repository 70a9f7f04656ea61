import { describe, expect, it } from 'vitest';
import type { Rota } from '#shared/directory/rota.ts';
import type { Group } from '#shared/groups/group.ts';
import { onCallFor } from '#shared/visits/on-call.ts';

const stamp = { createdAt: '', updatedAt: '', createdBy: '', device: '' };
const rota = (name: string, groupId: string | null, change: Partial<Rota> = {}): Rota => ({
  ...stamp,
  id: `rota:${name}`,
  type: 'rota',
  schema: 1,
  revision: 1,
  name,
  groupId,
  zone: 'Europe/London',
  rhythm: 'weekly',
  handOverTime: '09:00',
  startsOn: '2026-10-05',
  memberIds: ['person:Tom', 'person:Sam'],
  exceptions: [],
  active: true,
  ...change,
});
const networks: Group = {
  ...stamp,
  id: 'group:N',
  type: 'group',
  schema: 1,
  version: 1,
  name: 'Networks',
  formerNames: ['Network team'],
  members: [],
  lead: null,
  active: true,
};
const rotas = [
  rota('Networks', 'group:N'),
  rota('Apps', 'group:A'),
  rota('Door', null),
  rota('Old', null, { active: false }),
];
const now = Date.parse('2026-11-26T12:00:00Z');
const namesOf = (change: Partial<Parameters<typeof onCallFor>[0]>) =>
  onCallFor({
    rotas,
    groups: [networks],
    ticketGroups: [],
    person: (id) => ({ id, name: id.slice(7), phones: ['+44 1'] }),
    now,
    ...change,
  }).map((each) => each.rota);

describe('whom to call from a site', () => {
  it('is who is on call for the groups of its tickets, also under a former name, and for no group', () => {
    expect(namesOf({ ticketGroups: ['network TEAM'] })).toEqual(['Networks', 'Door']);
    expect(namesOf({})).toEqual(['Door']);
  });

  it('is anybody on call where nobody is near', () => {
    expect(namesOf({ rotas: rotas.slice(0, 2) })).toEqual(['Networks', 'Apps']);
    expect(namesOf({ rotas: [] })).toEqual([]);
  });

  it('says who has it and until when', () => {
    const [first] = onCallFor({
      rotas: [rota('Networks', null)],
      groups: [],
      ticketGroups: [],
      person: (id) => ({ id, name: 'Sam', phones: [] }),
      now,
    });
    expect(first?.person).toEqual({ id: 'person:Sam', name: 'Sam', phone: null });
    expect(first?.until).toBe('2026-11-30T09:00:00.000Z');
  });
});
