import { useId, useLayoutEffect, useMemo, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { IconCheck, IconChevronLeft } from '@tabler/icons-react';
import classes from './pick-list.module.css';

export interface PickOption {
  readonly value: string;
  readonly label: string;
  /** Glyph or avatar before the label. */
  readonly before?: ReactNode;
  /** Quiet words at the right. */
  readonly hint?: string | undefined;
}

interface PickListProps {
  /** Names the field for screen readers, and is its placeholder. */
  readonly label: string;
  readonly options: readonly PickOption[];
  readonly chosen: ReadonlySet<string>;
  readonly onPick: (value: string) => void;
  /** Ctrl or ⌘ with Enter once a person has typed or moved: the marked option, and the form around it at once. */
  readonly onFinish?: ((value: string) => void) | undefined;
  /** Shown when nothing is left after filtering. */
  readonly emptyText: string;
  /** An option made from what was typed when no label equals it: a person who is not on this laptop. */
  readonly offer?: ((text: string) => PickOption) | undefined;
  /** Backspace in the empty field, and the arrow at its left. */
  readonly back?: { readonly label: string; readonly run: () => void } | undefined;
}

/** More than fits any screen; typing narrows. */
const SHOWN = 200;

/**
 * A list to choose from by typing: arrows move, Enter picks, text filters. One tab stop, the field itself; the list belongs to it
 * as `aria-controls`. Whether one or several may be chosen is up to `onPick`.
 */
export const PickList = ({ label, options, chosen, onPick, onFinish, emptyText, offer, back }: PickListProps) => {
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      options.findIndex((option) => chosen.has(option.value)),
    ),
  );

  const shown = useMemo(() => {
    const wanted = text.trim().toLocaleLowerCase();
    const hits =
      wanted === '' ? options : options.filter((option) => option.label.toLocaleLowerCase().includes(wanted));
    const exact = hits.some((option) => option.label.toLocaleLowerCase() === wanted);
    return offer && wanted !== '' && !exact ? [...hits.slice(0, SHOWN - 1), offer(text.trim())] : hits.slice(0, SHOWN);
  }, [text, options, offer]);
  const [wasUsed, setUsed] = useState(false);
  const place = Math.min(at, Math.max(0, shown.length - 1));

  useLayoutEffect(() => {
    document.getElementById(`${id}-${place}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, place]);

  const onClick = (event: MouseEvent) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-value]') : null;
    if (option?.dataset['value'] !== undefined) onPick(option.dataset['value']);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      PageDown: place + 8,
      PageUp: place - 8,
    };
    const next = moves[event.key];
    const option = shown[place];
    if (next !== undefined) {
      setAt(Math.max(0, Math.min(next, shown.length - 1)));
      setUsed(true);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      // Not touched yet, it is the form's to refuse.
      if (!onFinish || !option || !wasUsed) return;
      onFinish(option.value);
    } else if (event.key === 'Enter') {
      if (option) onPick(option.value);
    } else if (event.key === 'Backspace' && text === '' && back) back.run();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes['box']}>
      <div className={classes['field']}>
        {back && (
          <button type="button" className={classes['back']} aria-label={back.label} onClick={back.run}>
            <IconChevronLeft size={14} stroke={1.6} aria-hidden />
          </button>
        )}
        <input
          className={classes['input']}
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown.length > 0 ? `${id}-${place}` : undefined}
          aria-label={label}
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          data-autofocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
            setUsed(true);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={`${id}-list`}
        className={classes['list']}
        role="listbox"
        tabIndex={-1}
        aria-label={label}
        aria-multiselectable="true"
        onKeyDown={onKeyDown}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onClick}
      >
        {shown.map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={chosen.has(option.value)}
            data-value={option.value}
            data-at={index === place || undefined}
            className={classes['option']}
            onMouseMove={() => setAt(index)}
          >
            {option.before}
            <span className={classes['label']}>{option.label}</span>
            {option.hint !== undefined && <span className={classes['hint']}>{option.hint}</span>}
            {chosen.has(option.value) && <IconCheck size={14} stroke={1.8} aria-hidden className={classes['check']} />}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className={classes['empty']}>{emptyText}</p>}
    </div>
  );
};
