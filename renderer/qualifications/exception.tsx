import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { BreachGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { MIN_OVERRIDE_REASON } from '#shared/qualifications/rules.ts';
import classes from './qualifications.module.css';

interface ExceptionProps {
  readonly name: string;
  /** What is required and lacking, in words; empty where nothing is. */
  readonly lacks: string;
  /** The same of what is only advised. */
  readonly advised: string;
  readonly value: string;
  /** Sent without a reason that says something. */
  readonly isWrong: boolean;
  readonly onChange: (reason: string) => void;
}

/** Where whoever is chosen lacks what tickets ask for: says so, and asks for the reason of an exception. */
export const Exception = ({ name, lacks, advised, value, isWrong, onChange }: ExceptionProps) => {
  const { t } = useTranslation('qualifications');
  const mayExcept = useAllowed('qualifications.manage');
  if (lacks === '' && advised === '') return null;
  return (
    <>
      {advised !== '' && (
        <p className={classes['end']} role="status">
          <RiskGlyph />
          {t('advised', { name, lacks: advised })}
        </p>
      )}
      {lacks !== '' && !mayExcept && (
        <p className={classes['end']} role="alert">
          <BreachGlyph />
          {t('exceptionDenied', { name, lacks })}
        </p>
      )}
      {lacks !== '' && mayExcept && (
        <Field
          label={t('exceptionAsk', { name, lacks })}
          hint={t('exceptionHint', { least: MIN_OVERRIDE_REASON })}
          error={isWrong ? t('exceptionNeeded') : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              autosize
              minRows={2}
              maxRows={5}
              maxLength={2000}
              value={value}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
    </>
  );
};
