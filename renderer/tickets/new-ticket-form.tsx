import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import {
  ActionIcon,
  Autocomplete,
  Button,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient, useOpenStatus } from '#renderer/api/session.tsx';
import { QuestionsForm } from '#renderer/templates/questions-form.tsx';
import { TemplateField } from '#renderer/templates/template-field.tsx';
import { useTemplates } from '#renderer/templates/use-templates.ts';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useDraft, useDraftsReady } from '#renderer/drafts/use-draft.ts';
import type { Failure } from '#shared/base/result.ts';
import { unanswered } from '#shared/templates/questions.ts';
import { gapIn, type TemplateValues } from '#shared/templates/variables.ts';
import { MAX_TEXT, MAX_TITLE } from '#shared/tickets/limits.ts';
import { computePriority } from '#shared/priority/matrix.ts';
import { ticketKinds } from '#shared/tickets/ticket.ts';
import {
  draftOf,
  formOf,
  handChannels,
  isHandChannel,
  isLevelText,
  levelOf,
  levels,
  type NewTicketForm as Form,
} from './new-ticket-fields.ts';
import type { DraftFilesSlot, TicketSlots } from './ticket-slots.ts';
import { useMatrix } from './use-matrix.ts';
import { registeredDescription, withDetail, withTemplate } from './template-form.ts';
import classes from '#renderer/ui/record-panel.module.css';

interface NewTicketFormProps {
  /** `new-ticket:<n>`; a form found under it is continued. */
  readonly draftKey: string;
  readonly slots: Pick<TicketSlots, 'DraftFiles'>;
  readonly onCreated: (ticketId: string) => void;
  readonly onClose: () => void;
}

/** Everything typed is on disk within a second; closing keeps it, and Drafts lists it. */
export const NewTicketForm = (props: NewTicketFormProps) => (useDraftsReady() ? <NewTicketFields {...props} /> : null);

