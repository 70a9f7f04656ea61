import type { RefObject } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ListSearch } from '#renderer/ui/list-search.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { documentKinds } from '#shared/documents/document.ts';
import { countStates, everyDocument, type DocumentFilter } from '#shared/documents/filter.ts';
import type { DocumentCatalogue } from '#shared/documents/operations.ts';
import { documentStates, isTrouble } from '#shared/documents/states.ts';
import { inLanguage } from '#shared/services/service.ts';
import classes from './documents.module.css';

interface FilterBarProps {
  readonly catalogue: DocumentCatalogue;
  readonly filter: DocumentFilter;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly onNarrow: (change: Partial<DocumentFilter>) => void;
  /** On to the list. */
  readonly onLeave: () => void;
}

/** What the list is narrowed to. Counts are those of the whole catalogue. */
export const FilterBar = ({ catalogue, filter, searchField, onNarrow, onLeave }: FilterBarProps) => {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { documents, names } = catalogue;
  const counts = countStates(documents);
  const trouble = documents.filter(({ states }) => states.some(isTrouble)).length;
  const owners = [...new Set(documents.flatMap(({ owner }) => owner ?? []))].toSorted();
  const places = Object.entries(names)
    .map(([value, name]) => ({ value, label: inLanguage(name, format.language) }))
    .toSorted((left, right) => left.label.localeCompare(right.label, format.language));
  const stateOptions = [
    { value: '', label: t('filter.anyState') },
    { value: 'trouble', label: t('filter.count', { name: t('filter.trouble'), count: trouble }) },
    ...documentStates
      .filter((state) => counts[state] > 0 || state === filter.state)
      .map((state) => ({
        value: state,
        label: t('filter.count', { name: t(`state.${state}`), count: counts[state] }),
      })),
  ];
  return (
    <div className={classes['bar']}>
      <ListSearch
        field={searchField}
        label={t('search')}
        clearLabel={t('clearSearch')}
        text={filter.text}
        onText={(text) => onNarrow({ text })}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
          event.stopPropagation();
          onLeave();
        }}
      />
      <div className={classes['filters']}>
        <NativeSelect
          size="xs"
          aria-label={t('filter.state')}
          value={filter.state ?? ''}
          data={stateOptions}
          onChange={({ currentTarget: { value } }) =>
            onNarrow({
              state: value === 'trouble' ? value : (documentStates.find((state) => state === value) ?? null),
            })
          }
        />
        <NativeSelect
          size="xs"
          aria-label={t('field.kind')}
          value={filter.kind ?? ''}
          data={[
            { value: '', label: t('filter.anyKind') },
            ...documentKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            onNarrow({ kind: documentKinds.find((kind) => kind === value) ?? null })
          }
        />
        <NativeSelect
          size="xs"
          aria-label={t('field.owner')}
          value={filter.owner ?? ''}
          data={[{ value: '', label: t('filter.anyOwner') }, ...owners]}
          onChange={({ currentTarget: { value } }) => onNarrow({ owner: value || null })}
        />
        <NativeSelect
          size="xs"
          aria-label={t('column.belongsTo')}
          value={filter.belongsTo ?? ''}
          data={[{ value: '', label: t('filter.anyPlace') }, ...places]}
          onChange={({ currentTarget: { value } }) => onNarrow({ belongsTo: value || null })}
        />
        {JSON.stringify(filter) !== JSON.stringify(everyDocument) && (
          <Button variant="subtle" color="gray" size="xs" onClick={() => onNarrow(everyDocument)}>
            {t('filter.reset')}
          </Button>
        )}
      </div>
    </div>
  );
};
