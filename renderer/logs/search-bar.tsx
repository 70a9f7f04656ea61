import type { RefObject } from 'react';
import { Button } from '@mantine/core';
import { IconColumns, IconPencil, IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import type { Search } from '#shared/logs/filter.ts';
import { MAX_PATTERN } from '#shared/logs/limits.ts';
import { levels as allLevels, type Level } from '#shared/logs/line.ts';
import type { LevelCounts } from '#shared/logs/notices.ts';
import type { ChosenFilter } from './logs-store.ts';
import classes from './logs.module.css';

interface SearchFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly search: Search;
  readonly count: number | undefined;
  readonly isWrong: boolean;
  readonly onSearch: (search: Partial<Search>) => void;
  readonly onNext: (backwards: boolean) => void;
  /** On to the lines. */
  readonly onLeave: () => void;
}

/** What is looked for in the lines, as words or as an expression, and in how many of them it is. */
const SearchField = ({ field, search, count, isWrong, onSearch, onNext, onLeave }: SearchFieldProps) => {
  const { t } = useTranslation('logs');
  const format = useFormat();
  const { pattern, isRegex, matchesCase } = search;
  return (
    <div className={classes['search']} data-wrong={isWrong || undefined}>
      <IconSearch size={14} stroke={1.6} aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        aria-invalid={isWrong}
        autoComplete="off"
        spellCheck={false}
        maxLength={MAX_PATTERN}
        value={pattern}
        onChange={(event) => onSearch({ pattern: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
          event.stopPropagation();
          event.preventDefault();
          if (event.key === 'Escape') onLeave();
          else onNext(event.shiftKey);
        }}
      />
      {pattern === '' ? (
        <KeyHint keys="/" />
      ) : (
        <>
          {!isWrong && (
            <span
              className="muted num"
              role="status"
              aria-label={count === undefined ? t('counting') : t('hits', { count })}
            >
              {count === undefined ? '…' : format.number(count)}
            </span>
          )}
          <button
            type="button"
            aria-label={t('clearSearch')}
            onClick={() => {
              onSearch({ pattern: '' });
              field.current?.focus();
            }}
          >
            <IconX size={12} stroke={1.6} aria-hidden />
          </button>
        </>
      )}
      <button
        type="button"
        className={classes['toggle']}
        aria-pressed={matchesCase}
        aria-label={t('matchesCase')}
        title={t('matchesCase')}
        onClick={() => onSearch({ matchesCase: !matchesCase })}
      >
        Aa
      </button>
      <button
        type="button"
        className={classes['toggle']}
        aria-pressed={isRegex}
        aria-label={t('isRegex')}
        title={t('isRegex')}
        onClick={() => onSearch({ isRegex: !isRegex })}
      >
        .*
      </button>
    </div>
  );
};

const letters = { error: 'E', warning: 'W', info: 'I', debug: 'D' } as const;

interface LevelButtonsProps {
  readonly chosen: readonly Level[];
  readonly counts: LevelCounts | undefined;
  readonly onToggle: (level: Level) => void;
}

const LevelButtons = ({ chosen, counts, onToggle }: LevelButtonsProps) => {
  const { t } = useTranslation('logs');
  const { language } = useFormat();
  const short = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  return (
    <div className={classes['levels']} role="group" aria-label={t('levels')}>
      {allLevels.map((level) => (
        <button
          key={level}
          type="button"
          aria-pressed={chosen.includes(level)}
          aria-label={t(`levelCount.${level}`, { count: counts?.[level] ?? 0 })}
          title={t(`level.${level}`)}
          onClick={() => onToggle(level)}
        >
          <b data-level={level}>{letters[level]}</b>
          <span className="num">{short.format(counts?.[level] ?? 0)}</span>
        </button>
      ))}
    </div>
  );
};

interface FilterChipsProps {
  readonly filters: readonly ChosenFilter[];
  readonly onChange: (filters: readonly ChosenFilter[]) => void;
  readonly onEdit: (filter: ChosenFilter) => void;
  readonly onAdd: () => void;
}

/** Filters that lie upon each other: each on or off, to be changed or taken away. */
const FilterChips = ({ filters, onChange, onEdit, onAdd }: FilterChipsProps) => {
  const { t } = useTranslation('logs');
  return (
    <>
      {filters.map((filter) => {
        const name = withSigns(filter.name);
        return (
          <span key={filter.id} className={classes['chip']} data-off={!filter.isOn || undefined}>
            <button
              type="button"
              aria-pressed={filter.isOn}
              title={withSigns(filter.pattern)}
              onClick={() => onChange(filters.map((each) => (each === filter ? { ...each, isOn: !each.isOn } : each)))}
            >
              <span className="muted">{t(`filterKind.${filter.kind}`)}</span> <span className="cut">{name}</span>
            </button>
            <button type="button" aria-label={t('editFilter', { name })} onClick={() => onEdit(filter)}>
              <IconPencil size={12} stroke={1.6} aria-hidden />
            </button>
            <button
              type="button"
              aria-label={t('dropFilter', { name })}
              onClick={() => onChange(filters.filter((each) => each !== filter))}
            >
              <IconX size={12} stroke={1.6} aria-hidden />
            </button>
          </span>
        );
      })}
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<IconPlus size={14} stroke={1.6} aria-hidden />}
        onClick={onAdd}
      >
        {t('filter')}
      </Button>
    </>
  );
};

/** What is searched for, which levels are shown, and the filters upon them. */
export const SearchBar = ({
  chips,
  levels,
  onColumns,
  ...search
}: SearchFieldProps & {
  readonly chips: FilterChipsProps;
  readonly levels: LevelButtonsProps;
  readonly onColumns: () => void;
}) => {
  const { t } = useTranslation('logs');
  return (
    <div className={classes['bar']}>
      <SearchField {...search} />
      <LevelButtons {...levels} />
      <FilterChips {...chips} />
      <Button
        className={classes['columnsButton']}
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<IconColumns size={14} stroke={1.6} aria-hidden />}
        onClick={onColumns}
      >
        {t('columns')}
      </Button>
    </div>
  );
};
