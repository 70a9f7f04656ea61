import { Autocomplete, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldControl } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { MAX_OVERRIDE_REASON } from '#shared/priority/override.ts';
import { ticketKinds, type Level } from '#shared/tickets/ticket.ts';
import type { BulkDraft, DraftField } from './bulk-draft.ts';
import classes from './bulk.module.css';

/** Values in use on this desk. `value` of a person is a user's id, or `name:<name>` for somebody who is only a name here. */
export interface KnownValues {
  readonly categories: readonly string[];
  readonly groups: readonly string[];
  readonly people: readonly { readonly value: string; readonly label: string }[];
}

/** Marks a person who is only a name on this desk. */
export const BY_NAME = 'name:';

const levels = ['1', '2', '3'] as const;
/** Suggestions shown at a time; typing narrows. */
const MAX_SHOWN = 20;
const MAX_TAG = 60;

interface BulkControlProps {
  readonly field: DraftField;
  readonly label: string;
  readonly control: FieldControl;
  readonly draft: BulkDraft;
  readonly set: (change: Partial<BulkDraft>) => void;
  readonly known: KnownValues;
}

const AssignmentControl = ({ control, draft, set, known }: BulkControlProps) => {
  const { t } = useTranslation('bulk');
  return (
    <div className={classes['pair']}>
      <SearchSelect
        control={control}
        label={t('person')}
        placeholder={draft.group.trim() === '' ? t('person') : t('nobodyYet')}
        options={known.people}
        value={draft.assignee === null ? null : (draft.assignee.id ?? BY_NAME + draft.assignee.name)}
        onChange={(value) => {
          const found = known.people.find((person) => person.value === value);
          const isHere = found?.value.startsWith(BY_NAME) === false;
          set({ assignee: found ? { id: isHere ? found.value : null, name: found.label } : null });
        }}
      />
      <Autocomplete
        aria-label={t('group')}
        placeholder={t('group')}
        data={[...known.groups]}
        limit={MAX_SHOWN}
        maxLength={120}
        error={control.error}
        value={draft.group}
        onChange={(group) => set({ group })}
      />
    </div>
  );
};

const priorities = ['1', '2', '3', '4', 'none'] as const;

const OverrideControl = ({ label, control, draft, set }: BulkControlProps) => {
  const { t } = useTranslation('bulk');
  const { t: word } = useTranslation('tickets');
  return (
    <div className={classes['pair']}>
      <SearchSelect
        control={control}
        label={label}
        placeholder={word('chooseOne')}
        options={priorities.map((value) => ({
          value,
          label: value === 'none' ? t('fromMatrix') : `P${value}`,
        }))}
        value={draft.priority}
        onChange={(priority) => set({ priority })}
      />
      {draft.priority !== 'none' && (
        <TextInput
          aria-label={t('reason')}
          placeholder={t('reason')}
          maxLength={MAX_OVERRIDE_REASON}
          error={control.error && draft.priority !== null}
          value={draft.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      )}
    </div>
  );
};

/** The control of one field that a bulk edit sets. */
export const BulkControl = (props: BulkControlProps) => {
  const { field, label, control, draft, set, known } = props;
  const { t } = useTranslation('bulk');
  const { t: word } = useTranslation('tickets');
  switch (field) {
    case 'assignment':
      return <AssignmentControl {...props} />;
    case 'category':
      return (
        <Autocomplete
          {...control}
          aria-label={label}
          placeholder={t('clears')}
          data={[...known.categories]}
          limit={MAX_SHOWN}
          maxLength={200}
          value={draft.category}
          onChange={(category) => set({ category })}
        />
      );
    case 'requester':
      return (
        <TextInput
          {...control}
          aria-label={label}
          placeholder={t('clears')}
          maxLength={200}
          value={draft.requester}
          onChange={(event) => set({ requester: event.currentTarget.value })}
        />
      );
    case 'titleStart':
      return (
        <TextInput
          {...control}
          aria-label={label}
          placeholder={t('titleHint')}
          maxLength={100}
          value={draft.titleStart}
          onChange={(event) => set({ titleStart: event.currentTarget.value })}
        />
      );
    case 'descriptionEnd':
      return (
        <Textarea
          {...control}
          aria-label={label}
          placeholder={t('descriptionHint')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={draft.descriptionEnd}
          onChange={(event) => set({ descriptionEnd: event.currentTarget.value })}
        />
      );
    case 'override':
      return <OverrideControl {...props} />;
    case 'kind':
      return (
        <SearchSelect
          control={control}
          label={label}
          placeholder={word('chooseOne')}
          options={ticketKinds.map((value) => ({ value, label: word(`kind.${value}`) }))}
          value={draft.kind}
          onChange={(kind) => set({ kind })}
        />
      );
    case 'impact':
    case 'urgency':
      return (
        <SearchSelect
          control={control}
          label={label}
          placeholder={word('chooseOne')}
          options={levels.map((value) => ({ value, label: `${value} ${word(`${field}.${value}`)}` }))}
          value={levels.find((value) => value === String(draft[field])) ?? null}
          onChange={(value) => set({ [field]: value === null ? null : (Number(value) as Level) })}
        />
      );
    case 'addTags':
    case 'removeTags':
      return (
        <TagsInput
          {...control}
          aria-label={label}
          placeholder={draft[field].length === 0 ? t('tagHint') : ''}
          maxTags={40}
          value={[...draft[field]]}
          onChange={(tags) =>
            set({ [field]: tags.map((tag) => tag.trim().slice(0, MAX_TAG)).filter((tag) => tag !== '') })
          }
        />
      );
  }
};
