/**
 * Logs of this laptop: sources at the left, their lines merged by time, and what leads from a line to a ticket. Route: `#/logs`;
 * `#/logs/<source id>` shows that source; `#/logs/<source id>/<generation>/<line>/<RFC 3339>/<file>` goes to that line, which may be left without its
 * time, or has `-` for it, and without its file unless the source is of several.
 */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { keptText } from '#shared/logs/bookmark.ts';
import { useFilterFiles } from './filter-files.ts';
import { alertOver, marksByLine, type LogsSlots } from './line-alerts.ts';
import { LinesArea } from './lines-area.tsx';
import { LogsDialogs, type OpenDialog } from './logs-dialogs.tsx';
import { LogsHead } from './logs-head.tsx';
import { logsStore, selectionOf } from './logs-store.ts';
import { NoneChosen, NoSources } from './no-sources.tsx';
import { SourcePane } from './source-pane.tsx';
import { useBookmarks } from './use-bookmarks.ts';
import { useColumns } from './use-columns.ts';
import { useChosenFilters } from './use-chosen-filters.ts';
import { useLineActs } from './use-line-acts.ts';
import { useLinesInFocus } from './use-lines-in-focus.ts';
import { useLogsCommands } from './use-logs-commands.ts';
import type { OpenTicketQuestion } from './use-make-ticket.ts';
import classes from './logs.module.css';

/** From this width down the sources stand in a dialog. */
const NARROW = '(max-width: 1100px)';

const sourcesChanged = ({ name }: Notice): boolean => name === 'logs.sources';
const keptChanged = ({ name }: Notice): boolean => name === 'logs.kept';
const none: readonly never[] = [];

