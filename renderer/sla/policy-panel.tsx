import { NativeSelect, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Field } from '#renderer/ui/field.tsx';
import { PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { CalendarView, PolicyView } from '#shared/sla/operations.ts';
import type { Priority } from '#shared/tickets/ticket.ts';
import { createKeptEdits, editKey, useKeptEdit } from './kept-edits.ts';
import { LengthField, lengthText, readLength, type LengthText } from './length-field.tsx';
import { RulePanel } from './rule-panel.tsx';
import { createRulesStore } from './rules-store.ts';
import classes from './rules.module.css';

const priorities = [1, 2, 3, 4] as const satisfies readonly Priority[];
const kinds = ['response', 'update', 'resolve'] as const;

type TargetTexts = Readonly<Record<(typeof kinds)[number], LengthText>> & { readonly calendarId: string };

interface PolicyText {
  readonly name: string;
  readonly categories: string;
  readonly targets: Readonly<Record<Priority, TargetTexts>>;
  readonly reopen: PolicyView['reopen']['kind'];
  readonly again: Readonly<Record<Priority, LengthText>>;
}

const forAll = <Value,>(of: (priority: Priority) => Value): Readonly<Record<Priority, Value>> => ({
  1: of(1),
  2: of(2),
  3: of(3),
  4: of(4),
});

const textOf = (policy: PolicyView): PolicyText => ({
  name: policy.name,
  categories: policy.scope.categories.join(', '),
  targets: forAll((priority) => {
    const { response, update, resolve, calendarId } = policy.targets[priority];
    return { response: lengthText(response), update: lengthText(update), resolve: lengthText(resolve), calendarId };
  }),
  reopen: policy.reopen.kind,
  again: forAll((priority) =>
    lengthText(
      policy.reopen.kind === 'new_target' ? policy.reopen.resolve[priority] : policy.targets[priority].resolve,
    ),
  ),
});

type PolicyInput = InputOf<'sla.savePolicy'>['policy'];

/** What the texts say, undefined while one of them says nothing that can be kept. */
const readPolicy = (text: PolicyText, policy: PolicyView): PolicyInput | undefined => {
  if (text.name.trim() === '') return undefined;
  const targets: Partial<Record<Priority, PolicyInput['targets'][Priority]>> = {};
  const again: Partial<Record<Priority, NonNullable<ReturnType<typeof readLength>>>> = {};
  for (const priority of priorities) {
    const { response, update, resolve, calendarId } = text.targets[priority];
    const [one, two, three] = [readLength(response), readLength(update), readLength(resolve)];
    if (one === undefined || two === undefined || three === undefined) return undefined;
    targets[priority] = { response: one, update: two, resolve: three, calendarId };
    const next = readLength(text.again[priority]);
    if (next) again[priority] = next;
    else if (text.reopen === 'new_target') return undefined;
  }
  return {
    name: text.name.trim(),
    scope: {
      services: [...policy.scope.services],
      categories: text.categories
        .split(/[,，、]/u)
        .map((category) => category.trim())
        .filter((category) => category !== ''),
    },
    targets: targets as PolicyInput['targets'],
    reopen:
      text.reopen === 'new_target'
        ? { kind: 'new_target', resolve: again as Extract<PolicyInput['reopen'], { kind: 'new_target' }>['resolve'] }
        : { kind: text.reopen },
  };
};

export const policyEdits = createKeptEdits<PolicyText>();

interface PolicyPanelProps {
  readonly policy: PolicyView;
  readonly calendars: readonly CalendarView[];
  readonly calendarName: (calendar: CalendarView) => string;
  readonly onClose: () => void;
}

/** What is promised, priority by priority. Saving makes another version; what has ended keeps the one it was judged by. */
export const PolicyPanel = ({ policy, calendars, calendarName, onClose }: PolicyPanelProps) => {
  const { t } = useTranslation('sla');
  const { savePolicy } = useStore(useSessionStore(createRulesStore));
  const saved = useMemo(() => textOf(policy), [policy]);
  const { content: text, isEdited, edit: setText, drop } = useKeptEdit(policyEdits, editKey(policy), saved);
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  const setTarget = (priority: Priority, change: Partial<TargetTexts>) =>
    setText({ ...text, targets: { ...text.targets, [priority]: { ...text.targets[priority], ...change } } });

  const discard = () => {
    drop();
    setTried(false);
  };
  const save = () => {
    setTried(true);
    const content = readPolicy(text, policy);
    if (!content || isPending) return;
    setPending(true);
    void savePolicy({ id: policy.id, version: policy.version, judgesFrom: null, policy: content }).then((reply) => {
      setPending(false);
      setFailure(reply.ok ? undefined : reply.failure);
      if (!reply.ok) return;
      drop();
      announce({ tone: 'done', text: t('saved', { name: reply.value.name }) });
    });
  };
  return (
    <RulePanel
      title={policy.name}
      note={t('policyNote')}
      failure={failure}
      pending={isPending}
      onSave={save}
      onClose={onClose}
      onDiscard={isEdited ? discard : undefined}
    >
      <Field label={t('name')} error={hasTried && text.name.trim() === '' ? t('nameNeeded') : undefined}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={120}
            value={text.name}
            onChange={(event) => setText({ ...text, name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('categories')} hint={t('categoriesHint')}>
        {(control) => (
          <TextInput
            {...control}
            placeholder={t('allCategories')}
            value={text.categories}
            onChange={(event) => setText({ ...text, categories: event.currentTarget.value })}
          />
        )}
      </Field>
      {priorities.map((priority) => (
        <section key={priority} className={classes['priority']} aria-label={`P${priority}`}>
          <h3>
            <PriorityGlyph priority={priority} /> P{priority}
          </h3>
          <div className={classes['lengths']}>
            {kinds.map((kind) => (
              <LengthField
                key={kind}
                label={t(`target.${kind}`)}
                value={text.targets[priority][kind]}
                onChange={(value) => setTarget(priority, { [kind]: value })}
                hasTried={hasTried}
              />
            ))}
            <div className={classes['length']}>
              <NativeSelect
                label={t('calendar')}
                value={text.targets[priority].calendarId}
                onChange={(event) => setTarget(priority, { calendarId: event.currentTarget.value })}
                data={calendars.map((calendar) => ({ value: calendar.id, label: calendarName(calendar) }))}
              />
            </div>
            {text.reopen === 'new_target' && (
              <LengthField
                label={t('afterReopening')}
                value={text.again[priority]}
                onChange={(value) => setText({ ...text, again: { ...text.again, [priority]: value } })}
                hasTried={hasTried}
                required
              />
            )}
          </div>
        </section>
      ))}
      <NativeSelect
        label={t('reopen')}
        value={text.reopen}
        onChange={(event) => {
          const reopen = (['resume', 'restart', 'new_target'] as const).find(
            (kind) => kind === event.currentTarget.value,
          );
          if (reopen) setText({ ...text, reopen });
        }}
        data={[
          { value: 'resume', label: t('reopen.resume') },
          { value: 'restart', label: t('reopen.restart') },
          { value: 'new_target', label: t('reopen.new_target') },
        ]}
      />
      {hasTried && !readPolicy(text, policy) && <p role="alert">{t('lengthNeeded')}</p>}
    </RulePanel>
  );
};
