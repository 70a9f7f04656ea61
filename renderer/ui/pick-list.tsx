import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { IconChevronLeft } from '@tabler/icons-react';
import { matchingOptions, OptionList, placeAfterKey, type PickOption } from './option-list.tsx';
import classes from './pick-list.module.css';

interface PickListProps {
  /** Names the field for screen readers, and is its placeholder. */
  readonly label: string;
  readonly options: readonly PickOption[];
  readonly chosen: ReadonlySet<string>;
  readonly onPick: (value: string) => void;
  /** Hears what is typed where the options are looked up by it: they are shown as they come. */
  readonly onText?: ((text: string) => void) | undefined;
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
export const PickList = ({
  label,
  options,
  chosen,
  onPick,
  onText,
  onFinish,
  emptyText,
  offer,
  back,
}: PickListProps) => {
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
    const hits = onText ? options : matchingOptions(options, text);
    const exact = hits.some((option) => option.label.toLocaleLowerCase() === wanted);
    return offer && wanted !== '' && !exact ? [...hits.slice(0, SHOWN - 1), offer(text.trim())] : hits.slice(0, SHOWN);
  }, [text, options, offer, onText]);
  const [wasUsed, setUsed] = useState(false);
  const place = Math.min(at, Math.max(0, shown.length - 1));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = placeAfterKey(event.key, place, shown.length);
    const option = shown[place];
    if (next !== undefined) {
      setAt(next);
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
            onText?.(event.currentTarget.value);
            setAt(0);
            setUsed(true);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <OptionList
        id={id}
        label={label}
        options={shown}
        chosen={chosen}
        place={place}
        several
        onPlace={setAt}
        onPick={onPick}
        onKeyDown={onKeyDown}
      />
      {shown.length === 0 && <p className={classes['empty']}>{emptyText}</p>}
    </div>
  );
};
