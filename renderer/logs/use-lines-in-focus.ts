import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { replaceRoute, useRoute } from '#renderer/ui/route.ts';
import type { SourceRow } from '#shared/logs/source.ts';
import { useHistogram } from './histogram.tsx';
import { logsStore } from './logs-store.ts';
import { useLineSearch } from './use-line-search.ts';
import { useLogView } from './use-log-view.ts';
import { useReach, type LinePlace } from './use-reach.ts';
import { isReading } from './view-progress.tsx';

/** The view on the chosen sources, its line in focus, and every way to another line: by rank, search, level, time, place and address. */
export const useLinesInFocus = (sources: readonly SourceRow[], chosen: readonly string[]) => {
  const { t } = useTranslation('logs');
  const state = useStore(useSessionStore(logsStore));
  const { levels, filters, search, focusRank, isFollowing } = state;
  const on = useMemo(() => filters.filter(({ isOn }) => isOn).map(({ isOn: _isOn, ...filter }) => filter), [filters]);
  const wantedSearch = search.pattern === '' ? null : search;
  /** Gone to as soon as its source is viewed. */
  const wantedLine = useRef<LinePlace>(undefined);
  const isTrying = useRef(false);
  /** Where in time the line in focus is: another view of the same lines goes there. */
  const focusAt = useRef<string | null>(null);
  const view = useLogView({
    sourceIds: chosen,
    filters: on,
    levels,
    search: wantedSearch,
  });
  const { viewId, lines } = view;
  const total = view.state?.total ?? 0;
  const line = focusRank === null ? undefined : lines.line(focusRank);
  useEffect(() => {
    if (line) focusAt.current = line.at;
  }, [line]);
  const latest = useRef(view.state);
  useEffect(() => {
    latest.current = view.state;
  }, [view.state]);
  /** Whoever asked for a rank may have been answered after more lines came. */
  const focus = (rank: number, extend = false) => {
    const most = Math.max(total, latest.current?.total ?? 0);
    if (most > 0) state.focus(Math.max(0, Math.min(rank, most - 1)), most, extend);
  };
  const reach = useReach(viewId, total, focusRank, focus);
  /** A log that is still being read may have it further on: it is tried again with what was read then. */
  const goToWanted = async () => {
    if (isTrying.current) return;
    isTrying.current = true;
    for (let wanted = wantedLine.current; wanted; wanted = wantedLine.current) {
      const version = latest.current?.version;
      const isThere = await reach.toLine(wanted);
      if (wantedLine.current !== wanted) continue;
      if (isThere || !isReading(latest.current)) {
        wantedLine.current = undefined;
        if (!isThere) announce({ tone: 'refused', text: t('bookmarkHidden') });
      } else if (latest.current.version === version) break;
    }
    isTrying.current = false;
  };
  const goOn = useEffectEvent(() => {
    const wanted = wantedLine.current;
    if (wanted) void goToWanted();
    else if (!isFollowing && focusRank !== null && focusAt.current !== null) void reach.toTime(focusAt.current);
  });
  useEffect(() => {
    if (view.opening > 0) goOn();
  }, [view.opening]);
  const tryAgain = useEffectEvent(() => void goToWanted());
  const version = view.state?.version;
  useEffect(() => {
    if (version !== undefined) tryAgain();
  }, [version]);
  const lineSearch = useLineSearch(viewId, view.state, wantedSearch);
  const shares = useHistogram(viewId, view.opening, view.state);

  /** False where nothing is searched for. */
  const goToHit = async (backwards: boolean): Promise<boolean> => {
    if (wantedSearch === null) return false;
    const from = focusRank === null ? (backwards ? total - 1 : 0) : focusRank + (backwards ? -1 : 1);
    const found = await lineSearch.find(from, backwards);
    if (found === null) announce({ tone: 'refused', text: t('noHit') });
    else if (found) {
      if (found.isRound) announce({ tone: 'done', text: backwards ? t('roundEnd') : t('roundStart') });
      focus(found.rank);
    }
    return true;
  };
  const goToLine = (place: LinePlace) => {
    wantedLine.current = place;
    if (!chosen.includes(place.sourceId)) state.choose([place.sourceId]);
    else if (view.state) void goToWanted();
  };
  const [routeSource, routeGeneration, routeLine, routeAt, routeFile] = useRoute().rest;
  const showOnly = useEffectEvent((sourceId: string) => state.choose([sourceId]));
  const followRoute = useEffectEvent((place: LinePlace) => goToLine(place));
  const hasSource = sources.some(({ id }) => id === routeSource);
  useEffect(() => {
    if (routeSource === undefined || !hasSource) return;
    replaceRoute('logs');
    const [generation, line] = [Number(routeGeneration), Number(routeLine)];
    if (Number.isSafeInteger(generation) && Number.isSafeInteger(line) && line > 0)
      followRoute({
        sourceId: routeSource,
        ...(routeFile !== undefined && { file: routeFile }),
        generation,
        line,
        lineAt: routeAt === undefined || routeAt === '-' ? null : routeAt,
        text: null,
      });
    else showOnly(routeSource);
  }, [routeSource, routeGeneration, routeLine, routeAt, routeFile, hasSource]);

  return {
    view,
    total,
    line,
    shares,
    lineSearch,
    focus,
    reach,
    goToHit,
    goToLine,
    isNarrowed: on.some(({ kind }) => kind !== 'mark'),
  };
};
