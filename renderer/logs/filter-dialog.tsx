import { useState } from 'react';
import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { patternFault, type PatternFault } from '#shared/base/pattern-fault.ts';
import { filterKinds, type FilterContent, type FilterKind, type LogFilter } from '#shared/logs/filter.ts';
import { MAX_FILTER_NAME, MAX_PATTERN } from '#shared/logs/limits.ts';
import { regexOf } from '#shared/logs/regex.ts';
import type { ChosenFilter } from './logs-store.ts';

interface FilterDialogProps {
  /** What it begins with; `id` null for a new one. */
  readonly begun: Partial<FilterContent> & { readonly id: string | null };
  readonly saved: readonly LogFilter[];
  readonly onDone: (filter: ChosenFilter) => void;
  readonly onClose: () => void;
}

/** Why an expression cannot be one; undefined for one that is. */
const faultIn = (pattern: string): PatternFault | undefined => {
  try {
    regexOf(pattern);
    return undefined;
  } catch (error) {
    return patternFault(error);
  }
};

/** What is shown, hidden or marked; kept for another time if wanted. */
export const FilterDialog = ({ begun, saved, onDone, onClose }: FilterDialogProps) => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const maySave = useAllowed('logs.choose');
  const kept = saved.find(({ id }) => id === begun.id);
  const [kind, setKind] = useState<FilterKind>(begun.kind ?? 'include');
  const [pattern, setPattern] = useState(begun.pattern ?? '');
  const [isRegex, setRegex] = useState(begun.isRegex ?? false);
  const [matchesCase, setMatchesCase] = useState(begun.matchesCase ?? false);
  const [name, setName] = useState(begun.name ?? '');
  const [field, setField] = useState(begun.field ?? '');
  const [isKept, setKept] = useState(kept !== undefined);
  const fault = isRegex && pattern !== '' ? faultIn(pattern) : undefined;
  const called = name.trim() || pattern.trim().slice(0, MAX_FILTER_NAME);
  const { tried, pending, failure, submit } = useSubmit(
    pattern !== '' && fault === undefined && called !== '',
    async () => {
      const content: FilterContent = { name: called, kind, pattern, isRegex, matchesCase, field: field.trim() || null };
      if (!isKept) {
        onDone({ ...content, id: begun.id ?? crypto.randomUUID(), isOn: true });
        return undefined;
      }
      const answer = await client.call('logs.saveFilter', {
        filterId: kept?.id ?? null,
        seen: kept?.revision ?? null,
        content,
      });
      if (!answer.ok) return answer.failure;
      onDone({ ...content, id: answer.value.id, isOn: true });
      return undefined;
    },
  );
  return (
    <FormDialog
      name="logs.dialog.filter"
      title={begun.id === null ? t('addFilter') : t('editFilterTitle')}
      submitLabel={t('apply')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choices
        legend={t('filterDoes')}
        options={filterKinds.map((value) => ({ value, label: t(`filterDoes.${value}`) }))}
        value={kind}
        onChange={setKind}
        single
      />
      <Field
        label={t('pattern')}
        error={
          tried && pattern === '' ? t('patternNeeded') : fault === undefined ? undefined : t('patternFault', { fault })
        }
      >
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            className="mono"
            autoComplete="off"
            spellCheck={false}
            maxLength={MAX_PATTERN}
            value={pattern}
            onChange={(event) => setPattern(event.currentTarget.value)}
          />
        )}
      </Field>
      <Checkbox
        size="xs"
        label={t('isRegex')}
        checked={isRegex}
        onChange={(event) => setRegex(event.currentTarget.checked)}
      />
      <Checkbox
        size="xs"
        label={t('matchesCase')}
        checked={matchesCase}
        onChange={(event) => setMatchesCase(event.currentTarget.checked)}
      />
      <Field label={t('filterField')} hint={t('filterFieldHint')} optional>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            value={field}
            onChange={(event) => setField(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t('name')} optional>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="off"
            maxLength={MAX_FILTER_NAME}
            placeholder={called}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      {maySave && (
        <Checkbox
          size="xs"
          label={t('keepFilter')}
          checked={isKept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
};
