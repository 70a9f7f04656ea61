import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useOpenStatus } from '#renderer/api/session.tsx';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { useTemplates } from '#renderer/templates/use-templates.ts';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Failure } from '#shared/base/result.ts';
import { computePriority } from '#shared/priority/matrix.ts';
import { unanswered } from '#shared/templates/questions.ts';
import { gapIn, type TemplateValues } from '#shared/templates/variables.ts';
import { draftOf, formOf, type NewTicketForm } from './new-ticket-fields.ts';
import { registeredDescription, withDetail, withTemplate } from './template-form.ts';
import type { DraftFilesSlot } from './ticket-slots.ts';
import { useMatrix } from './use-matrix.ts';

/** What a form of a new ticket holds, kept as a draft with every change, and how it becomes a ticket. */
export const useNewTicket = (draftKey: string, onCreated: (ticketId: string) => void) => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const { session, desk } = useOpenStatus();
  const { initial, state, type, flush, finish } = useDraft(draftKey);
  const [form, setForm] = useState(() => formOf(initial));
  const [categories, setCategories] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const templates = useTemplates('ticket');
  const template = templates.find(({ id }) => id === form.template);
  const content = template?.content;
  const matrix = useMatrix();
  const { language } = useFormat();
  const failureText = useFailureText();
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
  const put = (next: NewTicketForm) => {
    latest.current = next;
    setForm(next);
    type(draftOf(next));
  };
  const change = (fields: Partial<NewTicketForm>) => put({ ...latest.current, ...fields });
  const changeFiles: DraftFilesSlot['onChange'] = (update) => {
    change({ files: update(latest.current.files) });
    return flush();
  };

  const titleGap = gapIn(form.title)?.text;
  const descriptionGap = gapIn(form.description)?.text;
  const isIncomplete =
    form.title.trim() === '' ||
    titleGap !== undefined ||
    descriptionGap !== undefined ||
    (content !== undefined && unanswered(content.questions, form.answers).length > 0);

  /** Resolves to false where something is missing: nothing was sent. */
  const create = async (): Promise<boolean> => {
    setTried(true);
    if (pending) return true;
    if (isIncomplete) return false;
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
      service: form.service === '' ? null : { id: form.service, name: '' },
      requester: form.requester.trim() === '' ? null : { id: form.requesterId || null, name: form.requester },
      draftId,
      files: form.files.map(({ sha256, name }) => ({ sha256, name })),
      articleIds: [...form.articles],
      assetIds: [...form.assets],
      ...(template && {
        tags: [...template.content.tags],
        tasks: [...template.content.tasks],
        templateId: template.id,
      }),
    });
    setPending(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return true;
    }
    await finish();
    const { ticketId, number } = answer.value;
    announce({ tone: 'done', text: t('created', { number }) });
    if (form.alert !== '') {
      const tied = await client.call('alerts.tie', { alertId: form.alert, ticketId, language });
      if (!tied.ok) announce({ tone: 'refused', text: failureText(tied.failure) });
    }
    onCreated(ticketId);
    return true;
  };

  const fillGap = (gap: string | undefined): string | undefined =>
    gap === undefined ? undefined : t('fillGap', { gap });
  return {
    form,
    /** What the chosen template asks and adds; undefined without one. */
    content,
    templates,
    categories,
    priority: computePriority(form.impact, form.urgency, matrix),
    draft: state,
    tried,
    pending,
    failure: failure ?? (state.kind === 'failed' ? state.failure : undefined),
    /** What is wrong with these two, once the person has tried. */
    titleError: tried ? (form.title.trim() === '' ? t('titleNeeded') : fillGap(titleGap)) : undefined,
    descriptionError: tried ? fillGap(descriptionGap) : undefined,
    change,
    /** A detail that texts of the template take up: they change with it. */
    changeDetail: (detail: Parameters<typeof withDetail>[2]) =>
      put(withDetail(latest.current, content, detail, values())),
    answer: (id: string, answer: string) =>
      put(withDetail(latest.current, content, { answers: { ...latest.current.answers, [id]: answer } }, values())),
    choose: (chosen: Parameters<typeof withTemplate>[2]) =>
      put(withTemplate(latest.current, content, chosen, values())),
    changeFiles,
    create,
    /** What can be done about `failure`. */
    retry: async () => {
      if (failure) await create();
      else await flush();
    },
    discard: finish,
  };
};
