import { useEffect, useState } from 'react';
import { Autocomplete, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { WritingBox } from '#renderer/writing/writing-box.tsx';
import { reportFrom } from '#shared/problems/raise.ts';
import type { SimilarProblem } from '#shared/problems/similar.ts';
import { MAX_TEXT, MAX_TITLE } from '#shared/tickets/limits.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { useMatrix } from '#renderer/tickets/use-matrix.ts';
import { computePriority } from '#shared/priority/matrix.ts';
import type { Level } from '#shared/tickets/ticket.ts';
import type { TicketNamed } from './problem-dialogs-store.ts';
import { SimilarProblems } from './similar-problems.tsx';
import { useLinkToProblem } from './use-link-to-problem.ts';
import classes from './problems.module.css';

interface RaiseDialogProps {
  readonly tickets: readonly TicketNamed[];
  readonly draftKey: string;
  readonly onClose: () => void;
}

interface Fields {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly impact: Level;
  readonly urgency: Level;
}

const levels = ['1', '2', '3'] as const;
const levelOf = (text: string | undefined): Level | undefined =>
  text === '1' ? 1 : text === '2' ? 2 : text === '3' ? 3 : undefined;

/** What was typed before, if anything was. */
const keptFields = (kept: Readonly<Record<string, string>>): Fields | undefined =>
  kept['title'] === undefined
    ? undefined
    : {
        title: kept['title'],
        description: kept['description'] ?? '',
        category: kept['category'] ?? '',
        impact: levelOf(kept['impact']) ?? 2,
        urgency: levelOf(kept['urgency']) ?? 2,
      };

/** Tickets that a draft was begun with, one to a line, and those that are chosen now. */
const keptTickets = (kept: string | undefined, chosen: readonly TicketNamed[]): readonly TicketNamed[] => {
  const begun = (kept ?? '').split('\n').flatMap((line) => {
    const [id, number] = line.split(' ');
    return id === undefined || number === undefined || chosen.some((ticket) => ticket.id === id)
      ? []
      : [{ id, number }];
  });
  return [...chosen, ...begun];
};

/** A problem from tickets that have one cause, filled in from them; or one from nothing. Shows open problems that may be the same. */
export const RaiseDialog = ({ tickets: chosen, draftKey, onClose }: RaiseDialogProps) => {
  const { t } = useTranslation('problems');
  const { t: words } = useTranslation('tickets');
  const client = useClient();
  const linkTo = useLinkToProblem();
  const { initial, type, finish } = useDraft(draftKey);
  const [tickets] = useState(() => keptTickets(initial['tickets'], chosen));
  const [fields, setFields] = useState<Fields>(
    keptFields(initial) ?? { title: '', description: '', category: '', impact: 2, urgency: 2 },
  );
  const [categories, setCategories] = useState<readonly string[]>([]);
  const [similar, setSimilar] = useState<readonly SimilarProblem[]>([]);
  const wasKept = keptFields(initial) !== undefined;

  useEffect(() => {
    let current = true;
    void client.call('queue.facets', {}).then((facets) => {
      if (current && facets.ok) setCategories(facets.value.categories);
    });
    if (!wasKept && tickets.length > 0)
      void Promise.all(tickets.map(({ id }) => client.call('tickets.get', { ticketId: id }))).then((answers) => {
        if (!current) return;
        const report = reportFrom(answers.flatMap((answer) => (answer.ok ? [answer.value.ticket] : [])));
        setFields({ ...report, category: report.category ?? '' });
      });
    return () => {
      current = false;
    };
  }, [client, tickets, wasKept]);

  const title = fields.title.trim();
  const category = fields.category.trim() || null;
  useEffect(() => {
    let current = true;
    void client.call('problems.similar', { title, category }).then((answer) => {
      if (current && answer.ok) setSimilar(answer.value);
    });
    return () => {
      current = false;
    };
  }, [client, title, category]);

  const keep = (change: Partial<Fields>) => {
    const next = { ...fields, ...change };
    setFields(next);
    type({
      ...next,
      impact: String(next.impact),
      urgency: String(next.urgency),
      tickets: tickets.map(({ id, number }) => `${id} ${number}`).join('\n'),
    });
  };
  const { tried, pending, failure, submit } = useSubmit(title !== '', async () => {
    const answer = await client.call('problems.raise', {
      ...fields,
      title,
      category,
      ticketIds: tickets.map(({ id }) => id),
    });
    if (!answer.ok) return answer.failure;
    void finish();
    onClose();
    const { problemId, number } = answer.value;
    const show = () => navigate('problems', problemId);
    if (tickets.length === 0) show();
    announce({
      tone: 'done',
      text: t('raised', { number: shortNumber(number) }),
      action: tickets.length === 0 ? undefined : { label: t('show'), run: show },
    });
    return undefined;
  });
  const matrix = useMatrix();
  const priority = computePriority(fields.impact, fields.urgency, matrix);
  const [first] = tickets;

  return (
    <FormDialog
      name="problems.raise.submit"
      title={t('raiseTitle')}
      submitLabel={t('raiseShort')}
      size={560}
      missing={tried && title === '' ? t('missing', { count: 1 }) : undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      {first && (
        <p className="soft">
          {tickets.length === 1
            ? t('raiseFrom', { number: shortNumber(first.number) })
            : t('raiseFromMany', { count: tickets.length })}
        </p>
      )}
      <Field label={t('field.title')} error={tried && title === '' ? t('titleNeeded') : undefined}>
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            placeholder={t('titleHint')}
            maxLength={MAX_TITLE}
            value={fields.title}
            onChange={(event) => keep({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      {similar.length > 0 && (
        <SimilarProblems
          similar={similar}
          onUse={
            tickets.length === 0
              ? undefined
              : ({ problem }) => {
                  void linkTo(problem, tickets).then((refused) => {
                    if (refused) return;
                    void finish();
                    onClose();
                  });
                }
          }
        />
      )}
      <WritingBox
        label={t('field.description')}
        placeholder={t('descriptionHint')}
        minRows={3}
        maxRows={8}
        maxLength={MAX_TEXT}
        value={fields.description}
        onChange={(description) => keep({ description })}
      />
      <Field label={t('field.category')}>
        {(control) => (
          <Autocomplete
            {...control}
            data={[...categories]}
            limit={20}
            maxLength={200}
            value={fields.category}
            onChange={(value) => keep({ category: value })}
          />
        )}
      </Field>
      <div className={classes['pair']}>
        {(['impact', 'urgency'] as const).map((field) => (
          <Field key={field} label={t(`field.${field}`)}>
            {(control) => (
              <SearchSelect
                control={control}
                label={t(`field.${field}`)}
                placeholder={t('chooseOne')}
                options={levels.map((value) => ({ value, label: `${value} ${words(`${field}.${value}`)}` }))}
                value={levels[fields[field] - 1] ?? null}
                onChange={(value) => {
                  const level = levelOf(value ?? undefined);
                  if (level !== undefined) keep({ [field]: level });
                }}
              />
            )}
          </Field>
        ))}
      </div>
      <p className={classes['problemHead']}>
        <PriorityGlyph priority={priority} />
        <span className="small soft">
          P{priority} · {words('priorityComputed')}
        </span>
      </p>
    </FormDialog>
  );
};
