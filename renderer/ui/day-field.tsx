import { ActionIcon, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText, parseDateTime } from './date-time-text.ts';
import type { FieldControl } from './field.tsx';
import styles from './kit.module.css';

interface DayFieldProps {
  /** From `Field`. */
  readonly control: FieldControl;
  /** `YYYY-MM-DD`; empty for none. */
  readonly value: string;
  /** Not called while what stands there is no day. */
  readonly onChange: (day: string) => void;
  readonly disabled?: boolean;
}

const noon = new Date(2000, 0, 1, 12);

/** A day as text, `2026-10-15`, with a calendar beside it. Nothing typed is lost: what cannot be read stays as it is and says so. */
export const DayField = ({ control, value, onChange, disabled = false }: DayFieldProps) => {
  const { t } = useTranslation('ui');
  const [typed, setTyped] = useState<string>();
  const [isLeft, setLeft] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const read = (text: string): string | undefined => {
    if (text.trim() === '') return '';
    const at = parseDateTime(text, noon);
    return at && dayText(at);
  };
  const isWrong = typed !== undefined && read(typed) === undefined;
  const change = (text: string) => {
    setTyped(text);
    setLeft(false);
    const day = read(text);
    if (day !== undefined) onChange(day);
  };
  const openCalendar = () => {
    try {
      calendar.current?.showPicker();
    } catch {
      // This browser shows no calendar here; the text field takes every day.
    }
  };
  return (
    <TextInput
      {...control}
      ref={field}
      className="num"
      autoComplete="off"
      spellCheck={false}
      placeholder="2026-10-15"
      disabled={disabled}
      value={typed ?? value}
      error={isWrong && isLeft ? t('day.wrong') : control.error}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => {
        setLeft(true);
        if (!isWrong) setTyped(undefined);
      }}
      rightSection={
        <>
          <input
            ref={calendar}
            type="date"
            className={styles.calendar}
            tabIndex={-1}
            aria-hidden
            value={value}
            onChange={(event) => {
              field.current?.focus();
              setTyped(undefined);
              onChange(event.currentTarget.value);
            }}
          />
          <ActionIcon size={22} disabled={disabled} aria-label={t('dateTime.pick')} onClick={openCalendar}>
            <IconCalendar size={14} stroke={1.6} aria-hidden />
          </ActionIcon>
        </>
      }
    />
  );
};
