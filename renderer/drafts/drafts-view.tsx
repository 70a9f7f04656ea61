import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { announce } from '#renderer/ui/announce.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { DraftView } from '#shared/drafts/operations.ts';
import { draftHref, draftPlace, newDraftKey } from './draft-place.ts';
import { DraftRow } from './draft-row.tsx';
import { draftsStore } from './drafts-store.ts';
import { useDraftsCommands } from './use-drafts-commands.ts';
import classes from './drafts.module.css';

/** Numbers of the tickets that drafts belong to, by id. */
const useNumbers = (drafts: readonly DraftView[]): ReadonlyMap<string, string> => {
  const client = useClient();
  const [numbers, setNumbers] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = drafts.flatMap(({ key }) => draftPlace(key).ticketId ?? []).join(' ');
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

const focusRow = (list: HTMLElement | null, index: number): void =>
  list?.querySelectorAll<HTMLElement>('li > a:first-of-type')[index]?.focus();

/** Everything begun and not submitted, newest first. */
export const DraftsView = () => {
  const { t } = useTranslation('drafts');
  const format = useFormat();
  const store = useSessionStore(draftsStore);
  const drafts = useStore(store, (state) => state.drafts);
  const failure = useStore(store, (state) => state.failure);
  const failureText = useFailureText();
  const mayCreate = useAllowed('tickets.create');
  const readOnly = useReadOnly();
  const [discarding, setDiscarding] = useState<DraftView>();
  const [currentKey, setCurrentKey] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const shown = drafts ?? [];
  const numbers = useNumbers(shown);
  const current = Math.max(
    0,
    shown.findIndex(({ key }) => key === currentKey),
  );
  const isEmpty = shown.length === 0;

  // Chosen in the navigation, the list is there to be worked in: its keys act on the row that is marked.
  useEffect(() => {
    const at = document.activeElement;
    if (!isEmpty && (at === document.body || at?.matches('main, nav *'))) focusRow(list.current, 0);
  }, [isEmpty]);

  const move = (by: number) => {
    const next = shown[current + by];
    if (!next) return;
    setCurrentKey(next.key);
    focusRow(list.current, current + by);
  };
  const open = () => {
    const draft = shown[current];
    if (draft) window.location.hash = draftHref(draft.key);
  };
  const startNew = () => navigate('queue', newDraftKey(shown.map(({ key }) => key)));
  useDraftsCommands({
    isEmpty,
    onMove: move,
    onOpen: open,
    onNew: mayCreate ? startNew : undefined,
    newBlocked: readOnly,
  });

  const discard = async (draft: DraftView) => {
    const answer = await store.getState().discard(draft.key);
    setDiscarding(undefined);
    if (answer.ok) announce({ tone: 'done', text: t('discarded') });
    else announce({ tone: 'failed', text: failureText(answer.failure) });
  };

  const blockedBy = readOnly === undefined ? undefined : 'drafts-why';
  return (
    <>
      <ViewHead title={t('drafts')} count={isEmpty ? undefined : format.number(shown.length)}>
        {readOnly === undefined ? null : (
          <span id="drafts-why" className={classes['why']}>
            {readOnly}
          </span>
        )}
        {mayCreate ? (
          <BlockableButton
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="c" />}
            blockedBy={blockedBy}
            onClick={startNew}
          >
            {t('newTicket')}
          </BlockableButton>
        ) : null}
      </ViewHead>
      {failure && <FailureBanner wide failure={failure} onRetry={() => void store.getState().load()} />}
      {!drafts && !failure && <SkeletonRows rows={4} />}
      {drafts && isEmpty && (
        <Empty mark="done" title={t('empty')}>
          {t('emptyText')}
        </Empty>
      )}
      {!isEmpty && (
        <ul ref={list} className={classes['list']} aria-label={t('list')}>
          {shown.map((draft, index) => (
            <DraftRow
              key={draft.id}
              draft={draft}
              number={numbers.get(draftPlace(draft.key).ticketId ?? '')}
              isCurrent={index === current}
              onFocus={() => setCurrentKey(draft.key)}
              onDiscard={() => setDiscarding(draft)}
              discardBlockedBy={blockedBy}
            />
          ))}
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
