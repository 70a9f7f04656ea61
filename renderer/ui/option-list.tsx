import { useLayoutEffect, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { IconCheck } from '@tabler/icons-react';
import classes from './pick-list.module.css';

export interface PickOption {
  readonly value: string;
  readonly label: string;
  /** Glyph or avatar before the label. */
  readonly before?: ReactNode;
  /** Quiet words at the right. */
  readonly hint?: string | undefined;
}

/** The options whose label holds the text, in their order; all of them for an empty text. */
export const matchingOptions = <Option extends PickOption>(
  options: readonly Option[],
  text: string,
): readonly Option[] => {
  const wanted = text.trim().toLocaleLowerCase();
  return wanted === '' ? options : options.filter((option) => option.label.toLocaleLowerCase().includes(wanted));
};

/** Where an arrow or page key leads from `place` in a list of `length`; undefined for other keys. */
export const placeAfterKey = (key: string, place: number, length: number): number | undefined => {
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
  const step = steps[key];
  return step === undefined ? undefined : Math.max(0, Math.min(place + step, length - 1));
};

interface OptionListProps {
  /** Of the field it belongs to: the list is `<id>-list`, an option `<id>-<index>`. */
  readonly id: string;
  readonly label: string;
  readonly options: readonly PickOption[];
  readonly chosen: ReadonlySet<string>;
  /** Index of the marked option. */
  readonly place: number;
  readonly several: boolean;
  readonly onPlace: (place: number) => void;
  readonly onPick: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** The options of a text field that filters them. The focus stays in the field, which names the marked one as its active descendant. */
export const OptionList = ({
  id,
  label,
  options,
  chosen,
  place,
  several,
  onPlace,
  onPick,
  onKeyDown,
}: OptionListProps) => {
  useLayoutEffect(() => {
    document.getElementById(`${id}-${place}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, place]);
  const onClick = (event: MouseEvent) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-value]') : null;
    if (option?.dataset['value'] !== undefined) onPick(option.dataset['value']);
  };
  return (
    <div
      id={`${id}-list`}
      className={classes['list']}
      role="listbox"
      tabIndex={-1}
      aria-label={label}
      aria-multiselectable={several || undefined}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {options.map((option, index) => (
        <div
          key={option.value}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={chosen.has(option.value)}
          data-value={option.value}
          data-at={index === place || undefined}
          className={classes['option']}
          onMouseMove={() => onPlace(index)}
        >
          {option.before}
          <span className={classes['label']}>{option.label}</span>
          {option.hint !== undefined && <span className={classes['hint']}>{option.hint}</span>}
          {chosen.has(option.value) && <IconCheck size={14} stroke={1.8} aria-hidden className={classes['check']} />}
        </div>
      ))}
    </div>
  );
};
