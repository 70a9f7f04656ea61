import { ActionIcon, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayIn } from './date-time-text.ts';
import type { FieldControl } from './field.tsx';
import styles from './kit.module.css';

interface DayFieldProps {
  readonly control: Pick<FieldControl, 'id'> & Partial<FieldControl>;
  /** `YYYY-MM-DD`; empty while none is given. What cannot be read stays as it was typed. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly disabled?: boolean;
}

/** A day as text, `2026-10-15`, the same in every language; the calendar fills it in, and leaving the field tidies what can be read. */
export const DayField = ({ control, value, onChange, disabled = false }: DayFieldProps) => {
  const { t } = useTranslation('ui');
  const [isLeft, setLeft] = useState(false);
  const calendar = useRef<HTMLInputElement>(null);
  const day = dayIn(value);
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
      className="num"
      autoComplete="off"
      spellCheck={false}
      placeholder="2026-10-15"
      disabled={disabled}
      value={value}
      error={day === undefined && isLeft ? t('day.wrong') : control.error}
      onChange={(event) => {
        setLeft(false);
        onChange(event.currentTarget.value);
      }}
      onBlur={() => {
        setLeft(true);
        if (typeof day === 'string' && day !== value) onChange(day);
      }}
      rightSection={
        <>
          <input
            ref={calendar}
            type="date"
            className={styles.calendar}
            tabIndex={-1}
            aria-hidden
            value={day ?? ''}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <ActionIcon size={22} disabled={disabled} aria-label={t('dateTime.pick')} onClick={openCalendar}>
            <IconCalendar size={14} stroke={1.6} aria-hidden />
          </ActionIcon>
        </>
      }
    />
  );
};