const NewTicketFields = ({ draftKey, slots: { DraftFiles: Files }, onCreated, onClose }: NewTicketFormProps) => {
  const { t } = useTranslation('tickets');
  const { t: templateWords } = useTranslation('templates');
  const client = useClient();
  const format = useFormat();
  const formId = useId();
  const titleField = useRef<HTMLInputElement>(null);
  const { initial, state, type, flush, finish } = useDraft(draftKey);
  const [form, setForm] = useState<Form>(() => formOf(initial));
  const [categories, setCategories] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [discarding, setDiscarding] = useState(false);
  const templates = useTemplates('ticket');
  const template = templates.find(({ id }) => id === form.template);
  const content = template?.content;
  const { session, desk } = useOpenStatus();
  const values = (): TemplateValues => ({
    number: null,
    title: null,
    requester: null,
    me: session.displayName,
    desk,
    now: new Date().toISOString(),
    due: null,
    answers: {},
  });

  const { form: formElement, afterSubmit } = useFirstWrong<HTMLFormElement>();

  useEffect(() => titleField.current?.focus(), []);
  useEffect(() => {
    let current = true;
    void client.call('queue.facets', {}).then((facets) => {
      if (current && facets.ok) setCategories(facets.value.categories);
    });
    return () => {
      current = false;
    };
  }, [client]);

  // Files arrive while somebody types: each change goes by what stands in the form by then.
  const latest = useRef(form);
  const put = (next: Form) => {
    latest.current = next;
    setForm(next);
    type(draftOf(next));
  };
  const change = (fields: Partial<Form>) => put({ ...latest.current, ...fields });
  const changeFiles: DraftFilesSlot['onChange'] = (update) => {
    change({ files: update(latest.current.files) });
    return flush();
  };

  const create = async () => {
    setTried(true);
    if (pending) return;
    const isTitleOpen = form.title.trim() === '' || gapIn(form.title) !== undefined;
    const isUnanswered = content !== undefined && unanswered(content.questions, form.answers).length > 0;
    if (isTitleOpen || isUnanswered || gapIn(form.description)) {
      afterSubmit();
      return;
    }
    setPending(true);
    await flush();
    const drafts = await client.call('drafts.list', {});
    const draftId = drafts.ok ? (drafts.value.find((draft) => draft.key === draftKey)?.id ?? null) : null;
    const answer = await client.call('tickets.create', {
      kind: form.kind,
      channel: form.channel,
      title: form.title,
      description: registeredDescription(form, content, values()),
      impact: form.impact,
      urgency: form.urgency,
      category: form.category.trim() || null,
      requester: form.requester.trim() === '' ? null : { id: null, name: form.requester },
      draftId,
      files: form.files.map(({ sha256, name }) => ({ sha256, name })),
      ...(template && {
        tags: [...template.content.tags],
        tasks: [...template.content.tasks],
        templateId: template.id,
      }),
    });
    setPending(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    await finish();
    announce({ tone: 'done', text: t('created', { number: answer.value.number }) });
    onCreated(answer.value.ticketId);
  };

  const discard = async () => {
    await finish();
    onClose();
  };

  const matrix = useMatrix();
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
  const titleGap = gapIn(form.title)?.text;
  const titleError =
    form.title.trim() === '' ? t('titleNeeded') : titleGap === undefined ? undefined : t('fillGap', { gap: titleGap });
  const descriptionGap = gapIn(form.description)?.text;
  const descriptionError = descriptionGap === undefined ? undefined : t('fillGap', { gap: descriptionGap });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create();
  };
  const priority = computePriority(form.impact, form.urgency, matrix);

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
        {(failure ?? (state.kind === 'failed' ? state.failure : undefined)) && (
          <FailureBanner
            failure={failure ?? (state.kind === 'failed' ? state.failure : { code: 'internal', message: '' })}
            onRetry={failure ? () => void create() : () => void flush()}
          />
        )}
        {templates.length > 0 && (
          <TemplateField
            templates={templates}
            chosen={form.template}
            onChoose={(chosen) => put(withTemplate(latest.current, content, chosen, values()))}
          />
        )}
        {content && (
          <QuestionsForm
            questions={content.questions}
            answers={form.answers}
            hasTried={tried}
            onAnswer={(id, answer) =>
              put(
                withDetail(latest.current, content, { answers: { ...latest.current.answers, [id]: answer } }, values()),
              )
            }
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
        <Field label={t('field.title')} error={tried ? titleError : undefined}>
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
        <Field
          label={t('field.description')}
          optional
          error={tried ? descriptionError : undefined}
          hint={content && content.questions.length > 0 ? templateWords('answersGo') : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              placeholder={t('descriptionHint')}
              autosize
              minRows={4}
              maxRows={14}
              maxLength={MAX_TEXT}
              value={form.description}
              onChange={(event) => change({ description: event.currentTarget.value })}
            />
          )}
        </Field>
        <Files draftKey={draftKey} files={form.files} onChange={changeFiles} />
        <div className={classes['pair']}>
          <Field label={t('field.requester')} optional>
            {(control) => (
              <TextInput
                {...control}
                placeholder={t('requesterHint')}
                maxLength={200}
                value={form.requester}
                onChange={(event) =>
                  put(withDetail(latest.current, content, { requester: event.currentTarget.value }, values()))
                }
              />
            )}
          </Field>
          <Field label={t('field.channel')}>
            {(control) => (
              <Select
                {...control}
                allowDeselect={false}
                data={handChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
                value={form.channel}
                onChange={(value) => isHandChannel(value) && change({ channel: value })}
              />
            )}
          </Field>
          <Field label={t('field.impact')}>
            {(control) => (
              <Select
                {...control}
                allowDeselect={false}
                data={levels.map((level) => ({ value: String(level), label: `${level} ${t(`impact.${level}`)}` }))}
                value={String(form.impact)}
                onChange={(value) => isLevelText(value) && change({ impact: levelOf(value) })}
              />
            )}
          </Field>
          <Field label={t('field.urgency')}>
            {(control) => (
              <Select
                {...control}
                allowDeselect={false}
                data={levels.map((level) => ({ value: String(level), label: `${level} ${t(`urgency.${level}`)}` }))}
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
        {content && content.tasks.length > 0 && (
          <p className="small muted">
            {templateWords('addsTasks', {
              count: content.tasks.length,
              titles: content.tasks.map(({ title }) => title).join(' · '),
            })}
          </p>
        )}
      </form>
      <footer className={classes['footer']}>
        {state.kind !== 'empty' && (
          <Button variant="subtle" color="gray" onClick={() => setDiscarding(true)}>
            {t('discardDraft')}
          </Button>
        )}
        <span className={classes['draft']} role="status">
          {state.kind === 'saved' && t('draft.saved', { at: format.time(state.at) })}
          {state.kind === 'failed' && t('draft.failed')}
        </span>
        <Button
          variant="filled"
          type="submit"
          form={formId}
          loading={pending}
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
