import type { ReactNode, RefObject } from 'react';
import { useMediaQuery } from '@mantine/hooks';
import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { levels as allLevels } from '#shared/logs/line.ts';
import type { SourceRow } from '#shared/logs/source.ts';
import type { OnValue } from './column-head.tsx';
import { Histogram } from './histogram.tsx';
import type { marksByLine } from './line-alerts.ts';
import { LineDetail } from './line-detail.tsx';
import { LineList } from './line-list.tsx';
import { sourceMarks, sourceOf } from './line-source.ts';
import { dateFor } from './line-time.ts';
import { logsStore, selectionOf, type ChosenFilter } from './logs-store.ts';
import { NoLines, saysWhyItself } from './no-lines.tsx';
import { SearchBar } from './search-bar.tsx';
import { SourceTroubles } from './source-trouble.tsx';
import type { Columns } from './use-columns.ts';
import type { useLinesInFocus } from './use-lines-in-focus.ts';
import { useHasTimes } from './use-has-times.ts';
import { isReading, ViewProgress } from './view-progress.tsx';

/** Up to this height lines matter more than when they were; in a narrow window, where all takes more of it, so does the line in full. */
const LOW = '(max-height: 660px)';
const SLIM = '(max-width: 560px)';

interface LinesAreaProps {
  readonly inFocus: ReturnType<typeof useLinesInFocus>;
  /** Those that are viewed. */
  readonly sources: readonly SourceRow[];
  /** By id of the source. */
  readonly names: ReadonlyMap<string, string>;
  /** By id of a bookmark. */
  readonly notes: ReadonlyMap<string, string>;
  readonly markOf: ReturnType<typeof marksByLine>;
  /** What is known to be wrong in these lines. */
  readonly alert: ReactNode;
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly onHit: (backwards: boolean) => void;
  readonly onLeaveSearch: () => void;
  readonly columns: Columns;
  readonly onAddFilter: () => void;
  readonly onWords: (words: string, kind: 'include' | 'exclude') => void;
  readonly onValue: OnValue;
  readonly onChooseColumns: () => void;
  readonly onEditFilter: (filter: ChosenFilter) => void;
  readonly onCopy: () => void;
  /** Absent for who may not bookmark. */
  readonly onNote: (() => void) | undefined;
}

/** The lines of the chosen sources, with what narrows them above and the line in full below. */
export const LinesArea = ({
  inFocus,
  sources,
  names,
  notes,
  markOf,
  alert,
  grid,
  searchField,
  onHit,
  onLeaveSearch,
  columns,
  onAddFilter,
  onWords,
  onValue,
  onChooseColumns,
  onEditFilter,
  onCopy,
  onNote,
}: LinesAreaProps) => {
  const client = useClient();
  const failureText = useFailureText();
  const now = useNow();
  const isLow = useMediaQuery(LOW, undefined, { getInitialValueInEffect: false });
  const isSlim = useMediaQuery(SLIM, undefined, { getInitialValueInEffect: false });
  const state = useStore(useSessionStore(logsStore));
  const { levels, filters, search, focusRank, isFollowing, wraps, showsDetail } = state;
  const { view, total, line, shares, lineSearch, focus, reach } = inFocus;
  const stopReading = async (ids: readonly string[]) => {
    for (const sourceId of ids) {
      const answer = await client.call('logs.stop', { sourceId });
      if (!answer.ok) announce({ tone: 'refused', text: failureText(answer.failure) });
    }
  };
  const hasTimes = useHasTimes(view.lines, sources);
  const isNarrowed = inFocus.isNarrowed || levels.length < allLevels.length;
  const hasNone = view.state !== undefined && total === 0 && !isReading(view.state);
  const saysWhy = hasNone && saysWhyItself(sources);
  return (
    <>
      <SearchBar
        field={searchField}
        search={search}
        count={lineSearch.count}
        isWrong={lineSearch.failure !== undefined}
        onSearch={state.look}
        onNext={onHit}
        onLeave={onLeaveSearch}
        levels={{ chosen: levels, counts: view.state?.levels, onToggle: state.toggleLevel }}
        onColumns={onChooseColumns}
        chips={{ filters, onChange: state.setFilters, onEdit: onEditFilter, onAdd: onAddFilter }}
      />
      {alert}
      {view.failure && <FailureBanner wide failure={view.failure} onRetry={view.reopen} />}
      {lineSearch.failure && <FailureBanner wide failure={lineSearch.failure} />}
      <ViewProgress
        state={view.state}
        searched={lineSearch.progress}
        onStopSearch={lineSearch.stop}
        onStopReading={() => void stopReading(sources.filter((each) => each.state === 'reading').map(({ id }) => id))}
      />
      {!saysWhy && <SourceTroubles sources={sources} />}
      {!isLow && !(isSlim && showsDetail) && shares && (
        <Histogram shares={shares} at={line?.at ?? null} onGo={(at) => void reach.toTime(at)} />
      )}
      {hasNone ? (
        <NoLines sources={sources} isNarrowed={isNarrowed} />
      ) : (
        <LineList
          ref={grid}
          lines={view.lines}
          total={total}
          names={names}
          markOf={markOf}
          marks={sourceMarks(sources, names)}
          notes={notes}
          showsSource={sources.length > 1 || sources.some(({ files }) => files !== null)}
          hasTimes={hasTimes}
          date={shares?.from && shares.to ? dateFor(shares.from, shares.to, new Date(now)) : 'none'}
          wraps={wraps}
          columns={columns}
          focusRank={focusRank}
          selection={selectionOf(state)}
          isFollowing={isFollowing}
          newLines={Math.max(0, total - state.pausedAt)}
          onFollow={state.follow}
          onPause={() => state.pause(total)}
          onFocus={focus}
          onOpen={() => state.set({ showsDetail: true })}
          onValue={onValue}
          onChooseColumns={onChooseColumns}
        />
      )}
      {showsDetail && line && (
        <LineDetail
          viewId={view.viewId}
          line={line}
          source={sourceOf(names, line)}
          columns={columns}
          onWords={onWords}
          onValue={onValue}
          note={(line.bookmark && notes.get(line.bookmark)) ?? ''}
          onNote={onNote}
          onCopyAround={onCopy}
          onClose={() => state.set({ showsDetail: false })}
        />
      )}
    </>
  );
};
