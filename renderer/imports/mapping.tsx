import { Button, SegmentedControl } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '#renderer/ui/banner.tsx';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { planGaps } from '#shared/imports/plan-gaps.ts';
import { ColumnTable } from './column-table.tsx';
import { FirstRows } from './first-rows.tsx';
import { ImportFailure } from './import-failure.tsx';
import { untranslated } from './plan-edits.ts';
import { PlanPanel } from './plan-panel.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import type { ImportStep } from './store.ts';
import { shortName } from './short-name.ts';
import { Steps } from './steps.tsx';
import { useImport, useImportActions } from './use-import.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './imports.module.css';

/** What each column means, how its cells are read, and what is filled in. */
export const Mapping = ({ step }: { readonly step: Extract<ImportStep, { at: 'mapping' }> }) => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { inspection, plan } = step;
  const words = usePlanWords(inspection.header);
  const busy = useImport((state) => state.busy);
  const progress = useImport((state) => state.progress);
  const failure = useImport((state) => state.failure);
  const { check, startOver } = useImportActions();
  const [shown, setShown] = useState<'columns' | 'rows'>('columns');

  const gaps = planGaps(plan, inspection.header.length);
  const firstGap = gaps[0];
  const why = firstGap ? words.gap(firstGap) : undefined;
  const hasOpenValues = inspection.columns.some((facts) => untranslated(plan, facts)?.length !== 0);
  const share = progress ? progress.done / Math.max(1, progress.total) : 0;
  const brokenRows = (): string => {
    const { brokenRows: count, firstBrokenRows } = inspection;
    const rows = firstBrokenRows.map(format.number);
    return count > rows.length
      ? t('map.brokenMore', { count, rows: format.series(rows) })
      : t('map.broken', { count, rows: format.list(rows) });
  };
  const go = () => void check();
  const group = t('title');
  useCommands('imports.mapping', [
    {
      id: 'imports.check',
      label: t('map.check'),
      group,
      icon: IconListCheck,
      key: 'mod+Enter',
      whileTyping: true,
      status: { order: 1, label: t('map.go') },
      unavailable: why,
      run: go,
    },
    {
      id: 'imports.firstRows',
      label: shown === 'rows' ? t('map.columns') : t('map.firstRows'),
      group,
      key: 'f',
      status: { order: 2, label: t('map.firstRowsKey') },
      run: () => setShown(shown === 'rows' ? 'columns' : 'rows'),
    },
    { id: 'imports.otherFile', label: t('another'), group, run: startOver },
  ]);

  return (
    <SplitPane panelLabel={t('map.settings')} panel={<PlanPanel inspection={inspection} plan={plan} />}>
      <ViewHead title={shortName(inspection.fileName)} count={t('map.count', { count: inspection.rows })}>
        {why === undefined && !hasOpenValues ? null : (
          <span
            id="import-gap"
            className={`${styles.why} ${why === undefined ? 'muted' : 'risk-ink'}`}
            title={why ?? t('gap.values')}
          >
            {why ?? t('gap.values')}
          </span>
        )}
        <Button className={styles.keep} variant="subtle" onClick={startOver}>
          {t('map.back')}
        </Button>
        <BlockableButton
          className={styles.keep}
          variant="filled"
          rightSection={<KeyHint keys="mod+Enter" />}
          loading={busy === 'checking'}
          blockedBy={why === undefined ? undefined : 'import-gap'}
          onClick={go}
        >
          {t('map.check')}
        </BlockableButton>
      </ViewHead>
      <div className={styles.bar}>
        <Steps at="mapping" />
        <span className={styles.space} />
        <SegmentedControl
          size="xs"
          aria-label={t('map.view')}
          value={shown}
          onChange={(next) => setShown(next === 'rows' ? 'rows' : 'columns')}
          data={[
            { value: 'columns', label: t('map.columns') },
            { value: 'rows', label: t('map.firstRows') },
          ]}
        />
      </div>
      {failure ? <ImportFailure failure={failure} /> : null}
      {inspection.brokenRows > 0 ? <Banner tone="risk">{brokenRows()}</Banner> : null}
      {busy === 'checking' || busy === 'inspecting' ? (
        <ProgressBar share={share} label={t('map.checking', { share: format.percent(share) })} />
      ) : null}
      {shown === 'columns' ? (
        <ColumnTable inspection={inspection} plan={plan} />
      ) : (
        <FirstRows header={inspection.header} rows={inspection.preview} plan={plan} />
      )}
    </SplitPane>
  );
};
