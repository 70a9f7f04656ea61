import { useState, type KeyboardEvent } from 'react';
import { Autocomplete, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Marked } from './marked.tsx';
import classes from './record-panel.module.css';

interface EditableProps {
  /** Names the field: `Edit title`. */
  readonly label: string;
  readonly value: string;
  /** Shown when there is no value. */
  readonly placeholder: string;
  readonly maxLength: number;
  readonly required?: boolean;
  readonly suggestions?: readonly string[];
  readonly readOnly?: boolean;
  readonly className?: string | undefined;
  readonly onBegin?: () => void;
  readonly onSave: (value: string) => void;
}

/**
 * A value that turns into its own field. Enter and leaving save it; Escape puts back
 * what was there. What was there when editing began is what a stale save is judged against: `onBegin` says when that is.
 */
export const Editable = ({
  label,
  value,
  placeholder,
  maxLength,
  required = false,
  suggestions,
  readOnly = false,
  className,
  onBegin,
  onSave,
}: EditableProps) => {
  const { t } = useTranslation('ui');
  const [text, setText] = useState<string>();
  const name = t('edit', { field: label });

  const begin = () => {
    onBegin?.();
    setText(value);
  };
  const end = (save: boolean) => {
    if (text === undefined || (save && required && text.trim() === '')) return;
    setText(undefined);
    if (save && text.trim() !== value) onSave(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const finishes = event.key === 'Enter';
    if (!finishes && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end(finishes);
  };

  if (text === undefined) {
    const shown = value === '' ? <span className="muted">{placeholder}</span> : <Marked text={value} />;
    if (readOnly) return <div className={className}>{shown}</div>;
    return (
      <button type="button" className={`${classes['editable']} ${className ?? ''}`} title={name} onClick={begin}>
        {shown}
      </button>
    );
  }
  if (suggestions) {
    return (
      <Autocomplete
        aria-label={name}
        autoFocus
        size="xs"
        limit={12}
        maxLength={maxLength}
        data={[...suggestions]}
        value={text}
        onChange={setText}
        onOptionSubmit={(picked) => {
          setText(undefined);
          if (picked !== value) onSave(picked);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => end(true)}
      />
    );
  }
  return (
    <TextInput
      aria-label={name}
      autoFocus
      size="xs"
      maxLength={maxLength}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(true)}
    />
  );
};
