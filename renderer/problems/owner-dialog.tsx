import { useEffect, useMemo, useState } from 'react';
import { Autocomplete } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useSession, useSessionStore } from '#renderer/api/session.tsx';
import { useColleagues } from '#renderer/api/use-colleagues.ts';
import { announce } from '#renderer/ui/announce.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import type { PickOption } from '#renderer/ui/option-list.tsx';
import { PickList } from '#renderer/ui/pick-list.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { PersonRef } from '#shared/base/record.ts';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { problemStore } from './problem-store.ts';
import dialogs from '#renderer/ui/dialogs.module.css';

/** Marks an option that stands for a name typed here, as against a user's id. */
const TYPED = 'name:';

interface OwnerDialogProps {
  readonly detail: ProblemDetail;
  readonly onClose: () => void;
}

/** Who answers for the problem. */
export const OwnerDialog = ({ detail, onClose }: OwnerDialogProps) => {
  const { t } = useTranslation('problems');
  const client = useClient();
  const me = useSession();
  const store = useSessionStore(problemStore);
  const { id: problemId, number, assignmentGroup } = detail.problem;
  const people = useColleagues();
  const [groups, setGroups] = useState<readonly string[]>([]);
  const [owner, setOwner] = useState<PersonRef | null>(detail.problem.owner);
  const [group, setGroup] = useState(assignmentGroup ?? '');
  useEffect(() => {
    let current = true;
    void client.call('queue.facets', {}).then((found) => {
      if (current && found.ok) setGroups(found.value.groups);
    });
    return () => {
      current = false;
    };
  }, [client]);

  const { tried, pending, failure, submit } = useSubmit(owner !== null, async () => {
    if (owner === null) return undefined;
    const answer = await client.call('problems.assign', { problemId, owner, group: group.trim() || null });
    if (!answer.ok) return answer.failure;
    store.getState().take(answer.value);
    announce({ tone: 'done', text: t('done.assign', { number: shortNumber(number), name: owner.name }) });
    onClose();
    return undefined;
  });
  const options = useMemo((): readonly PickOption[] => {
    const known = people.map((person) => ({
      value: person.id,
      label: person.displayName,
      before: <Avatar name={person.displayName} own={person.id === me.userId} />,
      hint: person.id === me.userId ? t('you') : undefined,
    }));
    const isKnown = owner === null || people.some(({ id }) => id === owner.id);
    return isKnown
      ? known
      : [...known, { value: TYPED + owner.name, label: owner.name, before: <Avatar name={owner.name} /> }];
  }, [people, owner, me.userId, t]);
  const chosen = owner === null ? '' : (people.find(({ id }) => id === owner.id)?.id ?? TYPED + owner.name);
  const pick = (value: string) => {
    // Picked again, by a second Enter: that is who it is.
    if (value === chosen) {
      submit();
      return;
    }
    const known = people.find(({ id }) => id === value);
    setOwner(known ? { id: known.id, name: known.displayName } : { id: null, name: value.slice(TYPED.length) });
  };
  return (
    <FormDialog
      name="problems.assign.submit"
      title={t('ownerTitle', { number: shortNumber(number) })}
      submitLabel={t('action.assign')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <div>
        <div className={dialogs['picker']} data-error={(tried && owner === null) || undefined}>
          <PickList
            label={t('findPerson')}
            options={options}
            chosen={new Set([chosen])}
            emptyText={t('noPerson')}
            offer={(name) => ({ value: TYPED + name, label: t('ownerNew', { name }) })}
            onPick={pick}
          />
        </div>
        {tried && owner === null && (
          <p className={dialogs['error']} role="alert">
            <BreachGlyph />
            {t('ownerNeeded')}
          </p>
        )}
      </div>
      <Field label={t('groupOptional')}>
        {(control) => (
          <Autocomplete {...control} data={[...groups]} limit={20} maxLength={120} value={group} onChange={setGroup} />
        )}
      </Field>
    </FormDialog>
  );
};
