import { useState } from 'react';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { Field } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { resolutionCodes, type ResolutionCode } from '#shared/tickets/ticket.ts';
import type { ActionTarget } from './action-store.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { useDialog } from './use-dialog.ts';
import classes from '#renderer/ui/dialogs.module.css';

const quickReasons = ['oneOff', 'known', 'later'] as const;

const isCode = (value: string | null | undefined): value is ResolutionCode =>
  resolutionCodes.some((code) => code === value);

interface ResolveDialogProps {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
}

/** What solved it is often half a page: it is kept as a draft like every other text. */
export const ResolveDialog = ({ targets, onClose }: ResolveDialogProps) => {
  const { t } = useTranslation('tickets');
  const [first] = targets;
  const { initial, type, finish } = useDraft(`${first?.id ?? 'tickets'}:resolve`);
  const [code, setCode] = useState(isCode(initial['code']) ? initial['code'] : null);
  const [text, setText] = useState(initial['text'] ?? '');
  const [noArticle, setNoArticle] = useState(initial['noArticle'] ?? '');

  const keep = (fields: { code?: ResolutionCode | null; text?: string; noArticle?: string }) => {
    const next = { code, text, noArticle, ...fields };
    setCode(next.code);
    setText(next.text);
    setNoArticle(next.noArticle);
    type({ code: next.code ?? '', text: next.text, noArticle: next.noArticle });
  };

  const dialog = useDialog(
    { action: 'resolve', code, text, articleId: null, noArticleReason: noArticle },
    () => (code === null ? undefined : { action: 'resolve', code, text, noArticleReason: noArticle }),
    targets,
    () => {
      void finish();
      onClose();
    },
  );

  return (
    <DialogFrame
      action="resolve"
      targets={targets}
      title={t('resolveTitle')}
      missing={dialog.missing}
      failure={dialog.failure}
      pending={dialog.pending}
      onSubmit={dialog.submit}
      onClose={onClose}
    >
      <Field label={t('resolutionCode')} error={dialog.lacks('code') ? t('codeNeeded') : undefined}>
        {(control) => (
          <SearchSelect
            control={control}
            label={t('resolutionCode')}
            placeholder={t('chooseOne')}
            options={resolutionCodes.map((value) => ({ value, label: t(`resolution.${value}`) }))}
            value={code}
            onChange={(value) => keep({ code: value })}
          />
        )}
      </Field>
      <Field label={t('solution')} error={dialog.lacks('text') ? t('solutionNeeded') : undefined}>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={3}
            maxRows={12}
            maxLength={MAX_TEXT}
            value={text}
            onChange={(event) => keep({ text: event.currentTarget.value })}
          />
        )}
      </Field>
      <div>
        <Field label={t('whyNoArticle')} error={dialog.lacks('article') ? t('whyNoArticleNeeded') : undefined}>
          {(control) => (
            <TextInput
              {...control}
              placeholder={t('whyNoArticleHint')}
              maxLength={500}
              value={noArticle}
              onChange={(event) => keep({ noArticle: event.currentTarget.value })}
            />
          )}
        </Field>
        <div className={classes['quick']}>
          {quickReasons.map((quick) => (
            <Button key={quick} size="xs" onClick={() => keep({ noArticle: t(`noArticle.${quick}`) })}>
              {t(`noArticle.${quick}`)}
            </Button>
          ))}
        </div>
      </div>
    </DialogFrame>
  );
};
