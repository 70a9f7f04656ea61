import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { MAX_COLUMN, MAX_COLUMNS, MIN_COLUMN, NEW_COLUMN, type LogColumn } from '#shared/logs/columns.ts';
import type { Gap, LogLine } from '#shared/logs/line.ts';
import type { SourceRow } from '#shared/logs/source.ts';
import type { LineCache } from './line-cache.ts';
import { logsStore } from './logs-store.ts';

/** Kept once nobody has moved a column for so long. */
const SETTLED_MS = 600;

/** Pixels of one character of a line, and what stays free beside a value. */
const CHARACTER = 7.3;
const BESIDE = 12;
const WIDEST_NEW = 260;

const within = (width: number): number => Math.round(Math.max(MIN_COLUMN, Math.min(MAX_COLUMN, width)));

/** Wide enough for most of what stands in it now. */
const widthFor = (field: string, lines: Iterable<LogLine>): number => {
  const lengths: number[] = [];
  for (const { fields } of lines) {
    const value = fields?.[field];
    if (value !== undefined) lengths.push(value.length);
  }
  if (lengths.length === 0) return NEW_COLUMN;
  const usual = lengths.toSorted((left, right) => left - right)[Math.floor(lengths.length * 0.9)] ?? 0;
  return within(Math.min(WIDEST_NEW, Math.max(usual, field.length) * CHARACTER + BESIDE));
};

export interface Columns {
  readonly shown: readonly LogColumn[];
  readonly isFull: boolean;
  readonly toggle: (field: string) => void;
  readonly resize: (field: string, width: number) => void;
  /** One place further to the left, or to the right. */
  readonly move: (field: string, by: -1 | 1) => void;
}

type Change = (columns: readonly LogColumn[], sourceId: string) => readonly LogColumn[];

const moved = (columns: readonly LogColumn[], field: string, by: number): readonly LogColumn[] => {
  const at = columns.findIndex((column) => column.field === field);
  const column = columns[at];
  if (!column || at + by < 0 || at + by >= columns.length) return columns;
  return columns.with(at, columns[at + by] ?? column).with(at + by, column);
};

/**
 * Fields of lines that stand in columns. Each source keeps its own; of several that are viewed all stand, those of the first source first. Who may
 * not change sources has theirs for as long as the window is open.
 */
export const useColumns = (
  sources: readonly SourceRow[],
  chosen: readonly string[],
  lines: LineCache<LogLine, Gap>,
): Columns => {
  const client = useClient();
  const mayKeep = useAllowed('logs.choose');
  const store = useSessionStore(logsStore);
  const arranged = useStore(store, (state) => state.columns);
  const timers = useRef(new Map<string, number>());
  const unsaved = useRef(new Map<string, readonly LogColumn[]>());
  const columnsOf = (sourceId: string): readonly LogColumn[] =>
    store.getState().columns[sourceId] ?? sources.find(({ id }) => id === sourceId)?.columns ?? [];

  const shown = useMemo(() => {
    const all = new Map<string, LogColumn>();
    for (const sourceId of chosen) {
      const own = arranged[sourceId] ?? sources.find(({ id }) => id === sourceId)?.columns ?? [];
      for (const column of own) if (!all.has(column.field)) all.set(column.field, column);
    }
    return [...all.values()].slice(0, MAX_COLUMNS);
  }, [arranged, chosen, sources]);

  const keep = (sourceId: string): void => {
    const columns = unsaved.current.get(sourceId);
    unsaved.current.delete(sourceId);
    if (columns) void client.call('logs.arrange', { sourceId, columns: [...columns] });
  };
  useEffect(() => {
    const left = unsaved.current;
    const waiting = timers.current;
    return () => {
      for (const timer of waiting.values()) window.clearTimeout(timer);
      for (const [sourceId, columns] of left) void client.call('logs.arrange', { sourceId, columns: [...columns] });
      left.clear();
    };
  }, [client]);

  const change = (next: Change): void => {
    for (const sourceId of chosen) {
      const before = columnsOf(sourceId);
      const columns = next(before, sourceId);
      if (columns === before) continue;
      store.getState().arrange(sourceId, columns);
      if (!mayKeep) continue;
      unsaved.current.set(sourceId, columns);
      window.clearTimeout(timers.current.get(sourceId));
      timers.current.set(
        sourceId,
        window.setTimeout(() => keep(sourceId), SETTLED_MS),
      );
    }
  };
  const isShown = (field: string): boolean => shown.some((column) => column.field === field);

  return {
    shown,
    isFull: shown.length >= MAX_COLUMNS,
    toggle: (field) => {
      if (isShown(field)) {
        change((columns) => columns.filter((column) => column.field !== field));
        return;
      }
      const kept = [...lines.kept()];
      const width = widthFor(field, kept);
      const having = new Set(
        kept.filter(({ fields }) => fields?.[field] !== undefined).map(({ sourceId }) => sourceId),
      );
      change((columns, sourceId) =>
        (having.size === 0 || having.has(sourceId)) && columns.length < MAX_COLUMNS
          ? [...columns, { field, width }]
          : columns,
      );
    },
    resize: (field, width) =>
      change((columns) =>
        columns.some((column) => column.field === field && column.width !== within(width))
          ? columns.map((column) => (column.field === field ? { field, width: within(width) } : column))
          : columns,
      ),
    move: (field, by) => change((columns) => moved(columns, field, by)),
  };
};
