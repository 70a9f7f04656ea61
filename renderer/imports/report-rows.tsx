import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '#renderer/ui/empty.tsx';
import { BreachGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ReportRow } from '#shared/imports/operations.ts';
import { isWarning, type Problem } from '#shared/imports/problem.ts';
import { ProblemWords } from './problem-words.tsx';
import { useReportRows, type ReportFilter } from './use-report-rows.ts';
import styles from './imports.module.css';

const ROW_HEIGHT = 32;

interface ReportRowsProps {
  readonly importId: string;
  readonly header: readonly string[];
  /** The file has numbers of its own. */
  readonly hasNumbers: boolean;
  /** Some row has something to say. */
  readonly hasReasons: boolean;
  readonly filter: ReportFilter;
}

/** What becomes of each row, with the row and the column named. */
export const ReportRows = ({ importId, header, hasNumbers, hasReasons, filter }: ReportRowsProps) => {
  const { t } = useTranslation('imports');
  const { total, rowAt, show } = useReportRows(importId, filter);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (total !== undefined && total > 0) show(from, to);
  }, [show, total, from, to]);

  if (total === 0) return <Empty mark="search" title={t('report.noRows')} />;
  return (
    <div
      role="grid"
      aria-label={t('report.show')}
      aria-rowcount={(total ?? 0) + 1}
      className={styles.report}
      {...(hasNumbers ? { 'data-numbers': '' } : {})}
      {...(hasReasons ? { 'data-reasons': '' } : {})}
    >
      <div role="row" aria-rowindex={1} className={styles.reportHead}>
        <span role="columnheader" className={styles.right}>
          {t('report.row')}
        </span>
        <span role="columnheader">{t('report.outcome')}</span>
        {hasNumbers ? (
          <span role="columnheader" className={styles.number}>
            {t('report.number')}
          </span>
        ) : null}
        <span role="columnheader">{t('report.titleColumn')}</span>
        {hasReasons ? <span role="columnheader">{t('report.problem')}</span> : null}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by the keyboard */}
      <div ref={scroller} className={styles.reportScroll} role="rowgroup" tabIndex={0}>
        <div className={styles.reportRoom} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              className={styles.reportRow}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <RowCells row={rowAt(item.index)} header={header} hasNumbers={hasNumbers} hasReasons={hasReasons} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
};

interface RowCellsProps extends Pick<ReportRowsProps, 'header' | 'hasNumbers' | 'hasReasons'> {
  readonly row: ReportRow | undefined;
}

const RowCells = ({ row, header, hasNumbers, hasReasons }: RowCellsProps) => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  // Side by side each would be cut to a word; what refuses the row counts more than a remark.
  const first = row?.problems.find(({ code }) => !isWarning(code)) ?? row?.problems[0];
  const others = (row?.problems.length ?? 0) - 1;
  if (!row) return <span role="gridcell" className={styles.pendingCell} aria-label={t('report.pending')} />;
  return (
    <>
      <span role="gridcell" className={`${styles.right} muted num`}>
        {format.number(row.row)}
      </span>
      <span role="gridcell" className={row.outcome === 'refuse' ? 'breach-ink' : 'soft'}>
        {t(`outcome.${row.outcome}`)}
      </span>
      {hasNumbers ? (
        <span role="gridcell" className={`${styles.number} num cut`}>
          {row.externalId ?? '–'}
        </span>
      ) : null}
      {/* A row with nothing to say gives its title the room of both. */}
      <span
        role="gridcell"
        className={`${first === undefined ? styles.wideTitle : ''} cut`}
        {...(hasReasons && first === undefined ? { 'aria-colspan': 2 } : {})}
        title={row.title}
      >
        {row.title || '–'}
      </span>
      {first === undefined ? null : (
        <span role="gridcell" className={styles.reasons}>
          <Reason problem={first} header={header} />
          {others > 0 ? <span className="muted num">{t('report.moreReasons', { count: others })}</span> : null}
        </span>
      )}
    </>
  );
};

const Reason = ({ problem, header }: { readonly problem: Problem; readonly header: readonly string[] }) => (
  <span className={styles.reason} title={problem.value}>
    {isWarning(problem.code) ? <RiskGlyph /> : <BreachGlyph />}
    <span className="cut">
      <ProblemWords {...problem} header={header} />
    </span>
  </span>
);
