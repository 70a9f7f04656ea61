import { useEffect, useMemo, useRef, useState } from 'react';
import { Autocomplete, Textarea } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient, useSession } from '#renderer/api/session.tsx';
import { useColleagues } from '#renderer/api/use-colleagues.ts';
import { Exception } from '#renderer/qualifications/exception.tsx';
import { useFitness } from '#renderer/qualifications/use-fitness.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import type { PickOption } from '#renderer/ui/option-list.tsx';
import { PickList } from '#renderer/ui/pick-list.tsx';
import type { PersonRef } from '#shared/base/record.ts';
import type { GroupView } from '#shared/groups/operations.ts';
import { MIN_OVERRIDE_REASON } from '#shared/qualifications/rules.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import type { ActionTarget } from './action-store.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { useDialog } from './use-dialog.ts';
import classes from '#renderer/ui/dialogs.module.css';

interface AssignDialogProps {
  readonly targets: readonly ActionTarget[];
  /** What the work note begins with. */
  readonly note: string;
  readonly onClose: () => void;
}

/** Marks an option that stands for a name typed here, as against a user's id. */
const TYPED = 'name:';
/** Marks an option that stands for a group. */
const GROUP = 'group:';

type OfferedGroup = Pick<GroupView, 'name' | 'members'>;

/** The groups that somebody is in. */
const hintOf = (groups: readonly OfferedGroup[], userId: string): string | undefined => {
  const names = groups.flatMap(({ name, members }) => (members.some(({ id }) => id === userId) ? [name] : []));
  return names.length === 0 ? undefined : names.join(' · ');
};

export const AssignDialog = ({ targets, note: firstNote, onClose }: AssignDialogProps) => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const me = useSession();
  const people = useColleagues();
  const [groups, setGroups] = useState<readonly OfferedGroup[]>([]);
  /** Names that tickets carry, groups or not. */
  const [inUse, setInUse] = useState<readonly string[]>([]);
  /** Who works on tickets here without being a user of this laptop; most tickets first. */
  const [others, setOthers] = useState<readonly string[]>([]);
  /** Submitted as soon as the picked person is known to the form. */
  const isFinishing = useRef(false);
  const [assignee, setAssignee] = useState<PersonRef | null>(null);
  const [group, setGroup] = useState('');
  const [note, setNote] = useState(firstNote);
  const [override, setOverride] = useState('');

  useEffect(() => {
    let current = true;
    void client.call('queue.facets', {}).then((found) => {
      if (!current || !found.ok) return;
      setInUse(found.value.groups);
      setOthers(found.value.assignees.filter(({ id }) => id.startsWith(TYPED)).map(({ name }) => name));
    });
    void client.call('groups.list', {}).then((found) => {
      if (current && found.ok) setGroups(found.value.groups.filter(({ active }) => active));
    });
    return () => {
      current = false;
    };
  }, [client]);

  const fitness = useFitness(
    targets.map(({ id }) => id),
    group.trim() || null,
  );
  const options = useMemo(
    (): readonly PickOption[] => [
      ...groups.map(({ name, members }) => ({
        value: GROUP + name,
        label: name,
        before: <IconUsersGroup size={20} stroke={1.4} aria-hidden />,
        hint: t('waitsForGroup', { count: members.length }),
      })),
      ...people.map((person) => ({
        value: person.id,
        label: person.displayName,
        before: <Avatar name={person.displayName} own={person.id === me.userId} />,
        hint: fitness.hintOf(person.id) ?? (person.id === me.userId ? t('mine') : hintOf(groups, person.id)),
      })),
      ...others.map((name) => ({
        value: TYPED + name,
        label: name,
        before: <Avatar name={name} />,
        hint: t('notHere'),
      })),
    ],
    [groups, people, others, me.userId, t, fitness],
  );
  const typed = assignee !== null && assignee.id === null && !others.includes(assignee.name);
  const wanted = group.trim() || null;
  const known = groups.find(({ name }) => name === wanted);
  const chosen = assignee === null ? (known ? GROUP + known.name : '') : (assignee.id ?? TYPED + assignee.name);
  const lacks = fitness.requiredLacks(assignee?.id ?? null);
  const isShort = lacks !== '' && override.trim().length < MIN_OVERRIDE_REASON;
  const dialog = useDialog(
    { action: 'assign', assignee, group: wanted },
    () =>
      assignee === null && wanted === null
        ? undefined
        : {
            action: 'assign',
            assignee,
            group: wanted,
            note: note.trim() || null,
            override: lacks === '' ? null : override.trim(),
          },
    targets,
    onClose,
    { lacksAnswer: isShort },
  );
  const { submit } = dialog;
  useEffect(() => {
    if (!isFinishing.current) return;
    isFinishing.current = false;
    submit();
  });
  const pick = (value: string) => {
    // Picked again, by a second Enter: that is who it is.
    if (value === chosen) {
      submit();
      return;
    }
    if (value.startsWith(GROUP)) {
      setAssignee(null);
      setGroup(value.slice(GROUP.length));
      return;
    }
    const person = people.find(({ id }) => id === value);
    setAssignee(person ? { id: person.id, name: person.displayName } : { id: null, name: value.slice(TYPED.length) });
  };

  return (
    <DialogFrame
      action="assign"
      targets={targets}
      title={t('assignTitle')}
      missing={dialog.missing}
      failure={dialog.failure}
      pending={dialog.pending}
      onSubmit={dialog.submit}
      onClose={onClose}
    >
      <div>
        <div className={classes['picker']} data-error={dialog.lacks('assignee') || undefined}>
          <PickList
            label={t('findPerson')}
            options={
              typed
                ? [...options, { value: chosen, label: assignee.name, before: <Avatar name={assignee.name} /> }]
                : options
            }
            chosen={new Set([chosen])}
            emptyText={t('noPerson')}
            offer={(name) => ({ value: TYPED + name, label: t('assignNew', { name }) })}
            onPick={pick}
            onFinish={(value) => {
              isFinishing.current = value !== chosen;
              pick(value);
            }}
          />
        </div>
        {dialog.lacks('assignee') && (
          <p className={classes['error']} role="alert">
            <BreachGlyph />
            {t('assigneeNeeded')}
          </p>
        )}
      </div>
      {assignee !== null && (
        <Exception
          name={assignee.name}
          lacks={lacks}
          advised={fitness.advisedLacks(assignee.id)}
          value={override}
          isWrong={dialog.isUnanswered}
          onChange={setOverride}
        />
      )}
      <Field label={t('groupOptional')}>
        {(control) => (
          <Autocomplete
            {...control}
            data={[...new Set([...groups.map(({ name }) => name), ...inUse])]}
            limit={20}
            maxLength={120}
            value={group}
            onChange={setGroup}
          />
        )}
      </Field>
      <Field label={t('noteOptional')}>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={1}
            maxRows={8}
            maxLength={MAX_TEXT}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
    </DialogFrame>
  );
};
