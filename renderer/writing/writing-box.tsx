import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import type { Completion } from './completion.ts';
import { Prose } from './prose.tsx';
import { WritingField, type OpenCompletion } from './writing-field.tsx';
import { WritingTools } from './writing-tools.tsx';
import classes from './writing-field.module.css';

interface WritingBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly maxLength: number;
  readonly minRows: number;
  readonly maxRows: number;
  readonly optional?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong with it: shown below, and in the field, even if the preview stood in its place. */
  readonly error?: string | undefined;
  /** How to come by the first completion, where nothing is said. */
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean;
  readonly completions?: readonly Completion[] | undefined;
}

/** A labelled field of a form for a longer text, with its writing tools and its preview. */
export const WritingBox = ({
  label,
  value,
  onChange,
  maxLength,
  minRows,
  maxRows,
  optional = false,
  hint,
  error,
  placeholder,
  autoFocus = false,
  completions,
}: WritingBoxProps) => {
  const { t } = useTranslation('writing');
  const field = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<OpenCompletion>(null);
  const tools = useRef<HTMLDivElement>(null);
  const [isPreview, setPreview] = useState(false);
  const [shownError, setShownError] = useState(error);
  if (error !== shownError) {
    setShownError(error);
    if (error !== undefined) setPreview(false);
  }
  const preview = (next: boolean) => {
    setPreview(next);
    if (!next) requestAnimationFrame(() => field.current?.focus());
  };
  const toTools = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'F10' || !event.altKey) return;
    event.preventDefault();
    tools.current?.querySelector('button')?.focus();
  };
  return (
    <Field
      label={label}
      optional={optional}
      hint={hint}
      error={error}
      tools={
        <div ref={tools}>
          <WritingTools
            field={field}
            opener={opener}
            completions={completions}
            size={22}
            inForm
            isPreview={isPreview}
            onPreview={preview}
          />
        </div>
      }
    >
      {(control) =>
        isPreview ? (
          // Longer than its room it scrolls, and by keyboard only what has the focus does.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <div
            className={classes['boxed']}
            role="group"
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-label={`${label}: ${t('preview')}`}
            aria-keyshortcuts="Alt+F10"
            onKeyDown={toTools}
          >
            {value.trim() === '' ? <p className="muted">{t('nothingToPreview')}</p> : <Prose text={value} />}
          </div>
        ) : (
          <WritingField
            field={field}
            opener={opener}
            control={control}
            onTools={toTools}
            label={label}
            placeholder={placeholder ?? completions?.find((each) => each.hint !== undefined)?.hint}
            autoFocus={autoFocus}
            minRows={minRows}
            maxRows={maxRows}
            maxLength={maxLength}
            completions={completions}
            value={value}
            onChange={onChange}
          />
        )
      }
    </Field>
  );
};
