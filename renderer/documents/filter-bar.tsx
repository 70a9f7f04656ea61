import { useMemo, type RefObject } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ListSearch } from '#renderer/ui/list-search.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { documentKinds } from '#shared/documents/document.ts';
import { countStates, everyDocument, isNarrowed, type DocumentFilter } from '#shared/documents/filter.ts';
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
  const { language } = useFormat();
  const { documents, names } = catalogue;
  const { counts, trouble, owners } = useMemo(
    () => ({
      counts: countStates(documents),
      trouble: documents.filter(({ states }) => states.some(isTrouble)).length,
      owners: [...new Set(documents.flatMap(({ owner }) => owner ?? []))].toSorted(),
    }),
    [documents],
  );
  const places = useMemo(
    () =>
      Object.entries(names)
        .map(([value, name]) => ({ value, label: inLanguage(name, language) }))
        .toSorted((left, right) => left.label.localeCompare(right.label, language)),
    [names, language],
  );
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
        {isNarrowed(filter) && (
          <Button variant="subtle" color="gray" size="xs" onClick={() => onNarrow(everyDocument)}>
            {t('filter.reset')}
          </Button>
        )}
      </div>
    </div>
  );
};
