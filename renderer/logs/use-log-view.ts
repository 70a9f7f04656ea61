import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Client } from '#renderer/api/client.ts';
import { useClient } from '#renderer/api/session.tsx';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import type { FailureCode } from '#shared/base/result.ts';
import type { Search } from '#shared/logs/filter.ts';
import { levels as allLevels, type Gap, type Level, type LogLine } from '#shared/logs/line.ts';
import type { ViewState } from '#shared/logs/notices.ts';
import type { ViewContent, ViewFilter } from '#shared/logs/operations.ts';
import { LineCache } from './line-cache.ts';

/** Who asks for no lines asks this long after a change how the view stands, and so is told of the next one. */
const LOOK_AGAIN_MS = 200;

/** A view that is still being made is shown anew this often: more would be gone before it was read. */
const READING_MS = 400;

const refusesSearch: ReadonlySet<FailureCode> = new Set(['log.pattern-invalid', 'log.pattern-slow']);

interface Wanted {
  readonly sourceIds: readonly string[];
  /** Those that are on. */
  readonly filters: readonly ViewFilter[];
  readonly levels: readonly Level[];
  /** Null: nothing is searched for. */
  readonly search: Search | null;
}

export interface LogView {
  readonly viewId: string;
  /** Undefined until it is open, and without sources. */
  readonly state: ViewState | undefined;
  /** Another number as soon as `state` is that of another view in place of the one before; 0 before the first. */
  readonly opening: number;
  readonly failure: ShownFailure | undefined;
  readonly lines: LineCache<LogLine, Gap>;
  readonly reopen: () => void;
}

/**
 * Lines of a view as the core has them, with the hits of what is looked for: without them where that is no expression, or takes too long.
 * `onLost`: the core does not know the view.
 */
const linesOf = (client: Client, viewId: string, onLost: () => void) => {
  let search: Search | null = null;
  const fetch = async (from: number, count: number) => {
    const asked = search;
    const answer = await client.call('logs.window', { viewId, from, count, fields: true, search: asked });
    if (answer.ok) return answer.value;
    if (answer.failure.code === 'log.no-view') onLost();
    if (asked === null || !refusesSearch.has(answer.failure.code)) return undefined;
    if (search === asked) search = null;
    return fetch(from, count);
  };
  const lines = new LineCache<LogLine, Gap>(fetch);
  return {
    lines,
    look: (next: Search | null) => {
      search = next;
    },
  };
};

/** The view on these sources: opened anew when what is wanted changes or the core does not know it any more, closed with the screen. */
export const useLogView = ({ sourceIds, filters, levels, search }: Wanted): LogView => {
  const client = useClient();
  const [viewId] = useState(() => crypto.randomUUID());
  const [state, setState] = useState<ViewState>();
  const [failure, setFailure] = useState<ShownFailure>();
  const [attempt, setAttempt] = useState(0);
  const [opening, setOpening] = useState(0);
  const newest = useRef<ViewState>(undefined);
  const [{ lines, look }] = useState(() => linesOf(client, viewId, () => setAttempt((before) => before + 1)));
  // What is read of a line beside the list changes with it.
  useSyncExternalStore(lines.subscribe, lines.revision);

  const content: ViewContent = {
    viewId,
    sourceIds: [...sourceIds],
    filters: [...filters],
    levels: levels.length === allLevels.length ? null : [...levels],
    timeFrom: null,
    timeTo: null,
  };
  const wanted = JSON.stringify({ content, attempt });
  useEffect(() => {
    const { content: asked } = JSON.parse(wanted) as { readonly content: ViewContent };
    let isWanted = true;
    void client.call('logs.open', asked).then((answer) => {
      if (!isWanted) return;
      setFailure(answer.ok ? undefined : answer.failure);
      if (!answer.ok) return;
      newest.current = answer.value;
      lines.clear();
      lines.change(answer.value.total, 0);
      setState(asked.sourceIds.length === 0 ? undefined : answer.value);
      setOpening((before) => before + 1);
    });
    return () => {
      isWanted = false;
    };
  }, [client, lines, wanted]);

  useEffect(() => {
    let timer: number | undefined;
    let showing: number | undefined;
    /** Lines from here on are to be shown anew. */
    let changedFrom = Number.POSITIVE_INFINITY;
    const show = (): void => {
      window.clearTimeout(showing);
      showing = undefined;
      const next = newest.current;
      if (next === undefined) return;
      lines.change(next.total, Math.min(changedFrom, next.total));
      changedFrom = Number.POSITIVE_INFINITY;
      setState(next);
    };
    const take = (next: ViewState): void => {
      const before = newest.current;
      if (before === undefined || next.version <= before.version) return;
      newest.current = next;
      changedFrom = Math.min(changedFrom, next.changedFrom ?? before.total, before.total);
      if (next.readBytes >= next.totalBytes) show();
      else showing ??= window.setTimeout(show, READING_MS);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void ask(), LOOK_AGAIN_MS);
    };
    const ask = async (): Promise<void> => {
      const answer = await client.call('logs.view', { viewId });
      if (answer.ok) take(answer.value);
    };
    const stop = client.onNotice((notice) => {
      if (notice.name === 'logs.view' && notice.view.viewId === viewId) take(notice.view);
      if (notice.name === 'logs.lost') setAttempt((before) => before + 1);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
      window.clearTimeout(showing);
      void client.call('logs.close', { viewId });
    };
  }, [client, lines, viewId]);

  const pattern = JSON.stringify(search);
  useEffect(() => {
    look(JSON.parse(pattern) as Search | null);
    lines.change(newest.current?.total ?? 0, 0);
  }, [lines, look, pattern]);

  return { viewId, state, opening, failure, lines, reopen: () => setAttempt((before) => before + 1) };
};
