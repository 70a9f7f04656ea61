import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BreachGlyph, OkGlyph, PriorityGlyph, RiskGlyph, StateGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { CheckReport } from '#shared/imports/operations.ts';
import { ProblemWords } from './problem-words.tsx';
import type { ReportFilter } from './use-report-rows.ts';
import styles from './imports.module.css';

interface ReportPanelProps {
  readonly report: CheckReport;
  readonly header: readonly string[];
  readonly filter: ReportFilter;
  readonly onFilter: (filter: ReportFilter) => void;
}

/** Problems by kind, each showing its rows when chosen, and the first tickets as they would be. */
export const ReportPanel = ({ report, header, filter, onFilter }: ReportPanelProps) => {
  const { t } = useTranslation('imports');
  return (
    <div className={styles.panel}>
      <section className={styles.panelSection}>
        {report.problems.length === 0 ? (
          <h2 className={styles.allWell}>
            <OkGlyph />
            {t('report.noProblems')}
          </h2>
        ) : (
          <h2>{report.problems.every(({ warning }) => warning) ? t('report.remarks') : t('report.problems')}</h2>
        )}
        <ul className={styles.problems}>
          {report.problems.map((group) => {
            const isChosen = filter.code === group.code && filter.column === group.column;
            return (
              <li key={`${group.code} ${group.column}`}>
                <UnstyledButton
                  className={styles.problem}
                  aria-pressed={isChosen}
                  onClick={() =>
                    onFilter(
                      isChosen
                        ? { outcome: null, code: null, column: null }
                        : { outcome: null, code: group.code, column: group.column },
                    )
                  }
                >
                  {group.warning ? <RiskGlyph /> : <BreachGlyph />}
                  <span className={styles.problemText}>
                    <span className="cut">
                      <ProblemWords code={group.code} column={group.column} value={group.value} header={header} />
                    </span>
                    <span className="muted small">
                      {t('report.problemRows', { count: group.count, row: group.firstRow })}
                    </span>
                  </span>
                </UnstyledButton>
              </li>
            );
          })}
        </ul>
      </section>
      {report.samples.length > 0 ? (
        <section className={styles.panelSection}>
          <h2>{t('report.samples')}</h2>
          <Samples report={report} />
        </section>
      ) : null}
    </div>
  );
};

const Samples = ({ report }: { readonly report: CheckReport }) => {
  const { t } = useTranslation('imports');
  const { t: ticket } = useTranslation('tickets');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const [openedAt] = useState(Date.now);
  return (
    <ul className={styles.sampleTickets}>
      {report.samples.map((sample) => (
        <li key={sample.row}>
          <PriorityGlyph priority={sample.priority} label={ui(`priority.${sample.priority}`)} />
          <StateGlyph state={sample.state} label={ticket(`state.${sample.state}`)} />
          <span className={styles.sampleText}>
            <span className="cut" title={sample.title}>
              {sample.title}
            </span>
            <span className="muted small cut">
              {[
                sample.externalId,
                format.dateTime(sample.receivedAt, openedAt),
                t('report.sampleEntries', { count: sample.entries }),
                sample.requester,
                sample.assignmentGroup,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
};
