import { useId } from 'react';
import { BreachGlyph } from './glyphs.tsx';
import classes from './dialogs.module.css';

interface ChoicesProps<Value extends string> {
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  /** One below the other instead of two columns. */
  readonly single?: boolean;
}

/** A few exclusive choices, all in sight: one tab stop, arrows choose. */
export const Choices = <Value extends string>({
  legend,
  options,
  value,
  onChange,
  error,
  autoFocus,
  single,
}: ChoicesProps<Value>) => {
  const id = useId();
  return (
    <fieldset
      className={classes['group']}
      role="radiogroup"
      aria-invalid={error !== undefined}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend>{legend}</legend>
      <div className={classes['choices']} style={single ? { gridTemplateColumns: '1fr' } : undefined}>
        {options.map((option, index) => (
          <label key={option.value} className={classes['choice']}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={value === option.value}
              data-autofocus={(autoFocus && (value === null ? index === 0 : value === option.value)) || undefined}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
            {option.hint !== undefined && <span className="num">{option.hint}</span>}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p className={classes['error']} id={`${id}-error`} role="alert">
          <BreachGlyph />
          {error}
        </p>
      )}
    </fieldset>
  );
};
