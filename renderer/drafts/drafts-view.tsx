import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { IconLock, IconMessage, IconMessageReply, IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { DraftView } from '#shared/drafts/operations.ts';
import { draftPlace, draftText, type DraftPlace } from './draft-place.ts';
import { draftsStore } from './drafts-store.ts';
import classes from './drafts.module.css';

const icons = {
  newTicket: IconPlus,
  workNote: IconLock,
  comment: IconMessage,
  reply: IconMessageReply,
  resolve: IconPencil,
} as const;

/** Numbers of the tickets that drafts belong to, by id. */
const useNumbers = (places: readonly DraftPlace[]): ReadonlyMap<string, string> => {
  const client = useClient();
  const [numbers, setNumbers] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = places.flatMap((place) => place.ticketId ?? []).join(' ');
  useEffect(() => {
    let current = true;
    const ids = wanted === '' ? [] : [...new Set(wanted.split(' '))];
    void Promise.all(ids.map((ticketId) => client.call('tickets.get', { ticketId }))).then((answers) => {
      if (!current) return;
      setNumbers(
        new Map(answers.flatMap((answer) => (answer.ok ? [[answer.value.ticket.id, answer.value.ticket.number]] : []))),
      );
    });
    return () => {
      current = false;
    };
  }, [client, wanted]);
  return numbers;
};

/** Everything begun and not submitted, newest first. */
export const DraftsView = () => {
  const { t } = useTranslation('drafts');
  const format = useFormat();
  const store = useSessionStore(draftsStore);
  const drafts = useStore(store, (state) => state.drafts);
  const failure = useStore(store, (state) => state.failure);
  const failureText = useFailureText();
  const [discarding, setDiscarding] = useState<DraftView>();
  const places = (drafts ?? []).map((draft) => draftPlace(draft.key));
  const numbers = useNumbers(places);

  const discard = async (draft: DraftView) => {
    const answer = await store.getState().discard(draft.key);
    setDiscarding(undefined);
    if (answer.ok) announce({ tone: 'done', text: t('discarded') });
    else announce({ tone: 'failed', text: failureText(answer.failure) });
  };

  const nameOf = ({ kind, ticketId }: DraftPlace): string => {
    if (kind === 'newTicket') return t('newTicket');
    return t(kind, { number: (ticketId !== null && numbers.get(ticketId)) || '…' });
  };

  return (
    <>
      <ViewHead title={t('drafts')} count={drafts && drafts.length > 0 ? format.number(drafts.length) : undefined} />
      {failure && <FailureBanner wide failure={failure} onRetry={() => void store.getState().load()} />}
      {!drafts && !failure && <SkeletonRows rows={4} />}
      {drafts?.length === 0 && (
        <Empty mark="done" title={t('empty')}>
          {t('emptyText')}
        </Empty>
      )}
      {drafts && drafts.length > 0 && (
        <ul className={classes['list']} aria-label={t('list')}>
          {drafts.map((draft) => {
            const place = draftPlace(draft.key);
            const Icon = icons[place.kind];
            const target = place.kind === 'newTicket' ? draft.key : (place.ticketId ?? '');
            return (
              <li key={draft.id} className={classes['item']} data-draft={draft.key}>
                <Icon size={16} stroke={1.6} aria-hidden className={classes['icon']} />
                <a className={classes['body']} href={hrefOf('queue', target)}>
                  <span className={classes['name']}>{nameOf(place)}</span>
                  <span className={classes['text']}>{draftText(draft.fields) || t('untitled')}</span>
                </a>
                <span className={classes['age']}>
                  <RelativeTime at={draft.updatedAt} />
                </span>
                <Button component="a" size="xs" href={hrefOf('queue', target)}>
                  {t('continue')}
                </Button>
                <Button size="xs" variant="subtle" color="gray" onClick={() => setDiscarding(draft)}>
                  {t('discard')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      <ConfirmDialog
        opened={discarding !== undefined}
        title={t('discard')}
        confirm={t('discard')}
        danger
        onConfirm={() => discarding && void discard(discarding)}
        onClose={() => setDiscarding(undefined)}
      >
        {t('discardAsk')}
      </ConfirmDialog>
    </>
  );
};
