import { useId, useRef, useState, type FormEvent } from 'react';
import { ActionIcon, Autocomplete, Button, TextInput, Textarea, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { dayIn } from '#renderer/ui/date-time-text.ts';
import { DayField } from '#renderer/ui/day-field.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { assetStatuses } from '#shared/assets/configuration-item.ts';
import type { AssetDetail } from '#shared/assets/operations.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import {
  attributesIn,
  contentIn,
  emptyForm,
  formFromDraft,
  formOf,
  type AssetForm as Form,
} from './asset-form-fields.ts';
import { AssetPicker } from './asset-picker.tsx';
import { useAssetSave } from './use-asset-save.ts';
import { useAssetFacets } from './use-asset-facets.ts';
import { useAssetWords } from './use-asset-words.ts';
import classes from '#renderer/ui/record-panel.module.css';

interface AssetFormProps {
  /** The asset that is changed, as it was when the form was opened; undefined for a new one. */
  readonly before: AssetDetail | undefined;
  readonly draftKey: string;
  readonly onDone: (detail: AssetDetail) => void;
  /** What was typed stays as a draft. */
  readonly onClose: () => void;
}

type Text = Exclude<
  keyof Form,
  'status' | 'class' | 'parentId' | 'note' | 'attributes' | 'purchasedOn' | 'warrantyUntil'
>;

