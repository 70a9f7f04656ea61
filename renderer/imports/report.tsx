import { Button, SegmentedControl } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { rowOutcomes } from '#shared/imports/problem.ts';
import { ImportFailure } from './import-failure.tsx';
import { ReportPanel } from './report-panel.tsx';
import { ReportRows } from './report-rows.tsx';
import type { ImportStep, RunMode } from './store.ts';
import { shortName } from './short-name.ts';
import { Steps } from './steps.tsx';
import { useImport, useImportActions } from './use-import.ts';
import type { ReportFilter } from './use-report-rows.ts';
import styles from './imports.module.css';

const everything: ReportFilter = { outcome: null, code: null, column: null };

/** The dry run: what would come of each row, and the decision to go on. */
export const Report = ({ step }: { readonly step: Extract<ImportStep, { at: 'report' }> }) => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { inspection, report } = step;
  const failure = useImport((state) => state.failure);
  const { run, back } = useImportActions();
  const [mode, setMode] = useState<RunMode>('all');
  const [filter, setFilter] = useState<ReportFilter>(
    report.rows.refuse > 0 ? { ...everything, outcome: 'refuse' } : everything,
  );
  const news = report.tickets.create + report.tickets.update;
  const refused = report.rows.refuse;
  const readOnly = useReadOnly();
  const why =
    readOnly ??
    (news === 0
      ? t('report.nothing')
      : refused > 0 && mode === 'all'
        ? t('report.blocked', { count: refused })
        : undefined);
  const go = () => void run(mode);
  const group = t('title');
  useCommands('imports.report', [
    {
      id: 'imports.run',
      label: t('report.import', { count: news }),
      group,
      icon: IconFileImport,
      key: 'mod+Enter',
      whileTyping: true,
      status: { order: 1, label: t('report.importKey') },
      unavailable: why,
      run: go,
    },
    {
      id: 'imports.backToMapping',
      label: t('report.back'),
      group,
      key: 'b',
      status: { order: 2, label: t('report.backKey') },
      run: back,
    },
  ]);

  return (
    <SplitPane
      panelLabel={t('report.side')}
      panel={<ReportPanel report={report} header={inspection.header} filter={filter} onFilter={setFilter} />}
    >
      <ViewHead title={shortName(inspection.fileName)}>
        {why === undefined ? null : (
          <span
            id="import-why"
            className={`${styles.why} ${readOnly === undefined && news > 0 ? 'breach-ink' : 'muted'}`}
            title={why}
          >
            {why}
          </span>
        )}
        <Button className={styles.keep} variant="subtle" rightSection={<KeyHint keys="b" />} onClick={back}>
          {t('report.back')}
        </Button>
        <BlockableButton
          className={styles.keep}
          variant="filled"
          rightSection={<KeyHint keys="mod+Enter" />}
          blockedBy={why === undefined ? undefined : 'import-why'}
          onClick={go}
        >
          {t('report.import', { count: news })}
        </BlockableButton>
      </ViewHead>
      <div className={styles.bar}>
        <Steps at="report" />
        <span className={styles.space} />
        {refused > 0 ? (
          <SegmentedControl
            size="xs"
            aria-label={t('report.mode')}
            value={mode}
            onChange={(next) => setMode(next === 'all' ? 'all' : 'skip-refused')}
            data={(['all', 'skip-refused'] as const).map((value) => ({ value, label: t(`report.mode.${value}`) }))}
          />
        ) : null}
      </div>
      {failure ? <ImportFailure failure={failure} /> : null}
      <dl className={styles.figures}>
        <Figure label={t('report.create')} value={format.number(report.tickets.create)} />
        <Figure label={t('report.update')} value={format.number(report.tickets.update)} />
        <Figure label={t('report.duplicate')} value={format.number(report.rows.duplicate)} />
        <Figure label={t('report.refuse')} value={format.number(refused)} breach={refused > 0} />
        <Figure label={t('report.entries')} value={format.number(report.entries)} />
        <Figure label={t('report.warnings')} value={format.number(report.warnings)} />
      </dl>
      <div className={styles.filters}>
        <span className="muted small">{t('report.rows')}</span>
        <SegmentedControl
          size="xs"
          aria-label={t('report.show')}
          value={filter.code === null && filter.column === null ? (filter.outcome ?? 'all') : ''}
          onChange={(next) =>
            setFilter({ ...everything, outcome: rowOutcomes.find((outcome) => outcome === next) ?? null })
          }
          data={[
            { value: 'all', label: t('report.all', { count: inspection.rows }) },
            ...rowOutcomes
              .filter((outcome) => report.rows[outcome] > 0)
              .map((value) => ({ value, label: t(`report.of.${value}`, { count: report.rows[value] }) })),
          ]}
        />
        <span className="muted small cut">{t('report.caption')}</span>
      </div>
      <ReportRows
        key={`${filter.outcome} ${filter.code} ${filter.column}`}
        importId={report.importId}
        header={inspection.header}
        hasNumbers={step.plan.columns.includes('externalId')}
        hasReasons={report.problems.length > 0}
        filter={filter}
      />
    </SplitPane>
  );
};

const Figure = ({
  label,
  value,
  breach,
}: {
  readonly label: string;
  readonly value: string;
  readonly breach?: boolean;
}) => (
  <div>
    <dt>{label}</dt>
    <dd className={`num ${breach === true ? 'breach-ink' : ''}`}>{value}</dd>
  </div>
);
