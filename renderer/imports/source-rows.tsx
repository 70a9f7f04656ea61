import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { charsets, delimiters } from '#shared/imports/charsets.ts';
import type { Inspection } from '#shared/imports/operations.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { sourceSystems, systemName } from '#shared/imports/source-systems.ts';
import { PanelRow } from './panel-row.tsx';
import { changeSystem } from './plan-edits.ts';
import { useImportActions } from './use-import.ts';

interface RowsProps {
  readonly inspection: Inspection;
  readonly plan: ImportPlan;
}

/** Which system the file comes from, and how it names its tickets. */
export const SourceRows = ({ inspection, plan }: RowsProps) => {
  const { t } = useTranslation('imports');
  const { plan: change } = useImportActions();
  const systemLabel = (system: (typeof sourceSystems)[number]): string =>
    system === 'servicenow-events'
      ? t('plan.system.events', { system: systemName[system] })
      : system === 'generic'
        ? t('plan.system.generic')
        : systemName[system];
  return (
    <>
      <PanelRow label={t('plan.system')}>
        {(id) => (
          <NativeSelect
            id={id}
            size="xs"
            value={plan.system}
            onChange={(event) => {
              const system = sourceSystems.find((each) => each === event.currentTarget.value);
              if (system) change(changeSystem(plan, inspection, system));
            }}
            data={sourceSystems.map((system) => ({ value: system, label: systemLabel(system) }))}
          />
        )}
      </PanelRow>
      <PanelRow label={t('plan.sourceName')} note={t('plan.sourceHint')}>
        {(id) => (
          <TextInput
            id={id}
            size="xs"
            maxLength={60}
            error={plan.sourceName.trim() === ''}
            value={plan.sourceName}
            onChange={(event) => change({ ...plan, sourceName: event.currentTarget.value })}
          />
        )}
      </PanelRow>
      <PanelRow label={t('plan.shape')}>
        {(id) => (
          <NativeSelect
            id={id}
            size="xs"
            value={plan.shape}
            onChange={(event) => change({ ...plan, shape: event.currentTarget.value === 'events' ? 'events' : 'rows' })}
            data={(['rows', 'events'] as const).map((value) => ({ value, label: t(`plan.shape.${value}`) }))}
          />
        )}
      </PanelRow>
    </>
  );
};

const zones = Intl.supportedValuesOf('timeZone');

/** How its bytes, times and empty cells are read. */
export const FileRows = ({ plan }: { readonly plan: ImportPlan }) => {
  const { t } = useTranslation('imports');
  const { plan: change, read } = useImportActions();
  const { reading } = plan;
  return (
    <>
      <PanelRow label={t('plan.charset')}>
        {(id) => (
          <NativeSelect
            id={id}
            size="xs"
            value={reading.charset}
            onChange={(event) => {
              const charset = charsets.find((each) => each === event.currentTarget.value);
              if (charset) void read({ ...reading, charset });
            }}
            data={charsets.map((value) => ({ value, label: value.toUpperCase() }))}
          />
        )}
      </PanelRow>
      <PanelRow label={t('plan.delimiter')}>
        {(id) => (
          <NativeSelect
            id={id}
            size="xs"
            value={reading.delimiter}
            onChange={(event) => {
              const delimiter = delimiters.find((each) => each === event.currentTarget.value);
              if (delimiter) void read({ ...reading, delimiter });
            }}
            data={delimiters.map((value) => ({ value, label: t(`plan.delimiter.${value}`) }))}
          />
        )}
      </PanelRow>
      <PanelRow label={t('plan.zone')}>
        {(id) => (
          <NativeSelect
            id={id}
            size="xs"
            value={plan.zone}
            onChange={(event) => change({ ...plan, zone: event.currentTarget.value })}
            data={[...new Set(['UTC', plan.zone, ...zones])]}
          />
        )}
      </PanelRow>
      <PanelRow label={t('plan.emptyMarks')}>
        {(id) => (
          <TextInput
            id={id}
            size="xs"
            placeholder="? NULL"
            value={plan.emptyMarks.join(' ')}
            onChange={(event) =>
              change({
                ...plan,
                emptyMarks: event.currentTarget.value
                  .split(/\s+/u)
                  .filter((mark) => mark !== '' && mark.length <= 20)
                  .slice(0, 20),
              })
            }
          />
        )}
      </PanelRow>
    </>
  );
};
