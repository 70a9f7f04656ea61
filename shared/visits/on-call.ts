import { onCallAt } from '../directory/on-call.ts';
import type { Rota } from '../directory/rota.ts';
import { foldGroupName, namesOf, type Group } from '../groups/group.ts';
import type { PackOnCall } from './things.ts';

interface OnCallSources {
  readonly rotas: Iterable<Rota>;
  readonly groups: Iterable<Group>;
  /** Names of the groups that the open tickets of the site are with. */
  readonly ticketGroups: Iterable<string>;
  readonly person: (
    id: string,
  ) => { readonly id: string; readonly name: string; readonly phones: readonly string[] } | undefined;
  /** ms since epoch */
  readonly now: number;
}

/**
 * Whom somebody at the site can call for help now: the rotas of the groups that its tickets are with and those of no group. Where that is
 * none, all there are: some help is better than none.
 */
export const onCallFor = ({ rotas, groups, ticketGroups, person, now }: OnCallSources): readonly PackOnCall[] => {
  const names = new Set([...ticketGroups].map(foldGroupName));
  const ids = new Set(
    [...groups].filter((group) => namesOf(group).some((name) => names.has(name))).map(({ id }) => id),
  );
  const inUse = [...rotas].filter(({ active }) => active);
  const near = inUse.filter(({ groupId }) => groupId === null || ids.has(groupId));
  return (near.length > 0 ? near : inUse).map((rota) => {
    const { personId, to } = onCallAt(rota, now);
    const found = personId === null ? undefined : person(personId);
    return {
      rotaId: rota.id,
      rota: rota.name,
      person: found ? { id: found.id, name: found.name, phone: found.phones[0] ?? null } : null,
      until: to === null ? null : new Date(to).toISOString(),
    };
  });
};
