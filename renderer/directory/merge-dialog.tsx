import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { LikePerson, PersonDetail } from '#shared/directory/operations.ts';

interface MergeDialogProps {
  readonly detail: PersonDetail;
  readonly other: LikePerson;
  readonly onClose: () => void;
}

/** Two records of one person become one: which stays is asked, what happens is said, and it can be taken back. */
export const MergeDialog = ({ detail, other, onClose }: MergeDialogProps) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const format = useFormat();
  const [keptId, setKept] = useState(detail.person.id);
  const here = detail.person;
  const there = other.person;
  const { pending, failure, submit } = useSubmit(true, async () => {
    const [one, two] = await Promise.all(
      [here.id, there.id].map((personId) => client.call('directory.person', { personId })),
    );
    if (!one?.ok) return one?.failure;
    if (!two?.ok) return two?.failure;
    const [keep, drop] =
      keptId === here.id ? [one.value.person, two.value.person] : [two.value.person, one.value.person];
    const answer = await client.call('directory.merge', {
      keepId: keep.id,
      keepSeen: keep.revision,
      dropId: drop.id,
      dropSeen: drop.revision,
    });
    if (!answer.ok) return answer.failure;
    onClose();
    navigate('contacts', keep.id);
    announce({
      tone: 'done',
      text: t('merged', { name: keep.name }),
      action: { label: t('undo'), run: () => void client.call('directory.unmerge', { dropId: drop.id }) },
    });
    return undefined;
  });
  const hint = (emails: readonly string[], phones: readonly string[]) => format.series([...emails, ...phones]) || '–';
  return (
    <FormDialog
      name="contacts.merge"
      title={t('mergeTitle')}
      submitLabel={t('merge')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choices
        legend={t('whichStays')}
        single
        autoFocus
        options={[
          {
            value: here.id,
            label: here.name,
            hint: hint(
              here.emails,
              here.phones.map(({ typed }) => typed),
            ),
          },
          { value: there.id, label: there.name, hint: hint(there.emails, there.phones) },
        ]}
        value={keptId}
        onChange={setKept}
      />
      <p className="soft">{t('mergeText')}</p>
    </FormDialog>
  );
};
