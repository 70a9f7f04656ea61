import { notFound } from '#shared/base/not-found.ts';
import { compareNames } from '#shared/base/name-order.ts';
import { succeed } from '#shared/base/result.ts';
import { checkSeen } from '#shared/directory/plan.ts';
import type { Rota } from '#shared/directory/rota.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Directory } from './handlers.ts';

export const rotaHandlers = (
  desk: Desk,
  { people, places }: Directory,
): FeatureHandlers<'directory.rotas' | 'directory.saveRota'> => {
  const { records } = desk;
  return {
    'directory.rotas': () => {
      const rotas = [...records.ids('rota')]
        .flatMap((id) => records.get<Rota>('rota', id) ?? [])
        .toSorted((left, right) => compareNames(left.name, right.name));
      const named = new Set(
        rotas.flatMap(({ memberIds, exceptions }) => [...memberIds, ...exceptions.map(({ personId }) => personId)]),
      );
      return succeed({
        rotas,
        people: [...named].flatMap((personId) => {
          const row = people.row(personId);
          return row ? [places.listed(row)] : [];
        }),
      });
    },

    'directory.saveRota': ({ id, seen, content }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const before = id === null ? undefined : unit.get<Rota>('rota', id);
        if (id !== null && !before) return notFound('rota', id);
        const fresh = checkSeen(before, seen);
        if (!fresh.ok) return fresh;
        const { groupId } = content;
        if (groupId !== null && groupId !== before?.groupId && !unit.get('group', groupId))
          return notFound('group', groupId);
        for (const each of [...content.memberIds, ...content.exceptions.map(({ personId }) => personId)])
          if (!records.has(each)) return notFound('person', each);
        const rota: Rota = {
          ...(before ?? unit.stamp('rota', unit.newId('rota'))),
          ...content,
          updatedAt: before ? momentAfter(before.updatedAt, unit.at) : unit.at,
          revision: (before?.revision ?? 0) + 1,
        };
        unit.write('directory.save-rota', rota);
        return succeed(rota);
      }),
  };
};