export const LogsView = ({ alerts, Alert }: LogsSlots) => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const mayChoose = useAllowed('logs.choose');
  const mayManage = useAllowed('logs.manage');
  const mayCreate = useAllowed('tickets.create');
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const state = useStore(useSessionStore(logsStore));
  const { filters, focusRank, isFollowing, wraps, showsDetail } = state;
  const { value: list, failure: listFailure, refresh } = useQuery('logs.sources', {}, sourcesChanged);
  const { value: saved = none } = useQuery('logs.filters', {}, keptChanged);
  const [dialog, setDialog] = useState<OpenDialog>();
  const closeDialog = () => setDialog(undefined);
  const grid = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  useFocusHome(grid);
  const focusGrid = () => grid.current?.focus({ preventScroll: true });

  const sources = list?.sources ?? none;
  const chosen = useMemo(() => {
    const wanted = state.chosen ?? sources.slice(0, 1).map(({ id }) => id);
    return wanted.filter((id) => sources.some((source) => source.id === id));
  }, [sources, state.chosen]);
  const read = chosen.flatMap((id) => sources.find((source) => source.id === id) ?? []);
  const names = useMemo(() => new Map(sources.map(({ id, name }) => [id, withSigns(name)])), [sources]);
  const inFocus = useLinesInFocus(sources, chosen);
  const { view, total, line, shares, focus, reach } = inFocus;
  const kept = useBookmarks(view.viewId);
  const chosenFilters = useChosenFilters(filters, state.setFilters, (begun) => setDialog({ kind: 'filter', begun }));
  const columns = useColumns(sources, chosen, view.lines);
  const filterFiles = useFilterFiles(saved);
  const selection = selectionOf(state);
  const onOpenTicket = (question: OpenTicketQuestion) => setDialog({ kind: 'openTicket', question });
  const acts = useLineActs({ viewId: view.viewId, total, line, selection, sources, onOpenTicket });
  const markOf = useMemo(() => marksByLine(alerts), [alerts]);
  const alert = alertOver(alerts, chosen, line);

  const redraw = useEffectEvent(() => view.lines.change(total, 0));
  // What was kept of a line is drawn on it.
  useEffect(() => client.onNotice((notice) => keptChanged(notice) && redraw()), [client]);
  const leaveSources = useEffectEvent(() => {
    for (const sourceId of chosen) void client.call('logs.seen', { sourceId });
  });
  useEffect(() => () => leaveSources(), []);

  const goToHit = async (backwards: boolean) => {
    if (!(await inFocus.goToHit(backwards))) searchField.current?.focus();
  };
  const toggleFollow = () => (isFollowing ? state.pause(total) : state.follow());
  const addSource = () => setDialog({ kind: 'source', source: undefined });
  const showSources = () => setDialog({ kind: 'sources' });
  const goToTime = () => setDialog({ kind: 'time' });
  const chooseColumns = () => setDialog({ kind: 'columns' });
  const makeTicket = () => void acts.makeTicket();
  const copy = () => void acts.copy();
  const save = () => void acts.save();
  const ofLine = kept.bookmarks.find(({ id }) => id === line?.bookmark);
  const writeNote = () => {
    if (!line) return;
    const place = { ...line, lineAt: line.at, text: keptText(line.text) };
    setDialog({ kind: 'note', place, note: line.bookmark === null ? undefined : (ofLine?.note ?? '') });
  };

  const hasTimes = typeof shares?.to === 'string';
  useLogsCommands({
    line,
    selectedCount: selection ? selection[1] - selection[0] + 1 : 0,
    hasLines: total > 0,
    hasTimes,
    hasTicketKey: alert?.hasKey !== true,
    isFollowing,
    wraps,
    showsDetail,
    hasFocus: focusRank !== null,
    move: (by) => {
      focus(focusRank === null ? total - 1 : focusRank + by);
      focusGrid();
    },
    goToError: (backwards) => void reach.toLevel('error', backwards),
    focusSearch: () => searchField.current?.focus(),
    goToHit: (backwards) => void goToHit(backwards),
    goToTime,
    toEnd: () => {
      state.follow();
      focusGrid();
    },
    bookmark: () => {
      if (ofLine && ofLine.note !== '') setDialog({ kind: 'drop', bookmark: ofLine });
      else void acts.bookmark();
    },
    hasNote: ofLine !== undefined && ofLine.note !== '',
    writeNote,
    showBookmarks: () => setDialog({ kind: 'bookmarks' }),
    addSource,
    showSources,
    toggleFollow,
    makeTicket,
    copy,
    save,
    toggleWrap: () => state.set({ wraps: !wraps }),
    addFilter: () => chosenFilters.add(),
    chooseColumns,
    shown: columns.shown.map(({ field }) => field),
    onValue: chosenFilters.addValue,
    toggleDetail: () => state.set({ showsDetail: !showsDetail }),
    leave: () => {
      if (showsDetail) state.set({ showsDetail: false });
      else state.focus(null, total);
      focusGrid();
    },
  });

  const pane = list && (
    <SourcePane
      sources={sources}
      chosen={chosen}
      saved={saved}
      inUse={filters.map(({ id }) => id)}
      canChoose={mayChoose}
      canManage={mayManage}
      files={filterFiles}
      onChoose={state.choose}
      onAdd={addSource}
      onEdit={(source) => setDialog({ kind: 'source', source })}
      onUse={chosenFilters.applySaved}
    />
  );
  const hasSources = sources.length > 0;
  const [onlyId] = chosen;
  const title =
    onlyId === undefined
      ? t('title')
      : chosen.length === 1
        ? (names.get(onlyId) ?? t('title'))
        : t('merged', { count: chosen.length });
  return (
    <div className={classes['view']}>
      {!isNarrow && hasSources && (
        <section className={classes['pane']} aria-label={t('sources')}>
          {pane}
        </section>
      )}
      <div className={classes['main']}>
        <LogsHead
          title={title}
          sources={read}
          total={view.state?.total}
          isFollowing={isFollowing}
          onToggleFollow={toggleFollow}
          onSources={isNarrow && hasSources ? showSources : undefined}
          onTime={hasTimes ? goToTime : undefined}
          onTicket={mayCreate && line && alert?.hasKey !== true ? makeTicket : undefined}
        />
        {listFailure && <FailureBanner wide failure={listFailure} onRetry={refresh} />}
        {!list && !listFailure && <SkeletonRows rows={12} />}
        {list && !hasSources && <NoSources onAdd={addSource} />}
        {hasSources && onlyId === undefined && <NoneChosen onShow={isNarrow ? showSources : undefined} />}
        {onlyId !== undefined && (
          <LinesArea
            inFocus={inFocus}
            sources={read}
            names={names}
            notes={kept.notes}
            markOf={markOf}
            alert={alert && <Alert {...alert} />}
            grid={grid}
            searchField={searchField}
            onHit={(backwards) => void goToHit(backwards)}
            onLeaveSearch={focusGrid}
            columns={columns}
            onAddFilter={() => chosenFilters.add()}
            onWords={chosenFilters.addWords}
            onValue={chosenFilters.addValue}
            onChooseColumns={chooseColumns}
            onEditFilter={(begun) => setDialog({ kind: 'filter', begun })}
            onCopy={copy}
            onNote={mayChoose ? writeNote : undefined}
          />
        )}
      </div>
      <LogsDialogs
        dialog={dialog}
        host={list?.host}
        names={names}
        saved={saved}
        kept={kept}
        columns={columns}
        lines={view.lines}
        pane={pane}
        times={shares}
        onSource={({ id }, before) => {
          if (!before) state.choose([...chosen, id]);
          closeDialog();
          refresh();
        }}
        onFilter={(filter, before) => {
          chosenFilters.apply(filter, before);
          closeDialog();
        }}
        onTime={reach.toTime}
        onLine={inFocus.goToLine}
        onDialog={setDialog}
        onClose={closeDialog}
      />
    </div>
  );
};
