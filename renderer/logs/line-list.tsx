import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Gap, LogLine } from '#shared/logs/line.ts';
import { ColumnHead, type OnValue } from './column-head.tsx';
import type { marksByLine } from './line-alerts.ts';
import type { LineCache } from './line-cache.ts';
import { GapRow, LineRow, lineDomId } from './line-row.tsx';
import { markOfSource, shortSourceOf, sourceOf, type SourceMark } from './line-source.ts';
import { SourceLegend } from './source-legend.tsx';
import {
  isScaled,
  lastTop,
  LINE_HEIGHT,
  moved,
  placeOf,
  scrollHeight,
  scrollTopOf,
  showing,
  type ScrollPlace,
} from './scroll-place.ts';
import type { ShownDate } from './line-time.ts';
import type { Columns } from './use-columns.ts';
import classes from './lines.module.css';

/** Lines fetched beyond what is in sight, to each side. */
const AHEAD = 60;

interface LineListProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly lines: LineCache<LogLine, Gap>;
  readonly total: number;
  /** By id of the source. */
  readonly names: ReadonlyMap<string, string>;
  readonly markOf: ReturnType<typeof marksByLine>;
  /** Of the logs that are viewed. */
  readonly marks: readonly SourceMark[];
  /** Lines of several sources tell theirs. */
  readonly showsSource: boolean;
  /** By id of a bookmark. */
  readonly notes: ReadonlyMap<string, string>;
  readonly date: ShownDate;
  /** Some of the lines tell when they were written. */
  readonly hasTimes: boolean;
  readonly wraps: boolean;
  readonly columns: Columns;
  readonly focusRank: number | null;
  readonly selection: readonly [first: number, last: number] | undefined;
  readonly isFollowing: boolean;
  /** Lines that came since following was paused. */
  readonly newLines: number;
  readonly onFollow: () => void;
  readonly onPause: () => void;
  readonly onFocus: (rank: number, extend: boolean) => void;
  readonly onOpen: (rank: number) => void;
  readonly onValue: OnValue;
  readonly onChooseColumns: () => void;
}

/** The first line in sight, with the part of it that is above the edge. */
const topInSight = (window: HTMLElement): number => {
  const edge = window.getBoundingClientRect().top;
  for (const block of window.querySelectorAll<HTMLElement>('[data-rank]')) {
    const { top, bottom, height } = block.getBoundingClientRect();
    if (bottom > edge) return Number(block.dataset['rank']) + Math.max(0, edge - top) / height;
  }
  return 0;
};

