import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import type { Completion } from '#renderer/writing/completion.ts';
import { WritingBox } from '#renderer/writing/writing-box.tsx';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { resolutionCodes, type ResolutionCode } from '#shared/tickets/ticket.ts';
import type { RequiredField } from '#shared/tickets/transition.ts';
import classes from '#renderer/ui/dialogs.module.css';

export interface ResolutionText {
  readonly code: ResolutionCode | null;
  readonly text: string;
  readonly noArticle: string;
  /** What the requester is told with it, where that is asked for. */
  readonly comment: string;
}

const quickReasons = ['oneOff', 'known', 'later'] as const;

export const isResolutionCode = (value: string | null | undefined): value is ResolutionCode =>
  resolutionCodes.some((code) => code === value);

interface ResolutionFieldsProps {
  readonly value: ResolutionText;
  readonly onChange: (change: Partial<ResolutionText>) => void;
  /** Fields that are missing, once the person has tried. */
  readonly lacks: (field: RequiredField) => boolean;
  readonly completions: readonly Completion[];
  /** What else is wrong with the solution. */
  readonly textError: string | undefined;
}

/** What solved it, by which kind of work, and which article says so. */
export const ResolutionFields = ({ value, onChange, lacks, completions, textError }: ResolutionFieldsProps) => {
  const { t } = useTranslation('tickets');
  return (
    <>
      <Field label={t('resolutionCode')} error={lacks('code') ? t('codeNeeded') : undefined}>
        {(control) => (
          <SearchSelect
            control={control}
            label={t('resolutionCode')}
            placeholder={t('chooseOne')}
            options={resolutionCodes.map((code) => ({ value: code, label: t(`resolution.${code}`) }))}
            value={value.code}
            onChange={(code) => onChange({ code })}
          />
        )}
      </Field>
      <WritingBox
        label={t('solution')}
        error={lacks('text') ? t('solutionNeeded') : textError}
        completions={completions}
        minRows={3}
        maxRows={12}
        maxLength={MAX_TEXT}
        value={value.text}
        onChange={(text) => onChange({ text })}
      />
      <div>
        <Field label={t('whyNoArticle')} error={lacks('article') ? t('whyNoArticleNeeded') : undefined}>
          {(control) => (
            <TextInput
              {...control}
              placeholder={t('whyNoArticleHint')}
              maxLength={500}
              value={value.noArticle}
              onChange={(event) => onChange({ noArticle: event.currentTarget.value })}
            />
          )}
        </Field>
        <div className={classes['quick']}>
          {quickReasons.map((quick) => (
            <Button key={quick} size="xs" onClick={() => onChange({ noArticle: t(`noArticle.${quick}`) })}>
              {t(`noArticle.${quick}`)}
            </Button>
          ))}
        </div>
      </div>
    </>
  );
};
