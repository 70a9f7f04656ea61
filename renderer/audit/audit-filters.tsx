import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ListSearch } from '#renderer/ui/list-search.tsx';
import { ChainChoice } from './chain-choice.tsx';
import type { AuditResult, AuditStore } from './store.ts';
import classes from './audit.module.css';

/** Reading the trail is itself in it: what is typed is asked for once the person pauses, so that letters do not become entries. */
const PAUSE_MS = 350;

const results = ['all', 'denied', 'error'] as const;
const resultOf = (choice: string): AuditResult | null => (choice === 'denied' || choice === 'error' ? choice : null);

interface AuditFiltersProps {
  readonly store: AuditStore;
  readonly searchField: RefObject<HTMLInputElement | null>;
  /** Leaves the search field for the list. */
  readonly onDone: () => void;
  readonly onChain: () => void;
}

export const AuditFilters = ({ store, searchField, onDone, onChain }: AuditFiltersProps) => {
  const { t } = useTranslation('audit');
  const filter = useStore(store, (state) => state.filter);
  const [typed, setTyped] = useState(filter.text);
  const { setFilter } = store.getState();

  // A filter set elsewhere (a record's history, “show all”) also sets what stands in the field.
  const [seen, setSeen] = useState(filter.text);
  if (seen !== filter.text) {
    setSeen(filter.text);
    setTyped(filter.text);
  }

  useEffect(() => {
    if (typed.trim() === store.getState().filter.text) return undefined;
    const timer = window.setTimeout(() => store.getState().setFilter({ text: typed.trim() }), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [store, typed]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && typed !== '') {
      setTyped('');
      setFilter({ text: '' });
    } else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
      if (typed.trim() !== filter.text) setFilter({ text: typed.trim() });
      onDone();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes['filters']}>
      <ChainChoice store={store} onChosen={onChain} />
      <ListSearch
        field={searchField}
        label={t('filter.text')}
        clearLabel={t('filter.clearText')}
        maxLength={200}
        text={typed}
        onText={(text) => {
          setTyped(text);
          if (text === '') setFilter({ text });
        }}
        onKeyDown={onKeyDown}
      />
      <SegmentedControl
        className={classes['results']}
        aria-label={t('filter.result')}
        value={filter.result ?? 'all'}
        data={results.map((value) => ({ value, label: t(`filter.${value}`) }))}
        onChange={(choice) => setFilter({ result: resultOf(choice) })}
      />
      {filter.object === null ? null : (
        <span className={classes['chip']}>
          <span className="cut">
            <span className="muted">{t('filter.object')}</span> <span className="num">{filter.object.label}</span>
          </span>
          <button type="button" aria-label={t('filter.removeObject')} onClick={() => setFilter({ object: null })}>
            <IconX size={14} stroke={1.6} aria-hidden />
          </button>
        </span>
      )}
    </div>
  );
};
