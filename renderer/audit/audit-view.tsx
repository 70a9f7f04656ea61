import { useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore, type SessionFactory } from '#renderer/api/session.tsx';
import type { Command } from '#renderer/ui/commands.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { useKeysWait } from '#renderer/ui/held-keys.ts';
import { hrefOf, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditList } from './audit-list.tsx';
import { ChainStrip } from './chain-strip.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { objectLabel } from './entry-words.ts';
import { createAuditStore, noFilter, shownDevice, type AuditStore } from './store.ts';
import classes from './audit.module.css';

const auditStore: SessionFactory<AuditStore> = (client) => createAuditStore(client);

const open = (seq: number | undefined): void => {
  window.location.hash = seq === undefined ? hrefOf('audit') : hrefOf('audit', String(seq));
};

/** The audit trail of this laptop: whether the chain holds, what was done, and one entry in full. `#/audit/48207` shows an entry. */
export const AuditView = () => {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const store = useSessionStore(auditStore);
  const entries = useStore(store, (state) => state.entries);
  const held = useStore(store, (state) => (state.device === null ? state.head : (shownDevice(state)?.entries ?? 0)));
  const next = useStore(store, (state) => state.next);
  const filter = useStore(store, (state) => state.filter);
  const failure = useStore(store, (state) => state.failure);
  const focusSeq = useStore(store, (state) => state.focusSeq);
  const isVerifying = useStore(store, (state) => state.isVerifying);
  const searchField = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useKeysWait(entries === undefined && failure === undefined);

  const { rest } = useRoute();
  const wanted = Number(rest[0]);
  const openSeq = Number.isSafeInteger(wanted) && wanted > 0 ? wanted : undefined;

  useEffect(() => store.getState().connect(), [store]);
  useEffect(() => {
    // Once a session: how the chain stands is the first thing one comes here for.
    if (store.getState().verdict === undefined) void store.getState().verify();
  }, [store]);

  const focused = entries?.find(({ entry }) => entry.seq === focusSeq);
  const move = (by: number) => {
    store.getState().move(by);
    const { focusSeq: seq } = store.getState();
    if (openSeq !== undefined) open(seq);
  };
  const showHistory = () => {
    const object = focused?.entry.object;
    if (focused && object)
      store
        .getState()
        .setFilter({ ...noFilter, object: { id: object.id, label: objectLabel(focused, t) ?? object.id } });
  };
  const close = () => {
    open(undefined);
    list.current?.focus();
  };
  const onlyDenied = filter.result === 'denied';

  const commands: Command[] = [
    {
      id: 'audit.newest',
      label: t('command.newest'),
      key: 'Home',
      keyOnly: true,
      run: () => move(-Infinity),
    },
    {
      id: 'audit.open',
      label: t('command.open'),
      key: 'Enter',
      status: { order: 2, label: t('keys.open') },
      keyOnly: true,
      run: () => open(focusSeq),
    },
    {
      id: 'audit.verify',
      label: t('command.verify'),
      key: 'v',
      group: t('title'),
      status: { order: 3, label: t('keys.verify') },
      unavailable: isVerifying ? t('chain.checking') : undefined,
      run: () => void store.getState().verify(),
    },
    {
      id: 'audit.denied',
      label: onlyDenied ? t('command.allResults') : t('command.denied'),
      key: 'd',
      group: t('title'),
      status: { order: 4, label: t('keys.denied') },
      run: () => store.getState().setFilter({ result: onlyDenied ? null : 'denied' }),
    },
    {
      id: 'audit.history',
      label: t('command.history'),
      key: 'o',
      group: t('title'),
      status: { order: 5, label: t('keys.history') },
      unavailable: focused?.entry.object ? undefined : t('command.noObject'),
      run: showHistory,
    },
    {
      id: 'audit.find',
      label: t('command.find'),
      key: '/',
      group: t('title'),
      status: { order: 6, label: t('keys.find') },
      run: () => searchField.current?.focus(),
    },
    ...(openSeq === undefined
      ? []
      : [{ id: 'audit.close', label: t('command.close'), key: 'Escape', keyOnly: true, run: close }]),
  ];
  useCommands('audit', commands);
  useMoveCommands(
    'audit',
    { group: t('title'), next: t('command.next'), previous: t('command.previous'), move: t('keys.move') },
    move,
  );

  const isFiltered = filter.result !== null || filter.text !== '' || filter.object !== null;
  return (
    <div className={classes['view']}>
      <ViewHead title={t('title')} count={held === 0 ? undefined : format.number(held)} />
      <ChainStrip store={store} onShow={open} />
      <SplitPane
        panelLabel={t('details')}
        panel={
          openSeq === undefined ? undefined : (
            <EntryPanel
              key={openSeq}
              store={store}
              seq={openSeq}
              onOpen={open}
              onHistory={showHistory}
              onClose={close}
            />
          )
        }
      >
        <AuditFilters
          store={store}
          searchField={searchField}
          onDone={() => list.current?.focus()}
          onChain={() => open(undefined)}
        />
        {failure ? <FailureBanner failure={failure} onRetry={() => store.getState().retry()} wide /> : null}
        {entries === undefined ? (
          failure ? null : (
            <SkeletonRows rows={14} />
          )
        ) : entries.length === 0 && next === 0 && isFiltered ? (
          <Empty
            mark="search"
            title={t('none.title')}
            actions={<Button onClick={() => store.getState().setFilter(noFilter)}>{t('none.clear')}</Button>}
          >
            {t('none.body', { entries: format.number(held) })}
          </Empty>
        ) : (
          <AuditList store={store} entries={entries} openSeq={openSeq} onOpen={open} ref={list} />
        )}
      </SplitPane>
    </div>
  );
};
