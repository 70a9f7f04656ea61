import { useEffect, useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { BreachGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { assetStatuses, type AssetStatus } from '#shared/assets/configuration-item.ts';
import { assetOutcomes, type AssetOutcome } from '#shared/assets/import/judge.ts';
import type { AssetCheck, AssetInspection, AssetReportRow } from '#shared/assets/import/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { useAssetWords } from '../use-asset-words.ts';
import { assetImportStore } from './asset-import-store.ts';
import classes from './asset-import.module.css';

/** Rows of the report fetched at once. */
const RUN = 100;

type Shown = AssetOutcome | 'problems';

const isStatus = (value: string | null): value is AssetStatus => assetStatuses.some((each) => each === value);

/** What would happen, before anything does: counts, what is wrong, and each row with what would change. */
export const ListReport = ({
  inspection,
  check,
}: {
  readonly inspection: AssetInspection;
  readonly check: AssetCheck;
}) => {
  const { t } = useTranslation('assets');
  const client = useClient();
  const format = useFormat();
  const words = useAssetWords();
  const store = useSessionStore(assetImportStore);
  const { importId } = inspection;
  const [shown, setShown] = useState<Shown>(() =>
    check.problems.length > 0 ? 'problems' : check.rows.update > 0 ? 'update' : 'create',
  );
  const [rows, setRows] = useState<readonly AssetReportRow[]>([]);
  const [total, setTotal] = useState(0);
  const [count, setCount] = useState(RUN);
  useEffect(() => {
    let current = true;
    void client
      .call('assets.importReport', {
        importId,
        outcome: shown === 'problems' ? null : shown,
        problem: shown === 'problems',
        from: 0,
        count: Math.min(500, count),
      })
      .then((answer) => {
        if (!current || !answer.ok) return;
        setRows(answer.value.rows);
        setTotal(answer.value.total);
      });
    return () => {
      current = false;
    };
  }, [client, importId, shown, count]);

  const writes = check.rows.create + check.rows.update;
  const run = () => {
    if (writes > 0) void store.getState().run();
  };
  useCommands('assets.report', [
    {
      id: 'assets.importRun',
      label: t('importRows', { count: writes }),
      key: 'mod+Enter',
      group: t('importTitle'),
      status: { order: 1, label: t('keys.import') },
      unavailable: writes > 0 ? undefined : t('nothingToImport'),
      run,
    },
  ]);
  const valueOf = (field: string, value: string | null): string =>
    value === null
      ? t('entry.nothing')
      : field === 'status' && isStatus(value)
        ? words.statusOf(value)
        : field === 'class'
          ? words.classOf(value)
          : value;
  const choices: readonly Shown[] = [
    ...(check.problems.length > 0 ? (['problems'] as const) : []),
    ...assetOutcomes.filter((outcome) => check.rows[outcome] > 0),
  ];
  return (
    <div className={classes['step']}>
      <dl className={classes['counts']}>
        {assetOutcomes.map((outcome) => (
          <div key={outcome}>
            <dt>{t(`outcome.${outcome}`)}</dt>
            <dd className="num">{format.number(check.rows[outcome])}</dd>
          </div>
        ))}
      </dl>
      {check.problems.length > 0 && (
        <ul className={classes['problems']}>
          {check.problems.map(({ code, column, count: times, firstRow, value, warning }) => (
            <li key={`${code} ${column ?? ''}`}>
              {warning ? <RiskGlyph /> : <BreachGlyph />}
              <span>
                {t(`problem.${code}`)}
                {column === null ? '' : ` · ${inspection.header[column] ?? ''}`}
              </span>
              <span className="muted">
                {t('problemRows', { count: times, row: format.number(firstRow) })}
                {value === '' ? '' : ` · ${value}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {choices.length > 0 && (
        <SegmentedControl
          size="xs"
          className={classes['choices']}
          aria-label={t('reportRows')}
          value={shown}
          onChange={(value) => {
            setShown(value);
            setCount(RUN);
          }}
          data={choices.map((value) => ({
            value,
            label: value === 'problems' ? t('withProblems') : t(`outcome.${value}`),
          }))}
        />
      )}
      <div className={classes['tableScroll']}>
        <table className={classes['columns']}>
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              <th scope="col">{t('field.name')}</th>
              <th scope="col">{t('whatHappens')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.row}>
                <td className="num">{format.number(row.row)}</td>
                <td>
                  {row.name || t('none')} <span className="muted">{row.label}</span>
                </td>
                <td>
                  <span>{t(`outcome.${row.outcome}`)}</span>
                  {row.existing !== null && <span className="muted num"> {shortNumber(row.existing)}</span>}
                  {row.changes.map(({ field, from, to }) => (
                    <p key={field} className="soft small">
                      {t('entry.change', {
                        field: field === 'status' ? t('field.status') : words.fieldOf(field),
                        from: valueOf(field, from),
                        to: valueOf(field, to),
                      })}
                    </p>
                  ))}
                  {row.problems.map(({ code, column, value }) => (
                    <p key={`${code} ${column ?? ''}`} className="soft small">
                      {t(`problem.${code}`)}
                      {value === '' ? '' : `: ${value}`}
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > rows.length && (
        <p className="muted small">
          {t('shownOf', { shown: format.number(rows.length), total: format.number(total) })}{' '}
          {count < 500 && (
            <Button size="xs" variant="subtle" onClick={() => setCount(500)}>
              {t('showMore')}
            </Button>
          )}
        </p>
      )}
      <div className={classes['foot']}>
        {writes === 0 && (
          <span id="assets-nothing" className="muted">
            {t('nothingToImport')}
          </span>
        )}
        <BlockableButton
          variant="filled"
          blockedBy={writes === 0 ? 'assets-nothing' : undefined}
          rightSection={<KeyHint keys="mod+Enter" />}
          onClick={run}
        >
          {t('importRows', { count: writes })}
        </BlockableButton>
      </div>
    </div>
  );
};
