import { lazy, Suspense, useId, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { IconSearch } from '@tabler/icons-react';
import type { AssistHandle, AssistList } from './search-assist.tsx';
import type { SearchScopeName } from './search-scope.tsx';
import classes from './search-field.module.css';

/** The language of searches and what it offers are fetched when the field is first used: the list stands without them. */
const SearchAssist = lazy(async () => ({ default: (await import('./search-extras.ts')).SearchAssist }));

const closed: AssistList = { isOpen: false, place: -1 };

interface SearchFieldProps {
  readonly scope?: SearchScopeName;
  /** `head`: across the head of a list, as high as its other controls. */
  readonly look?: 'bar' | 'head';
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Keys that the completion does not take. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** At the end of the field. */
  readonly children: ReactNode;
  /** Id of what says which part of the search is left out; absent while nothing is. */
  readonly describedBy: string | undefined;
}

/** The field of a search: operators are marked where they stand and completed where the caret is. While an input method composes, nothing happens. */
export const SearchField = ({
  scope = 'tickets',
  look = 'bar',
  label,
  text,
  onText,
  field,
  onKeyDown,
  children,
  describedBy,
}: SearchFieldProps) => {
  const id = useId();
  const assist = useRef<AssistHandle>(null);
  const [isUsed, setUsed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [list, setList] = useState(closed);
  /** What the input method has written so far. */
  const [composed, setComposed] = useState<string>();
  const [caret, setCaret] = useState(0);
  const shown = composed ?? text;

  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (assist.current?.onKey(event) !== true) onKeyDown(event);
  };
  const accept = (next: string, at: number) => {
    onText(next);
    setCaret(at);
    // The caret stands where the text goes on once React has written it into the field.
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at));
  };

  return (
    <label className={classes['search']} data-look={look}>
      <IconSearch size={14} stroke={1.6} aria-hidden />
      <span className={classes['box']}>
        {(isUsed || text !== '') && (
          <Suspense>
            <SearchAssist
              ref={assist}
              id={id}
              scope={scope}
              text={shown}
              caret={caret}
              field={field}
              isActive={isFocused && composed === undefined}
              list={list}
              onList={setList}
              onAccept={accept}
            />
          </Suspense>
        )}
        <input
          ref={field}
          type="search"
          role="combobox"
          aria-label={label}
          aria-expanded={list.isOpen}
          aria-controls={list.isOpen ? `${id}-list` : undefined}
          aria-activedescendant={list.isOpen && list.place >= 0 ? `${id}-${list.place}` : undefined}
          aria-autocomplete="list"
          aria-describedby={describedBy}
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          value={shown}
          onChange={(event) => {
            const { value, selectionStart } = event.currentTarget;
            setCaret(selectionStart ?? value.length);
            if ((event.nativeEvent as InputEvent).isComposing) setComposed(value);
            else {
              setComposed(undefined);
              onText(value);
            }
          }}
          onCompositionEnd={(event) => {
            setComposed(undefined);
            onText(event.currentTarget.value);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onFocus={() => {
            setUsed(true);
            setFocused(true);
          }}
          onBlur={() => setFocused(false)}
          onKeyDown={keys}
        />
      </span>
      {children}
    </label>
  );
};
