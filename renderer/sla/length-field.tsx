import { NativeSelect, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { targetUnits, type TargetLength, type TargetUnit } from '#shared/sla/target.ts';
import classes from './rules.module.css';

/** What stands in the two controls; an empty unit means that nothing is promised. */
export interface LengthText {
  readonly amount: string;
  readonly unit: TargetUnit | '';
}

export const lengthText = (length: TargetLength | null): LengthText =>
  length === null ? { amount: '', unit: '' } : { amount: String(length.amount), unit: length.unit };

/** Undefined if the amount is not a whole number from 1 to 10,000. */
export const readLength = ({ amount, unit }: LengthText): TargetLength | null | undefined => {
  if (unit === '') return null;
  if (!/^[1-9]\d{0,4}$/.test(amount.trim())) return undefined;
  const value = Number(amount);
  return value <= 10_000 ? { amount: value, unit } : undefined;
};

interface LengthFieldProps {
  readonly label: string;
  readonly value: LengthText;
  readonly onChange: (value: LengthText) => void;
  readonly hasTried: boolean;
  readonly required?: boolean;
}

/** A target: how much, and of which time. */
export const LengthField = ({ label, value, onChange, hasTried, required = false }: LengthFieldProps) => {
  const { t } = useTranslation('sla');
  const id = useId();
  const count = Number(value.amount) || 2;
  const isWrong = hasTried && (readLength(value) === undefined || (required && value.unit === ''));
  return (
    <div className={classes['length']}>
      <label htmlFor={id}>{label}</label>
      <div>
        <TextInput
          id={id}
          inputMode="numeric"
          maxLength={5}
          autoComplete="off"
          aria-invalid={isWrong}
          error={isWrong}
          disabled={value.unit === ''}
          value={value.amount}
          onChange={(event) => onChange({ ...value, amount: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={t('unitOf', { target: label })}
          value={value.unit}
          onChange={(event) => {
            const unit = targetUnits.find((candidate) => candidate === event.currentTarget.value) ?? '';
            onChange({ amount: unit === '' ? '' : value.amount === '' ? '1' : value.amount, unit });
          }}
          data={[
            ...(required ? [] : [{ value: '', label: t('unit.none') }]),
            ...targetUnits.map((unit) => ({ value: unit, label: t(`unit.${unit}`, { count }) })),
          ]}
        />
      </div>
    </div>
  );
};
