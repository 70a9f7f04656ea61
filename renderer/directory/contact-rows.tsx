import { IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { ListedOrganisation, ListedPerson, ListedSite } from '#shared/directory/operations.ts';
import { onCallAt } from '#shared/directory/on-call.ts';
import type { Rota } from '#shared/directory/rota.ts';
import type { ContactColumn, ContactRow } from './contacts-grid.tsx';

export const columnsOf: Readonly<Record<'people' | 'organisations' | 'sites' | 'onCall', readonly ContactColumn[]>> = {
  people: [
    { id: 'name', label: 'column.name' },
    { id: 'organisation', label: 'column.organisation' },
    { id: 'site', label: 'column.site' },
    { id: 'phone', label: 'column.phone' },
    { id: 'mail', label: 'column.mail' },
  ],
  organisations: [
    { id: 'name', label: 'column.name' },
    { id: 'contract', label: 'column.contract' },
    { id: 'sites', label: 'column.sites' },
    { id: 'count', label: 'column.people' },
  ],
  sites: [
    { id: 'name', label: 'column.name' },
    { id: 'organisation', label: 'column.organisation' },
    { id: 'address', label: 'column.address' },
    { id: 'count', label: 'column.people' },
  ],
  onCall: [
    { id: 'name', label: 'column.rota' },
    { id: 'who', label: 'column.onCall' },
    { id: 'phone', label: 'column.phone' },
    { id: 'until', label: 'column.until' },
    { id: 'next', label: 'column.next' },
  ],
};

const cut = (text: string | null | undefined) =>
  text ? (
    <span className="cut" title={text}>
      {text}
    </span>
  ) : undefined;

export const usePersonRow = (): ((person: ListedPerson) => ContactRow) => {
  const { t } = useTranslation('directory');
  return (person) => ({
    id: person.id,
    isQuiet: !person.active,
    cells: {
      name: (
        <>
          <Avatar name={person.name} />
          <span className="cut" title={person.name}>
            {person.name}
            {person.otherName !== null && <span className="muted"> {person.otherName}</span>}
          </span>
          {person.isVip && <IconStar size={14} stroke={1.6} role="img" aria-label={t('vip')} />}
        </>
      ),
      organisation: cut(person.organisation),
      site: cut(person.site),
      phone: person.phones[0] === undefined ? undefined : <span className="num cut">{person.phones[0]}</span>,
      mail: cut(person.emails[0]),
    },
  });
};

export const useOrganisationRow = (): ((organisation: ListedOrganisation) => ContactRow) => {
  const { t } = useTranslation('directory');
  const format = useFormat();
  return ({ id, name, active, contractRef, sites, people }) => ({
    id,
    isQuiet: !active,
    cells: {
      name: (
        <>
          <span className="cut">{name}</span>
          {!active && <span className="muted small">{t('notInUse')}</span>}
        </>
      ),
      contract: cut(contractRef),
      sites: format.number(sites),
      count: format.number(people),
    },
  });
};

export const useSiteRow = (): ((site: ListedSite) => ContactRow) => {
  const { t } = useTranslation('directory');
  const format = useFormat();
  return ({ id, name, active, organisation, address, people }) => ({
    id,
    isQuiet: !active,
    cells: {
      name: (
        <>
          <span className="cut">{name}</span>
          {!active && <span className="muted small">{t('notInUse')}</span>}
        </>
      ),
      organisation: cut(organisation),
      address: cut(address.replaceAll('\n', ', ')),
      count: format.number(people),
    },
  });
};

export const useRotaRow = (people: readonly ListedPerson[]): ((rota: Rota) => ContactRow) => {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const now = useNow();
  const byId = new Map(people.map((person) => [person.id, person]));
  return (rota) => {
    const { personId, to, nextId } = onCallAt(rota, now);
    const person = personId === null ? undefined : byId.get(personId);
    const next = nextId === null ? undefined : byId.get(nextId);
    return {
      id: rota.id,
      isQuiet: !rota.active,
      cells: {
        name: (
          <>
            <span className="cut">{rota.name}</span>
            {!rota.active && <span className="muted small">{t('notInUse')}</span>}
          </>
        ),
        who: rota.active ? (
          <>
            <Avatar name={person?.name ?? null} />
            <span className="cut">{person?.name ?? t('nobodyOnCall')}</span>
          </>
        ) : undefined,
        phone:
          rota.active && person?.phones[0] !== undefined ? <span className="num">{person.phones[0]}</span> : undefined,
        until: rota.active && to !== null ? <span className="num">{format.moment(to, now)}</span> : undefined,
        next: rota.active ? cut(next?.name) : undefined,
      },
    };
  };
};
