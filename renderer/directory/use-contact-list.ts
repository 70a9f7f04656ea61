import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import { hasWords, personWords } from '#shared/directory/search.ts';
import { fold } from '#shared/search/fold.ts';
import { columnsOf, useOrganisationRow, usePersonRow, useRotaRow, useSiteRow } from './contact-rows.tsx';
import type { ContactColumn, ContactRow } from './contacts-grid.tsx';
import { isPeopleSection, type ContactSection } from './contacts-route.ts';
import { peopleStore, personAt } from './people-store.ts';
import { usePlaces, useRotas } from './use-places.ts';

/** What one section lists, wherever its rows come from. */
export interface ContactList {
  readonly kind: keyof typeof columnsOf;
  readonly columns: readonly ContactColumn[];
  /** Undefined until it is known. */
  readonly total: number | undefined;
  readonly rowAt: (index: number) => ContactRow | undefined;
  readonly see: ((from: number, to: number) => void) | undefined;
  readonly failure: Failure | undefined;
  readonly refresh: () => void;
}

/** Those in which every word occurs. */
const matching = <Row>(
  rows: readonly Row[] | undefined,
  text: string,
  textsOf: (row: Row) => readonly (string | null)[],
): readonly Row[] | undefined => {
  const words = personWords(text);
  if (words.length === 0) return rows;
  return rows?.filter((row) => hasWords(fold(textsOf(row).join('\n')), words));
};

export const useContactList = (section: ContactSection, text: string): ContactList => {
  const store = useSessionStore(peopleStore);
  const people = useStore(store);
  const places = usePlaces();
  const rotas = useRotas();
  const personRow = usePersonRow();
  const organisationRow = useOrganisationRow();
  const siteRow = useSiteRow();
  const rotaRow = useRotaRow(rotas.value?.people ?? []);

  const view = isPeopleSection(section) ? section : undefined;
  useEffect(() => {
    if (view !== undefined) store.getState().show(view, text);
  }, [store, view, text]);
  const see = useCallback((from: number, to: number) => store.getState().see(from, to), [store]);

  if (view !== undefined)
    return {
      kind: 'people',
      columns: columnsOf.people,
      total: people.total,
      rowAt: (index) => {
        const person = personAt(people, index);
        return person && personRow(person);
      },
      see,
      failure: people.failure,
      refresh: people.refresh,
    };
  const listed = <Row>(
    kind: ContactList['kind'],
    rows: readonly Row[] | undefined,
    draw: (row: Row) => ContactRow,
    { failure, refresh }: Pick<ContactList, 'failure' | 'refresh'>,
  ): ContactList => ({
    kind,
    columns: columnsOf[kind],
    total: rows?.length,
    rowAt: (index) => {
      const row = rows?.[index];
      return row && draw(row);
    },
    see: undefined,
    failure,
    refresh,
  });
  if (section === 'organisations')
    return listed(
      'organisations',
      matching(places.value?.organisations, text, ({ name, contractRef }) => [name, contractRef]),
      organisationRow,
      places,
    );
  if (section === 'sites')
    return listed(
      'sites',
      matching(places.value?.sites, text, ({ name, organisation, address }) => [name, organisation, address]),
      siteRow,
      places,
    );
  return listed(
    'onCall',
    matching(rotas.value?.rotas, text, ({ name }) => [name]),
    rotaRow,
    rotas,
  );
};
