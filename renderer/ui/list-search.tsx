import type { KeyboardEvent, RefObject } from 'react';
import { IconSearch, IconX } from '@tabler/icons-react';
import { KeyHint } from './key-hint.tsx';
import classes from './list-search.module.css';

interface ListSearchProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly clearLabel: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** Characters. */
  readonly maxLength?: number;
}

/** The search of a list in its bar, reached by `/`. Its width follows `--search-basis`, `--search-shrink` and `--search-least` of the bar. */
export const ListSearch = ({ field, label, clearLabel, text, onText, onKeyDown, maxLength = 500 }: ListSearchProps) => (
  <div className={classes['search']}>
    <IconSearch size={14} stroke={1.6} aria-hidden />
    <input
      ref={field}
      type="search"
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      spellCheck={false}
      maxLength={maxLength}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
    {text === '' ? (
      <KeyHint keys="/" />
    ) : (
      <button
        type="button"
        aria-label={clearLabel}
        onClick={() => {
          onText('');
          field.current?.focus();
        }}
      >
        <IconX size={12} stroke={1.6} aria-hidden />
      </button>
    )}
  </div>
);
