import { ActionIcon, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateTimeText, dayText, parseDateTime } from './date-time-text.ts';
import type { FieldControl } from './field.tsx';
import styles from './kit.module.css';

interface DateTimeFieldProps {
  /** From `Field`, or the id that a label points to. */
  readonly control: Pick<FieldControl, 'id'> & Partial<FieldControl>;
  /** The instant it holds, RFC 3339; undefined while none is given. */
  readonly value: string | undefined;
  /** Undefined while what stands there is no date and time. */
  readonly onChange: (instant: string | undefined) => void;
  readonly size?: 'xs' | 'sm';
}

/**
 * A date and time as text, `2026-10-15 21:00`, for the browser's own field follows the system's language and its twelve hours. Nothing
 * typed is lost: what cannot be read stays as it is and says so once the focus leaves. The calendar sets the day and keeps the time.
 */
export const DateTimeField = ({ control, value, onChange, size = 'sm' }: DateTimeFieldProps) => {
  const { t } = useTranslation('ui');
  const [typed, setTyped] = useState<string>();
  const [isLeft, setLeft] = useState(false);
  // What a day alone or a time alone is completed by: what stood there when the focus came.
  const [held, setHeld] = useState(() => (value === undefined ? new Date() : new Date(value)));
  const field = useRef<HTMLInputElement>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const read = (text: string): Date | undefined => parseDateTime(text, held);
  const isWrong = typed !== undefined && typed.trim() !== '' && !read(typed);

  const change = (text: string) => {
    setTyped(text);
    setLeft(false);
    onChange(read(text)?.toISOString());
  };
  const enter = () => {
    if (value !== undefined) setHeld(new Date(value));
  };
  const leave = () => {
    setLeft(true);
    if (typed !== undefined && read(typed)) setTyped(undefined);
  };
  const pick = (day: string) => {
    const at = parseDateTime(day, value === undefined ? held : new Date(value));
    if (!at) return;
    field.current?.focus();
    setHeld(at);
    setTyped(undefined);
    onChange(at.toISOString());
  };
  const openCalendar = () => {
    try {
      calendar.current?.showPicker();
    } catch {
      // This browser shows no calendar here; the text field takes every date.
    }
  };

  const shown = value === undefined ? '' : dateTimeText(new Date(value));
  return (
    <TextInput
      {...control}
      ref={field}
      size={size}
      className="num"
      autoComplete="off"
      spellCheck={false}
      placeholder="2026-10-15 21:00"
      value={typed ?? shown}
      error={isWrong && isLeft ? t('dateTime.wrong') : control.error}
      onChange={(event) => change(event.currentTarget.value)}
      onFocus={enter}
      onBlur={leave}
      rightSection={
        <>
          <input
            ref={calendar}
            type="date"
            className={styles.calendar}
            tabIndex={-1}
            aria-hidden
            value={dayText(value === undefined ? held : new Date(value))}
            onChange={(event) => pick(event.currentTarget.value)}
          />
          <ActionIcon size={size === 'xs' ? 18 : 22} aria-label={t('dateTime.pick')} onClick={openCalendar}>
            <IconCalendar size={14} stroke={1.6} aria-hidden />
          </ActionIcon>
        </>
      }
    />
  );
};
