import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { contactPreferences, type ContactPreference, type Person } from '#shared/directory/person.ts';
import { MAX_NAME, MAX_NOTE } from '#shared/directory/limits.ts';
import { LikeHint } from './like-hint.tsx';
import { NameField } from './name-field.tsx';
import { contentOfForm, faultsInPerson, formOfPerson, isWrongMail, isWrongPhone } from './person-form.ts';
import { PlaceSelect } from './place-select.tsx';
import { useContactForm } from './use-contact-form.ts';
import { useLanguageName } from './use-language-name.ts';
import { MailsField, PhonesField } from './ways-field.tsx';
import classes from './contacts.module.css';

/** Languages that are offered; one that a card came with stays, whatever it is. */
const offered = ['zh-CN', 'en', 'zh-TW', 'de', 'fr', 'es', 'ja', 'ko', 'pt', 'ru', 'vi'] as const;

interface PersonDialogProps {
  readonly person: Person | null;
  readonly draftKey: string;
  readonly onClose: () => void;
}

/** The card of a person. While it is filled in, people who may be the same are named. */
export const PersonDialog = ({ person, draftKey, onClose }: PersonDialogProps) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const languageName = useLanguageName();
  const form = useContactForm({
    draftKey,
    initial: formOfPerson(person),
    seen: person?.revision ?? null,
    titleOf: ({ name }) => name,
    faultsIn: faultsInPerson,
    save: async (content, seen) => {
      const { emails, phones, ...rest } = contentOfForm(content);
      const answer = await client.call('directory.savePerson', {
        id: person?.id ?? null,
        seen,
        content: { ...rest, emails: [...emails], phones: [...phones] },
        active: content.active,
      });
      if (answer.ok && person === null) navigate('contacts', answer.value.id);
      if (answer.ok) announce({ tone: 'done', text: t('saved', { name: answer.value.name }) });
      return answer;
    },
    readRevision: async () => {
      if (!person) return null;
      const now = await client.call('directory.person', { personId: person.id });
      return now.ok ? now.value.person.revision : null;
    },
    onSaved: onClose,
  });
  const { content, tried, change } = form;
  const languages = [...new Set([...(content.language === null ? [] : [content.language]), ...offered])];
  const preferences: readonly { readonly value: ContactPreference | ''; readonly label: string }[] = [
    { value: '', label: t('noPreference') },
    ...contactPreferences.map((value) => ({ value, label: t(`prefers.${value}`) })),
  ];
  return (
    <FormDialog
      name="contacts.person.save"
      title={person ? t('editPerson', { name: person.name }) : t('new.person')}
      submitLabel={t('save')}
      size={600}
      missing={form.missing}
      failure={form.failure}
      pending={form.pending}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <div className={classes['pair']}>
        <NameField name={content.name} tried={tried} onChange={(name) => change({ name })} />
        <Field label={t('field.otherName')} optional>
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              maxLength={MAX_NAME}
              placeholder={t('otherNameHint')}
              value={content.otherName}
              onChange={(event) => change({ otherName: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <LikeHint personId={person?.id ?? null} form={content} onLeave={onClose} />
      <PhonesField
        values={content.phones}
        wrong={(phone) => (tried && isWrongPhone(phone) ? t('wrongPhone') : undefined)}
        onChange={(phones) => change({ phones })}
      />
      <MailsField
        values={content.emails}
        wrong={(address) => (tried && isWrongMail(address) ? t('wrongMail') : undefined)}
        onChange={(emails) => change({ emails })}
      />
      <div className={classes['pair']}>
        <PlaceSelect
          kind="organisation"
          value={content.organisationId}
          onChange={(organisationId) => change({ organisationId })}
        />
        <PlaceSelect kind="site" value={content.siteId} onChange={(siteId) => change({ siteId })} />
        <Field label={t('field.jobTitle')} optional>
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              maxLength={MAX_NAME}
              value={content.jobTitle}
              onChange={(event) => change({ jobTitle: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('field.sortAs')} optional>
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              maxLength={MAX_NAME}
              placeholder={t('sortAsHint')}
              value={content.sortAs}
              onChange={(event) => change({ sortAs: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('field.language')} optional>
          {(control) => (
            <SearchSelect
              control={control}
              label={t('field.language')}
              placeholder={t('notGiven')}
              options={[
                { value: '', label: t('notGiven') },
                ...languages.map((value) => ({ value, label: languageName(value) })),
              ]}
              value={content.language ?? ''}
              onChange={(value) => change({ language: value || null })}
            />
          )}
        </Field>
        <Field label={t('field.preference')} optional>
          {(control) => (
            <SearchSelect
              control={control}
              label={t('field.preference')}
              placeholder={t('noPreference')}
              options={preferences}
              value={content.contactPreference ?? ''}
              onChange={(value) => change({ contactPreference: value || null })}
            />
          )}
        </Field>
      </div>
      <Field label={t('field.note')} optional>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={MAX_NOTE}
            value={content.note}
            onChange={(event) => change({ note: event.currentTarget.value })}
          />
        )}
      </Field>
      <Checkbox
        size="xs"
        label={t('vipLabel')}
        checked={content.isVip}
        onChange={(event) => change({ isVip: event.currentTarget.checked })}
      />
      {person && (
        <Checkbox
          size="xs"
          label={t('activePerson')}
          checked={content.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      )}
    </FormDialog>
  );
};
