import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BreachGlyph } from './glyphs.tsx';
import styles from './kit.module.css';

/** What the control has to carry so that label, hint and error belong to it: `<TextInput {...field} />`. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
  /** Draws the border; the words stand below. */
  readonly error: boolean;
}

interface FieldProps {
  readonly label: string;
  readonly children: (control: FieldControl) => ReactNode;
  /** What is wrong and how to mend it; replaces the hint. */
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly optional?: boolean;
  /** Stands at the end of the label's line, and comes after the control by keyboard. */
  readonly tools?: ReactNode;
}

/** A labelled control with its hint or error, tied together for screen readers. */
export const Field = ({ label, children, error, hint, optional, tools }: FieldProps) => {
  const { t } = useTranslation('ui');
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = error !== undefined || hint !== undefined;
  return (
    <div className={styles.field}>
      <label className={styles.fieldLabel} htmlFor={id}>
        {label}
        {optional === true ? <span className="muted">{t('optional')}</span> : null}
      </label>
      {children({
        id,
        'aria-describedby': hasNote ? noteId : undefined,
        'aria-invalid': error !== undefined,
        error: error !== undefined,
      })}
      {tools === undefined ? null : <div className={styles.fieldTools}>{tools}</div>}
      {error === undefined ? null : (
        <p className={styles.fieldError} id={noteId} role="alert">
          <BreachGlyph />
          {error}
        </p>
      )}
      {error === undefined && hint !== undefined ? (
        <div className={styles.fieldHint} id={noteId}>
          {hint}
        </div>
      ) : null}
    </div>
  );
};
