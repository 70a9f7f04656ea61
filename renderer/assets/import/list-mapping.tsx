import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { importFields, type ImportField } from '#shared/assets/import/columns.ts';
import { existingModes } from '#shared/assets/import/judge.ts';
import { dayOrders, type AssetInspection } from '#shared/assets/import/operations.ts';
import { assetImportStore } from './asset-import-store.ts';
import classes from './asset-import.module.css';

const isField = (value: string): value is ImportField => importFields.some((field) => field === value);

/** What each column means, how days are written, and what happens to assets that are here already. */
export const ListMapping = ({ inspection }: { readonly inspection: AssetInspection }) => {
  const { t } = useTranslation('assets');
  const format = useFormat();
  const store = useSessionStore(assetImportStore);
  const plan = useStore(store, (state) => state.plan);
  const { change, check } = store.getState();
  useCommands('assets.mapping', [
    {
      id: 'assets.importCheck',
      label: t('checkList'),
      key: 'mod+Enter',
      group: t('importTitle'),
      status: { order: 1, label: t('keys.check') },
      run: () => void check(),
    },
  ]);
  if (!plan) return null;
  const hasDays = plan.columns.some((field) => field === 'purchasedOn' || field === 'warrantyUntil');
  const map = (column: number, field: ImportField | null) =>
    change({
      // A field that another column had moves here; only attributes may be many.
      columns: plan.columns.map((each, index) =>
        index === column ? field : each === field && field !== 'attribute' ? 'attribute' : each,
      ),
    });
  return (
    <div className={classes['step']}>
      <p className="soft">
        {t('fileFound', {
          name: inspection.fileName,
          count: inspection.rows,
          charset: inspection.reading.charset.toUpperCase(),
        })}
      </p>
      <div className={classes['tableScroll']}>
        <table className={classes['columns']}>
          <thead>
            <tr>
              <th scope="col">{t('map.column')}</th>
              <th scope="col">{t('map.means')}</th>
              <th scope="col">{t('map.cells')}</th>
            </tr>
          </thead>
          <tbody>
            {inspection.header.map((label, column) => (
              // oxlint-disable-next-line react/no-array-index-key -- Columns may have the same name, and stay in their place.
              <tr key={column}>
                <th scope="row">
                  <span className="cut" title={label}>
                    {label || t('map.noName', { n: format.number(column + 1) })}
                  </span>
                </th>
                <td>
                  <NativeSelect
                    size="xs"
                    aria-label={t('map.fieldOf', { column: label })}
                    value={plan.columns[column] ?? ''}
                    onChange={(event) => {
                      const { value } = event.currentTarget;
                      map(column, isField(value) ? value : null);
                    }}
                    data={[
                      { value: '', label: t('map.leaveOut') },
                      ...importFields.map((value) => ({ value, label: t(`map.${value}`) })),
                    ]}
                  />
                </td>
                <td className="soft cut">{(inspection.samples[column] ?? []).join(' · ') || t('map.empty')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasDays && inspection.dates.length > 1 && (
        <Choices
          legend={t('dayOrder')}
          options={dayOrders.map((value) => ({ value, label: t(`dayOrder.${value}`) }))}
          value={plan.dates}
          onChange={(dates) => change({ dates })}
        />
      )}
      <Choices
        single
        legend={t('existing')}
        options={existingModes.map((value) => ({ value, label: t(`existing.${value}`) }))}
        value={plan.mode}
        onChange={(mode) => change({ mode })}
      />
      <div className={classes['foot']}>
        <Button variant="filled" rightSection={<KeyHint keys="mod+Enter" />} onClick={() => void check()}>
          {t('checkList')}
        </Button>
      </div>
    </div>
  );
};