/** A new asset, or changes to one, beside the list. Everything typed is a draft until it is saved. */
export const AssetForm = ({ before, draftKey, onDone, onClose }: AssetFormProps) => {
  const { t } = useTranslation('assets');
  const { t: ui } = useTranslation('tickets');
  const client = useClient();
  const words = useAssetWords();
  const facets = useAssetFacets();
  const format = useFormat();
  const formId = useId();
  const nameField = useRef<HTMLInputElement>(null);
  // The revision whose values the form began with: what came since is asked about, never overwritten.
  const [opened] = useState(before);
  const draft = useDraft(draftKey);
  const [form, setForm] = useState<Form>(() => formFromDraft(opened ? formOf(opened.item) : emptyForm, draft.initial));
  const [discarding, setDiscarding] = useState(false);
  const { form: element, afterSubmit } = useFirstWrong<HTMLFormElement>();

  const change = (part: Partial<Form>) => {
    const next = { ...form, ...part };
    setForm(next);
    draft.type({ ...next, title: next.name });
  };
  const content = contentIn(form, opened?.item);
  const done = (detail: AssetDetail) => {
    void draft.finish();
    onDone(detail);
  };
  const { save, clash, settle, failure: notSettled } = useAssetSave(opened?.item, done);
  const { tried, pending, failure, submit } = useSubmit(content !== undefined, async () => {
    if (!content) return undefined;
    if (opened) return save(content);
    const answer = await client.call('assets.create', { content, status: form.status });
    if (!answer.ok) return answer.failure;
    done(answer.value);
    return undefined;
  });
  const refusal = failure ?? notSettled;
  const send = () => {
    submit();
    afterSubmit();
  };
  useCommands('asset.form', [
    { id: 'asset.form.save', label: t('save'), key: 'mod+Enter', keyOnly: true, whileTyping: true, run: send },
    { id: 'asset.form.close', label: t('closePanel'), key: 'Escape', keyOnly: true, whileTyping: true, run: onClose },
  ]);

  const text = (
    field: Text,
    more: { readonly needed?: boolean; readonly offered?: readonly string[] | undefined } = {},
  ) => {
    const isMissing = tried && more.needed === true && form[field].trim() === '';
    return (
      <Field label={t(`field.${field}`)} error={isMissing ? t('nameNeeded') : undefined}>
        {(control) =>
          more.offered ? (
            <Autocomplete
              {...control}
              data={[...new Set(more.offered)]}
              limit={12}
              maxLength={200}
              value={form[field]}
              onChange={(value) => change({ [field]: value })}
            />
          ) : (
            <TextInput
              {...control}
              ref={field === 'name' ? nameField : undefined}
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              value={form[field]}
              onChange={(event) => change({ [field]: event.currentTarget.value })}
            />
          )
        }
      </Field>
    );
  };
  const day = (field: 'purchasedOn' | 'warrantyUntil') => (
    <Field label={t(`field.${field}`)} error={tried && dayIn(form[field]) === undefined ? t('dayWrong') : undefined}>
      {(control) => <DayField control={control} value={form[field]} onChange={(value) => change({ [field]: value })} />}
    </Field>
  );
  const parent = (
    <Field label={t('field.parentId')}>
      {(control) => (
        <AssetPicker
          control={control}
          label={t('field.parentId')}
          value={form.parentId}
          except={opened?.item.id ?? null}
          onChange={(parentId) => change({ parentId })}
        />
      )}
    </Field>
  );
  const { wrongLine } = attributesIn(form.attributes);
  const classNames = [...new Set([form.class, ...(facets?.classes ?? [])])].filter((name) => name !== '');

  return (
    <div className={classes['panel']} data-asset-form>
      <header className={classes['head']}>
        <h2 className={classes['formTitle']}>
          {opened ? t('editTitle', { number: shortNumber(opened.item.number) }) : t('newAsset')}
        </h2>
        <span className={classes['grow']} />
        <Tooltip label={t('closePanel')}>
          <ActionIcon aria-label={t('closePanel')} onClick={onClose}>
            <IconX size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes['scroll']}>
        <form
          ref={element}
          id={formId}
          className={classes['form']}
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            send();
          }}
        >
          {refusal && <FailureBanner failure={refusal} />}
          {clash && (
            <Banner
              tone="risk"
              boxed
              actions={
                <>
                  <Button size="xs" onClick={() => void settle('theirs')}>
                    {t('takeTheirs')}
                  </Button>
                  <Button size="xs" onClick={() => void settle('mine')}>
                    {t('keepMine')}
                  </Button>
                </>
              }
            >
              {t('changedMeanwhile', { fields: format.list(clash.fields.map(words.fieldOf)) })}
            </Banner>
          )}
          {text('name', { needed: true })}
          <div className={classes['pair']}>
            <Field label={t('field.class')}>
              {(control) => (
                <SearchSelect
                  control={control}
                  label={t('field.class')}
                  placeholder={t('field.class')}
                  options={classNames.map((value) => ({ value, label: words.classOf(value) }))}
                  value={form.class}
                  onChange={(value) => value !== null && change({ class: value })}
                />
              )}
            </Field>
            {opened ? (
              parent
            ) : (
              <Field label={t('field.status')}>
                {(control) => (
                  <SearchSelect
                    control={control}
                    label={t('field.status')}
                    placeholder={t('field.status')}
                    options={assetStatuses.map((value) => ({ value, label: words.statusOf(value) }))}
                    value={form.status}
                    onChange={(value) => value !== null && change({ status: value })}
                  />
                )}
              </Field>
            )}
            {text('serial')}
            {text('assetTag')}
            {text('manufacturer', { offered: facets?.used.manufacturers ?? [] })}
            {text('model', { offered: facets?.used.models ?? [] })}
            {text('owner', { offered: facets?.used.owners ?? [] })}
            {text('site', { offered: facets?.used.sites ?? [] })}
          </div>
          {opened ? null : parent}
          <div className={classes['pair']}>
            {day('purchasedOn')}
            {day('warrantyUntil')}
          </div>
          {text('supplier')}
          <Field
            label={t('field.attributes')}
            hint={t('attributesHint')}
            error={tried && wrongLine !== null ? t('attributesWrong', { line: wrongLine }) : undefined}
          >
            {(control) => (
              <Textarea
                {...control}
                autosize
                minRows={2}
                maxRows={10}
                value={form.attributes}
                onChange={(event) => change({ attributes: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={t('field.note')}>
            {(control) => (
              <Textarea
                {...control}
                autosize
                minRows={2}
                maxRows={8}
                maxLength={MAX_TEXT}
                value={form.note}
                onChange={(event) => change({ note: event.currentTarget.value })}
              />
            )}
          </Field>
        </form>
      </div>
      <footer className={classes['footer']}>
        {draft.state.kind !== 'empty' && (
          <Button variant="subtle" color="gray" onClick={() => setDiscarding(true)}>
            {ui('discardDraft')}
          </Button>
        )}
        <span className={classes['draft']} role="status">
          {draft.state.kind === 'saved' && ui('draft.saved', { at: format.time(draft.state.at) })}
          {draft.state.kind === 'failed' && ui('draft.failed')}
        </span>
        <Button
          variant="filled"
          type="submit"
          form={formId}
          loading={pending}
          rightSection={<KeyHint keys="mod+Enter" />}
        >
          {opened ? t('save') : t('create')}
        </Button>
      </footer>
      <ConfirmDialog
        opened={discarding}
        title={ui('discardDraftAsk')}
        confirm={ui('discardDraft')}
        danger
        onConfirm={() => {
          void draft.finish();
          onClose();
        }}
        onClose={() => setDiscarding(false)}
      >
        {form.name || t('newAsset')}
      </ConfirmDialog>
    </div>
  );
};