/** Lines of any number as one scrolling grid with one tab stop; only what is in sight exists. */
export const LineList = ({
  ref,
  lines,
  total,
  names,
  markOf,
  marks,
  showsSource,
  notes,
  date,
  hasTimes,
  wraps,
  columns,
  focusRank,
  selection,
  isFollowing,
  newLines,
  onFollow,
  onPause,
  onFocus,
  onOpen,
  onValue,
  onChooseColumns,
}: LineListProps) => {
  const { t } = useTranslation('logs');
  useSyncExternalStore(lines.subscribe, lines.revision);
  const [view, setView] = useState(0);
  const [place, setPlace] = useState<ScrollPlace>({ at: 'end' });
  const window = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  /** Where this component scrolled to: an event that says no more than that is not a person's. */
  const ownTop = useRef(0);
  const frame = { total, view };
  const shown: ScrollPlace = isFollowing ? { at: 'end' } : place;
  const count = Math.ceil(view / LINE_HEIGHT) + 2;
  const top = shown.at === 'end' ? lastTop(frame) : Math.min(shown.rank, lastTop(frame));
  const isEnd = shown.at === 'end' || top >= lastTop(frame);
  const first = isEnd ? Math.max(0, total - count) : Math.floor(top);
  const last = Math.min(total, first + count) - 1;

  useLayoutEffect(() => {
    const list = ref.current;
    if (!list) return undefined;
    const observer = new ResizeObserver(() => setView(list.clientHeight));
    observer.observe(list);
    setView(list.clientHeight);
    return () => observer.disconnect();
  }, [ref]);
  useEffect(() => {
    lines.want(first - AHEAD, last + AHEAD);
  }, [lines, first, last]);
  useLayoutEffect(() => {
    const list = ref.current;
    if (!list) return;
    const wanted = scrollTopOf(isEnd ? { at: 'end' } : shown, frame);
    if (Math.abs(list.scrollTop - wanted) >= 1) list.scrollTop = wanted;
    ownTop.current = list.scrollTop;
    const block = layer.current?.firstElementChild;
    if (layer.current) {
      const above = isEnd || !(block instanceof HTMLElement) ? 0 : (top - first) * block.offsetHeight;
      layer.current.style.transform = above === 0 ? '' : `translateY(${-above}px)`;
    }
  });
  useLayoutEffect(() => {
    if (isFollowing) setPlace({ at: 'end' });
    else {
      setPlace((before) =>
        before.at === 'end' && window.current ? { at: 'line', rank: topInSight(window.current) } : before,
      );
    }
  }, [isFollowing]);

  const show = useEffectEvent((rank: number) => {
    const lead = Math.floor(view / LINE_HEIGHT / 3);
    const isFar = rank < top - 2 || rank > top + view / LINE_HEIGHT + 1;
    setPlace((before) =>
      showing(rank, before.at === 'end' ? { at: 'line', rank: top } : before, frame, isFar ? lead : 0),
    );
  });
  useLayoutEffect(() => {
    // A window that became smaller keeps it in sight too.
    if (focusRank !== null && view > 0) show(focusRank);
  }, [focusRank, view]);
  /** Lines that wrap, and words between lines, take more room than counted: what is still cut off comes into sight. */
  useLayoutEffect(() => {
    const row = focusRank === null ? null : document.getElementById(lineDomId(focusRank));
    const box = window.current?.getBoundingClientRect();
    if (!row || !box || focusRank === null) return;
    const { top: rowTop, bottom } = row.getBoundingClientRect();
    if (bottom > box.bottom + 1 && rowTop > box.top + 1)
      setPlace((before) => moved(before, Math.min(bottom - box.bottom, rowTop - box.top), frame));
    // oxlint-disable-next-line react/exhaustive-deps -- only where the focus goes, not with every line that comes
  }, [focusRank]);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (!isScaled(frame) || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit =
      event.deltaMode === WheelEvent.DOM_DELTA_LINE
        ? LINE_HEIGHT
        : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
          ? view
          : 1;
    go(moved(isEnd ? { at: 'end' } : shown, event.deltaY * unit, frame));
  });
  useEffect(() => {
    const list = ref.current;
    // A wheel moves a long list by lines: the browser would have to be told before it scrolls.
    list?.addEventListener('wheel', onWheel, { passive: false });
    return () => list?.removeEventListener('wheel', onWheel);
  }, [ref]);

  const go = (next: ScrollPlace) => {
    setPlace(next);
    if (next.at === 'end' && !isFollowing) onFollow();
    if (next.at === 'line' && isFollowing) onPause();
  };
  const onScroll = () => {
    const list = ref.current;
    // A window that became larger moves the end by itself, and is measured later.
    if (!list || list.clientHeight !== view || Math.abs(list.scrollTop - ownTop.current) < 1) return;
    ownTop.current = list.scrollTop;
    go(placeOf(list.scrollTop, frame));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || total === 0) return;
    const at = focusRank ?? (isFollowing ? total - 1 : Math.floor(top));
    const page = Math.max(1, Math.floor(view / LINE_HEIGHT) - 1);
    const ranks: Readonly<Record<string, number>> = {
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: total - 1,
      ...(event.shiftKey && { ArrowDown: at + 1, ArrowUp: at - 1 }),
    };
    const rank = ranks[event.key];
    if (rank === undefined) return;
    event.preventDefault();
    if (event.key === 'End' && !event.shiftKey) onFollow();
    else onFocus(Math.max(0, Math.min(rank, total - 1)), event.shiftKey);
  };
  const rankUnder = (event: MouseEvent): number | undefined => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null;
    return row ? Number(row.dataset['line']) : undefined;
  };

  const hasColumns = columns.shown.length > 0;
  const rows = [];
  for (let rank = first; rank <= last; rank++) {
    const line = lines.line(rank);
    rows.push(
      <div key={rank} role="none" data-rank={rank}>
        {lines.gaps(rank).map((gap) => (
          <GapRow
            key={`${gap.sourceId} ${gap.file ?? ''} ${gap.at} ${gap.kind}`}
            gap={gap}
            source={sourceOf(names, gap)}
          />
        ))}
        <LineRow
          t={t}
          rank={rank}
          line={line}
          source={showsSource ? (line ? shortSourceOf(names, line) : '') : undefined}
          sourceMark={showsSource && line ? markOfSource(marks, line) : undefined}
          mark={line && markOf(line)}
          note={(line?.bookmark && notes.get(line.bookmark)) ?? ''}
          date={date}
          columns={columns.shown}
          isFocused={rank === focusRank}
          isSelected={selection !== undefined && rank >= selection[0] && rank <= selection[1]}
        />
      </div>,
    );
  }
  return (
    <div
      className={classes['frame']}
      style={
        {
          '--columns': columns.shown.map(({ width }) => `minmax(40px, ${width}px)`).join(' '),
          '--digits': String(marks.length).length,
        } as CSSProperties
      }
      data-columns={hasColumns || undefined}
      data-date={date}
      data-untimed={!hasTimes || undefined}
      data-single={!showsSource || undefined}
    >
      {showsSource && <SourceLegend marks={marks} />}
      {hasColumns && (
        <ColumnHead
          columns={columns}
          showsSource={showsSource}
          values={(focusRank === null ? undefined : lines.line(focusRank))?.fields ?? null}
          onValue={onValue}
          onChoose={onChooseColumns}
        />
      )}
      <div
        ref={ref}
        className={classes['list']}
        role="grid"
        tabIndex={0}
        aria-label={t('lines')}
        aria-rowcount={total}
        aria-multiselectable
        aria-activedescendant={
          focusRank !== null && focusRank >= first && focusRank <= last ? lineDomId(focusRank) : undefined
        }
        data-wraps={wraps || undefined}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const rank = rankUnder(event);
          if (rank !== undefined) onFocus(rank, event.shiftKey);
        }}
        onDoubleClick={(event) => {
          const rank = rankUnder(event);
          if (rank !== undefined) onOpen(rank);
        }}
      >
        <div role="none" style={{ height: Math.max(scrollHeight(frame), view) }}>
          <div ref={window} role="none" className={classes['window']} style={{ height: view }}>
            <div ref={layer} role="rowgroup" className={classes['layer']} data-end={isEnd || undefined}>
              {rows}
            </div>
          </div>
        </div>
      </div>
      {!isFollowing && newLines > 0 && (
        <Button
          size="xs"
          className={classes['pill']}
          leftSection={<IconArrowDown size={14} stroke={1.6} aria-hidden />}
          onClick={onFollow}
        >
          {t('newLines', { count: newLines })}
        </Button>
      )}
    </div>
  );
};
