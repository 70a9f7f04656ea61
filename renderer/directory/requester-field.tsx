import { IconAddressBook } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import type { FieldControl } from '#renderer/ui/field.tsx';
import type { PersonRef } from '#shared/base/record.ts';
import { emptyPerson } from '#shared/directory/person.ts';
import { PersonField } from './person-field.tsx';
import classes from './contacts.module.css';

export interface RequesterFieldProps {
  readonly control: Pick<FieldControl, 'id'> & Partial<FieldControl>;
  readonly label: string;
  readonly placeholder: string;
  /** Empty name: nobody. */
  readonly requester: PersonRef;
  readonly size?: 'xs' | 'sm';
  readonly autoFocus?: boolean;
  /** `isChosen`: somebody was taken from the list, not typed. */
  readonly onChange: (requester: PersonRef, isChosen: boolean) => void;
  readonly onLeave?: (() => void) | undefined;
  readonly onEscape?: (() => void) | undefined;
}

/** Who asks: somebody of the contacts, or a name alone, which can be added to the contacts in the same step. */
export const RequesterField = ({ requester, onChange, ...field }: RequesterFieldProps) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const failureText = useFailureText();
  const canWrite = useAllowed('directory.write');
  const add = async () => {
    const name = requester.name.trim();
    const made = await client.call('directory.savePerson', {
      id: null,
      seen: null,
      content: { ...emptyPerson, name, emails: [], phones: [] },
      active: true,
    });
    if (!made.ok) {
      announce({ tone: 'refused', text: failureText(made.failure) });
      return;
    }
    onChange({ id: made.value.id, name: made.value.name }, true);
    announce({ tone: 'done', text: t('addedToContacts', { name: made.value.name }) });
  };
  return (
    <PersonField
      {...field}
      text={requester.name}
      mark={
        requester.id === null ? undefined : (
          <span className={classes['known']} role="img" aria-label={t('knownPerson')} title={t('knownPerson')}>
            <IconAddressBook size={14} stroke={1.6} aria-hidden />
          </span>
        )
      }
      offer={canWrite && requester.id === null ? (name) => t('addToContacts', { name }) : undefined}
      onType={(name) => onChange({ id: null, name }, false)}
      onPick={({ id, name }) => onChange({ id, name }, true)}
      onOffer={() => void add()}
    />
  );
};
