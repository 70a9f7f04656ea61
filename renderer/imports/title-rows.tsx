import { NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Inspection } from '#shared/imports/operations.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { PanelRow } from './panel-row.tsx';
import { useImportActions } from './use-import.ts';
import { usePlanWords } from './use-plan-words.ts';

interface RowsProps {
  readonly inspection: Inspection;
  readonly plan: ImportPlan;
}

/** Where titles come from in a file that has none. */
export const TitleRows = ({ inspection, plan }: RowsProps) => {
  const { t } = useTranslation('imports');
  const words = usePlanWords(inspection.header);
  const { plan: change } = useImportActions();
  const { title } = plan;
  const longest = inspection.columns.toSorted((left, right) => right.averageLength - left.averageLength)[0]?.index ?? 0;
  const columns = inspection.header.map((_, index) => ({ value: String(index), label: words.column(index) }));
  const choose = (from: string): void => {
    if (from === 'columns') change({ ...plan, title: { from: 'columns' } });
    else if (from === 'words') change({ ...plan, title: { from: 'words', column: longest, words: 8 } });
    else change({ ...plan, title: { from: 'join', columns: [longest] } });
  };
  return (
    <>
      <PanelRow label={t('plan.titleHow')}>
        {(id) => (
          <NativeSelect
            id={id}
            size="xs"
            value={title.from}
            onChange={(event) => choose(event.currentTarget.value)}
            data={(['columns', 'words', 'join'] as const).map((value) => ({ value, label: t(`plan.title.${value}`) }))}
          />
        )}
      </PanelRow>
      {title.from === 'words' ? (
        <>
          <PanelRow label={t('plan.title.column')}>
            {(id) => (
              <NativeSelect
                id={id}
                size="xs"
                value={String(title.column)}
                onChange={(event) =>
                  change({ ...plan, title: { ...title, column: Number(event.currentTarget.value) } })
                }
                data={columns}
              />
            )}
          </PanelRow>
          <PanelRow label={t('plan.title.count')}>
            {(id) => (
              <NumberInput
                id={id}
                size="xs"
                min={3}
                max={30}
                clampBehavior="strict"
                value={title.words}
                onChange={(count) => {
                  if (typeof count === 'number' && count >= 3) change({ ...plan, title: { ...title, words: count } });
                }}
              />
            )}
          </PanelRow>
        </>
      ) : null}
      {title.from === 'join'
        ? [0, 1, 2].map((place) => (
            <PanelRow key={place} label={`${t('plan.title.column')} ${place + 1}`}>
              {(id) => (
                <NativeSelect
                  id={id}
                  size="xs"
                  value={String(title.columns[place] ?? '')}
                  onChange={(event) => {
                    const { value } = event.currentTarget;
                    const next = [...title.columns];
                    if (value === '') next.splice(place, 1);
                    else next[Math.min(place, next.length)] = Number(value);
                    if (next.length > 0) change({ ...plan, title: { ...title, columns: next } });
                  }}
                  data={[...(place === 0 ? [] : [{ value: '', label: t('plan.none') }]), ...columns]}
                />
              )}
            </PanelRow>
          ))
        : null}
    </>
  );
};
