import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { ActionIcon, Autocomplete, Button, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { QuestionsForm } from '#renderer/templates/questions-form.tsx';
import { TemplateField } from '#renderer/templates/template-field.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { WritingBox } from '#renderer/writing/writing-box.tsx';
import { MAX_TEXT, MAX_TITLE } from '#shared/tickets/limits.ts';
import { ticketKinds } from '#shared/tickets/ticket.ts';
import { handChannels, isHandChannel, isLevelText, levelOf, levels } from './new-ticket-fields.ts';
import type { TicketSlots } from './ticket-slots.ts';
import { useNewTicket } from './use-new-ticket.ts';
import classes from '#renderer/ui/record-panel.module.css';

interface NewTicketFormProps {
  /** `new-ticket:<n>`; a form found under it is continued. */
  readonly draftKey: string;
  readonly slots: Pick<TicketSlots, 'DraftAssets' | 'DraftFiles' | 'Known' | 'RequesterField' | 'ServiceField'>;
  readonly onCreated: (ticketId: string) => void;
  readonly onClose: () => void;
}

/** Everything typed is on disk within a second; closing keeps it, and Drafts lists it. */
export const NewTicketForm = (props: NewTicketFormProps) => (useDraftsReady() ? <NewTicketFields {...props} /> : null);

const NewTicketFields = ({
  draftKey,
  slots: { DraftAssets: Assets, DraftFiles: Files, Known, RequesterField: Requester, ServiceField: Service },
  onCreated,
  onClose,
}: NewTicketFormProps) => {
  const { t } = useTranslation('tickets');
  const { t: templateWords } = useTranslation('templates');
  const format = useFormat();
  const formId = useId();
  const titleField = useRef<HTMLInputElement>(null);
  const [discarding, setDiscarding] = useState(false);
  const { form: formElement, afterSubmit } = useFirstWrong<HTMLFormElement>();
  const ticket = useNewTicket(draftKey, onCreated);
  const { form, content, templates, categories, priority, draft, failure, change } = ticket;

  useEffect(() => titleField.current?.focus(), []);

  const create = async () => {
    if (!(await ticket.create())) afterSubmit();
  };
  const discard = async () => {
    await ticket.discard();
    onClose();
  };
  useCommands('ticket.new', [
    { id: 'ticket.create', label: t('create'), key: 'mod+Enter', group: t('newTicket'), run: () => void create() },
    {
      id: 'ticket.closeForm',
      label: t('closeForm'),
      key: 'Escape',
      whileTyping: true,
      group: t('newTicket'),
      run: onClose,
    },
  ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create();
  };

  return (
    <div className={classes['panel']} data-new-ticket>
      <header className={classes['head']}>
        <h2 className={classes['formTitle']}>{t('newTicket')}</h2>
        <span className={classes['grow']} />
        <Tooltip label={t('closeForm')}>
          <ActionIcon aria-label={t('closeForm')} onClick={onClose}>
            <IconX size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      <form
        ref={formElement}
        id={formId}
        className={`${classes['scroll']} ${classes['form']}`}
        onSubmit={submit}
        noValidate
      >
        {failure && <FailureBanner failure={failure} onRetry={() => void ticket.retry()} />}
        {templates.length > 0 && (
          <TemplateField templates={templates} chosen={form.template} onChoose={ticket.choose} />
        )}
        {content && (
          <QuestionsForm
            questions={content.questions}
            answers={form.answers}
            hasTried={ticket.tried}
            onAnswer={ticket.answer}
          />
        )}
        <div>
          <SegmentedControl
            aria-label={t('field.kind')}
            value={form.kind}
            onChange={(value) => change({ kind: value === 'request' ? 'request' : 'incident' })}
            data={ticketKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        </div>
        <Field label={t('field.title')} error={ticket.titleError}>
          {(control) => (
            <TextInput
              {...control}
              ref={titleField}
              placeholder={t('titleHint')}
              maxLength={MAX_TITLE}
              value={form.title}
              onChange={(event) => change({ title: event.currentTarget.value })}
            />
          )}
        </Field>
        <WritingBox
          label={t('field.description')}
          optional
          error={ticket.descriptionError}
          hint={content && content.questions.length > 0 ? templateWords('answersGo') : undefined}
          placeholder={t('descriptionHint')}
          minRows={4}
          maxRows={14}
          maxLength={MAX_TEXT}
          value={form.description}
          onChange={(description) => change({ description })}
        />
        <Files draftKey={draftKey} files={form.files} onChange={ticket.changeFiles} />
        {form.assets.length > 0 && <Assets assetIds={form.assets} onChange={(assets) => change({ assets })} />}
        <div className={classes['pair']}>
          <Field label={t('field.requester')} optional>
            {(control) => (
              <Requester
                control={control}
                label={t('field.requester')}
                placeholder={t('requesterHint')}
                requester={{ id: form.requesterId || null, name: form.requester }}
                onChange={({ id, name }) => {
                  change({ requesterId: id ?? '' });
                  ticket.changeDetail({ requester: name });
                }}
              />
            )}
          </Field>
          <Field label={t('field.channel')}>
            {(control) =>
              // Where it comes from is known: nobody has to choose it.
              form.channel === 'log_alert' ? (
                <TextInput {...control} readOnly value={t('channel.log_alert')} />
              ) : (
                <SearchSelect
                  control={control}
                  label={t('field.channel')}
                  placeholder=""
                  options={handChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
                  value={form.channel}
                  onChange={(value) => isHandChannel(value) && change({ channel: value })}
                />
              )
            }
          </Field>
          <Field label={t('field.impact')}>
            {(control) => (
              <SearchSelect
                control={control}
                label={t('field.impact')}
                placeholder=""
                options={levels.map((level) => ({ value: String(level), label: `${level} ${t(`impact.${level}`)}` }))}
                value={String(form.impact)}
                onChange={(value) => isLevelText(value) && change({ impact: levelOf(value) })}
              />
            )}
          </Field>
          <Field label={t('field.urgency')}>
            {(control) => (
              <SearchSelect
                control={control}
                label={t('field.urgency')}
                placeholder=""
                options={levels.map((level) => ({ value: String(level), label: `${level} ${t(`urgency.${level}`)}` }))}
                value={String(form.urgency)}
                onChange={(value) => isLevelText(value) && change({ urgency: levelOf(value) })}
              />
            )}
          </Field>
        </div>
        <p className={classes['computed']} role="status">
          <PriorityGlyph priority={priority} />
          <b>P{priority}</b>
          {t('priorityComputed')}
        </p>
        <Field label={t('field.category')} optional>
          {(control) => (
            <Autocomplete
              {...control}
              placeholder={t('categoryHint')}
              data={[...categories]}
              limit={12}
              maxLength={200}
              value={form.category}
              onChange={(category) => change({ category })}
            />
          )}
        </Field>
        <Service category={form.category} service={form.service} onChoose={(service) => change({ service })} />
        {content && content.tasks.length > 0 && (
          <p className="small muted">
            {templateWords('addsTasks', {
              count: content.tasks.length,
              titles: content.tasks.map(({ title }) => title).join(' · '),
            })}
          </p>
        )}
      </form>
      <Known
        title={form.title}
        description={form.description}
        category={form.category}
        chosen={form.articles}
        onChoose={(articles) => change({ articles })}
      />
      <footer className={classes['footer']}>
        {draft.kind !== 'empty' && (
          <Button variant="subtle" color="gray" onClick={() => setDiscarding(true)}>
            {t('discardDraft')}
          </Button>
        )}
        <span className={classes['draft']} role="status">
          {draft.kind === 'saved' && t('draft.saved', { at: format.time(draft.at) })}
          {draft.kind === 'failed' && t('draft.failed')}
        </span>
        <Button
          variant="filled"
          type="submit"
          form={formId}
          loading={ticket.pending}
          rightSection={<KeyHint keys="mod+Enter" />}
        >
          {t('create')}
        </Button>
      </footer>
      <ConfirmDialog
        opened={discarding}
        title={t('discardDraftAsk')}
        confirm={t('discardDraft')}
        danger
        onConfirm={() => void discard()}
        onClose={() => setDiscarding(false)}
      >
        {form.title || t('newTicket')}
      </ConfirmDialog>
    </div>
  );
};
