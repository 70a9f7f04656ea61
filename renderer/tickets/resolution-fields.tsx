import type { ReactNode } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
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
  /** The article that solved it: null for none that fits, undefined while nobody has said. */
  readonly articleId?: string | null | undefined;
  /** An article is to be written from it. */
  readonly startsArticle?: boolean;
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
  /** Chooses the article, where that can be asked; without it only why there is none is. */
  readonly article?: ReactNode;
}

/** What solved it, by which kind of work, and which article says so. */
export const ResolutionFields = ({
  value,
  onChange,
  lacks,
  completions,
  textError,
  article = null,
}: ResolutionFieldsProps) => {
  const { t } = useTranslation('tickets');
  const canWrite = useAllowed('knowledge.write');
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
      {article}
      {!value.articleId && (
        <div>
          <Field
            label={article === null ? t('whyNoArticle') : t('whyNone')}
            error={lacks('article') ? t('whyNoArticleNeeded') : undefined}
          >
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
          {article !== null && canWrite && (
            <Checkbox
              className={classes['after'] ?? ''}
              label={t('startArticle')}
              description={t('startArticleHint')}
              checked={value.startsArticle ?? false}
              onChange={(event) =>
                onChange({
                  startsArticle: event.currentTarget.checked,
                  ...(event.currentTarget.checked && value.noArticle.trim() === ''
                    ? { noArticle: t('noArticle.later') }
                    : {}),
                })
              }
            />
          )}
        </div>
      )}
    </>
  );
};
