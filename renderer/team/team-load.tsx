import { useEffect, useRef, useState } from 'react';
import { IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { useRowWords } from '#renderer/queue/row-words.ts';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import type { Command } from '#renderer/ui/commands.ts';
import { hrefOf } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { viewOfFilter } from '#shared/queue/filter.ts';
import type { QueueRow } from '#shared/queue/operations.ts';
import { SOON_MINUTES } from '#shared/team/load.ts';
import type { Load, TeamLoad as Answer } from '#shared/team/operations.ts';
import { LoadRow } from './load-row.tsx';
import { openStates } from './open-states.ts';
import { TicketList } from './ticket-list.tsx';
import classes from './team.module.css';

const concerns = (notice: Notice): boolean => notice.name === 'tickets.changed' || notice.name === 'users.changed';

/** A ticket on its way to somebody: dragged, or carried by key. */
interface Carried {
  readonly row: QueueRow;
  readonly by: 'mouse' | 'keys';
  readonly to: string | null;
}

interface TeamLoadProps {
  /** Opens the dialog that asks to whom. */
  readonly onAssign: (row: QueueRow) => void;
}

/** The tickets of both lists, top down. */
const linksIn = (lists: HTMLElement | null): readonly HTMLAnchorElement[] => [
  ...(lists?.querySelectorAll<HTMLAnchorElement>('[data-ticket]') ?? []),
];

/** Who has what, what nobody has, and what is about to be late; tickets go to people by mouse or by key. */
export const TeamLoad = ({ onAssign }: TeamLoadProps) => {
  const { value, failure, refresh } = useQuery('team.load', {}, concerns);
  return (
    <>
      {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
      {value ? <Loaded load={value} onAssign={onAssign} /> : failure ? null : <SkeletonRows rows={10} />}
    </>
  );
};

const Loaded = ({ load, onAssign }: TeamLoadProps & { readonly load: Answer }) => {
  const { t } = useTranslation('team');
  const client = useClient();
  const mayAssign = useAllowed('tickets.assign');
  const failureText = useFailureText();
  const words = useRowWords();
  const format = useFormat();
  const now = useNow();
  const lists = useRef<HTMLDivElement>(null);
  const [carried, setCarried] = useState<Carried | null>(null);
  const { people, unassigned, late, open } = load;
  const most = Math.max(0, ...people.map((person) => person.open));

  /** Where the focus was, so that it stays there when its ticket has gone to somebody. */
  const place = useRef(0);
  const focusAt = (index: number) => {
    const all = linksIn(lists.current);
    place.current = Math.max(0, Math.min(index, all.length - 1));
    all[place.current]?.focus();
  };
  const step = (by: number) => {
    const at = linksIn(lists.current).findIndex((link) => link === document.activeElement);
    focusAt(at < 0 ? 0 : at + by);
  };
  const focused = (): QueueRow | undefined => {
    const id = document.activeElement?.getAttribute('data-ticket');
    return [...unassigned.rows, ...late.rows].find((row) => row.id === id);
  };
  /** The ticket in focus was given away: the next one stands in its place. */
  const isFollowing = useRef(false);
  useEffect(() => {
    if (!isFollowing.current || document.activeElement !== document.body) return;
    isFollowing.current = false;
    const all = linksIn(lists.current);
    all[Math.min(place.current, all.length - 1)]?.focus();
  });

  const give = (row: QueueRow, to: Load) => {
    const { number } = row;
    if (to.key === (row.assigneeId ?? `name:${row.assignee ?? ''}`)) {
      announce({ tone: 'refused', text: t('isTheirs', { number, name: to.name }) });
      return;
    }
    place.current = Math.max(
      0,
      linksIn(lists.current).findIndex((link) => link.dataset['ticket'] === row.id),
    );
    isFollowing.current = true;
    const assignee = { id: to.id, name: to.name };
    void client.call('tickets.assign', { ticketId: row.id, assignee, group: null }).then((reply) => {
      if (reply.ok) announce({ tone: 'done', text: t('given', { number, name: to.name }) });
      else announce({ tone: 'refused', text: failureText(reply.failure) });
    });
  };
  const drop = (key: string | null) => {
    const to = people.find((person) => person.key === key);
    if (carried && to) give(carried.row, to);
    setCarried(null);
  };
  const pickUp = () => {
    const row = focused();
    const [first] = people;
    if (row && first && mayAssign) setCarried({ row, by: 'keys', to: first.key });
  };

  const carryOn = (by: number) => {
    if (!carried) return;
    const at = people.findIndex(({ key }) => key === carried.to);
    const to = people[Math.max(0, Math.min(at + by, people.length - 1))];
    setCarried({ ...carried, to: to?.key ?? null });
  };

  const group = t('thisTeam');
  const refused = mayAssign ? undefined : t('cannotAssign');
  const moving = (id: string, label: string, key: string, arrow: string, by: number): Command => ({
    id,
    label,
    key,
    otherKeys: [arrow],
    group,
    keyOnly: true,
    status: { order: 1, label: t('keys.move') },
    run: () => step(by),
  });
  useCommands('team', [
    moving('team.next', t('next'), 'j', 'ArrowDown', 1),
    moving('team.previous', t('previous'), 'k', 'ArrowUp', -1),
    {
      id: 'team.assign',
      label: t('assign'),
      key: 'a',
      group,
      icon: IconUser,
      status: { order: 2, label: t('keys.assign') },
      unavailable: refused,
      run: () => {
        const row = focused();
        if (row) onAssign(row);
        else announce({ tone: 'refused', text: t('noTicket') });
      },
    },
    {
      id: 'team.carry',
      label: t('carry'),
      key: 'Space',
      group,
      keyOnly: true,
      // A ticket in focus is a link, which has no use for it.
      whileTyping: true,
      status: { order: 3, label: t('keys.carry') },
      unavailable: refused,
      run: pickUp,
    },
  ]);
  // A link in focus has no use for these while a ticket is carried.
  const carrying = { group, keyOnly: true, whileTyping: true } as const;
  useCommands(
    'team.carry',
    [
      {
        ...carrying,
        id: 'team.carryDown',
        label: t('carry'),
        key: 'ArrowDown',
        otherKeys: ['j'],
        run: () => carryOn(1),
      },
      { ...carrying, id: 'team.carryUp', label: t('carry'), key: 'ArrowUp', otherKeys: ['k'], run: () => carryOn(-1) },
      {
        ...carrying,
        id: 'team.give',
        label: t('keys.assign'),
        key: 'Enter',
        otherKeys: ['Space'],
        run: () => drop(carried?.to ?? null),
      },
      { ...carrying, id: 'team.keep', label: t('keep'), key: 'Escape', run: () => setCarried(null) },
    ],
    { active: carried?.by === 'keys' },
  );

  const drag = mayAssign
    ? { start: (row: QueueRow) => setCarried({ row, by: 'mouse', to: null }), end: () => setCarried(null) }
    : undefined;
  const target = people.find(({ key }) => key === carried?.to);
  const linkTo = (filter: Parameters<typeof viewOfFilter>[0]) =>
    hrefOf('queue', 'view', viewOfFilter({ states: openStates, ...filter }));
  return (
    <div className={classes['load']}>
      <div className={classes['people']}>
        <p className={classes['asOf']}>{t('asOf', { count: open, at: format.moment(load.at, now) })}</p>
        {refused !== undefined && <p className={classes['asOf']}>{refused}</p>}
        <table aria-label={t('people')}>
          <colgroup>
            <col className={classes['nameColumn']} />
            <col className={classes['barColumn']} />
            <col span={4} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col" colSpan={2}>
                {t('open')}
              </th>
              <th scope="col">{t('onHold')}</th>
              <th scope="col">{t('dueToday')}</th>
              <th scope="col">{t('overdue')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <LoadRow
                key={person.key}
                load={person}
                most={most}
                takes={carried !== null}
                isTarget={carried?.to === person.key}
                onOver={() => {
                  if (carried && carried.to !== person.key) setCarried({ ...carried, to: person.key });
                }}
                onDrop={() => drop(person.key)}
              />
            ))}
          </tbody>
        </table>
        <p className={classes['carrying']} role="status">
          {carried?.by === 'keys' && target && (
            <>
              <b>{t('carrying', { number: carried.row.number, name: target.name })}</b>
              <span>{t('carryHint')}</span>
            </>
          )}
        </p>
      </div>
      <div ref={lists} className={classes['lists']}>
        <TicketList
          title={t('unassigned')}
          list={unassigned}
          words={words}
          href={linkTo({ assignee: 'none' })}
          none={t('noneUnassigned')}
          drag={drag}
          carried={carried?.row.id}
        />
        <TicketList
          title={t('late')}
          list={late}
          words={words}
          href={linkTo({ due: { withinMinutes: SOON_MINUTES } })}
          none={t('noneLate')}
          drag={drag}
          carried={carried?.row.id}
        />
      </div>
    </div>
  );
};
