import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { MY_GROUPS } from '#shared/queue/filter.ts';
import type { QueueFilter } from '#shared/queue/operations.ts';
import { ticketKinds, ticketStates, type Priority, type TicketKind, type TicketState } from '#shared/tickets/ticket.ts';
import { useSession } from '#renderer/api/session.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { PriorityGlyph, StateGlyph } from '#renderer/ui/glyphs.tsx';
import type { PickOption } from '#renderer/ui/option-list.tsx';
import { isOpenStates, openStates, priorities, type FilterField } from './filters.ts';
import type { ViewsStore } from './views-store.ts';

/** Minutes of the clock's own time, as the list of due times names them. */
const SOON = '120';

/** Stands for the four open states in the list of states. */
const OPEN = 'open';

/** The options of each field, in the words of the screen. */
export const useFilterOptions = (views: ViewsStore): Readonly<Record<FilterField, readonly PickOption[]>> => {
  const { t } = useTranslation('queue');
  const { t: word } = useTranslation('tickets');
  const me = useSession();
  const facets = useStore(views, (state) => state.facets);
  return useMemo(
    () => ({
      states: [
        { value: OPEN, label: t('open') },
        ...ticketStates.map((state) => ({
          value: state,
          label: word(`state.${state}`),
          before: <StateGlyph state={state} />,
        })),
      ],
      priorities: priorities.map((priority) => ({
        value: String(priority),
        label: `P${priority}`,
        before: <PriorityGlyph priority={priority} />,
      })),
      kinds: ticketKinds.map((kind) => ({ value: kind, label: word(`kind.${kind}`) })),
      assignee: [
        { value: 'me', label: t('me'), before: <Avatar name={me.displayName} own /> },
        { value: 'none', label: t('nobody'), before: <Avatar name={null} /> },
        ...(facets?.assignees ?? [])
          .filter((person) => person.id !== me.userId)
          .map((person) => ({ value: person.id, label: person.name, before: <Avatar name={person.name} /> })),
      ],
      group: [
        { value: MY_GROUPS, label: t('myGroups') },
        ...(facets?.groups ?? []).map((group) => ({ value: group, label: group })),
      ],
      category: (facets?.categories ?? []).map((category) => ({ value: category, label: category })),
      due: [
        { value: 'breached', label: t('due.breached') },
        { value: SOON, label: t('due.soon') },
        { value: 'today', label: t('due.today') },
      ],
      importBatch: [],
      behind: [],
    }),
    [t, word, me, facets],
  );
};

/** What is ticked in the list of a field. */
export const chosenIn = (filter: QueueFilter, field: FilterField): ReadonlySet<string> => {
  const value = filter[field];
  // What a figure stands for is in no list.
  if (value === null || value === undefined || (typeof value === 'object' && 'figure' in value)) return new Set();
  if (typeof value === 'string') return new Set([value]);
  if ('withinMinutes' in value) return new Set([String(value.withinMinutes)]);
  const chosen = new Set(value.map(String));
  if (field === 'states' && isOpenStates(filter.states)) chosen.add(OPEN);
  return chosen;
};

const toggled = <T,>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((each) => each !== value) : [...list, value];

/** The filter after `value` was picked in the list of `field`: lists toggle, single values toggle off when picked again. */
export const pickedIn = (filter: QueueFilter, field: FilterField, value: string): QueueFilter => {
  switch (field) {
    case 'states':
      if (value === OPEN) return { ...filter, states: isOpenStates(filter.states) ? [] : openStates };
      return { ...filter, states: toggled(filter.states, value as TicketState) };
    case 'priorities':
      return { ...filter, priorities: toggled(filter.priorities, Number(value) as Priority) };
    case 'kinds':
      return { ...filter, kinds: toggled(filter.kinds, value as TicketKind) };
    case 'due': {
      const due = value === 'breached' || value === 'today' ? value : { withinMinutes: Number(value) };
      return { ...filter, due: chosenIn(filter, 'due').has(value) ? null : due };
    }
    default:
      return { ...filter, [field]: filter[field] === value ? null : value };
  }
};

/** One field takes one value and its list closes on picking it. */
export const isSingle = (field: FilterField): boolean => !['states', 'priorities', 'kinds'].includes(field);
