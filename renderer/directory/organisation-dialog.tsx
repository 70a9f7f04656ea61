import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { navigate } from '#renderer/ui/route.ts';
import type { Organisation } from '#shared/directory/place.ts';
import { MAX_NAME, MAX_NOTE } from '#shared/directory/limits.ts';
import { NameField } from './name-field.tsx';
import { lacksName } from './person-form.ts';
import { useContactForm } from './use-contact-form.ts';

interface OrganisationDialogProps {
  readonly organisation: Organisation | null;
  readonly draftKey: string;
  readonly onClose: () => void;
}

export const OrganisationDialog = ({ organisation, draftKey, onClose }: OrganisationDialogProps) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const form = useContactForm({
    draftKey,
    initial: {
      name: organisation?.name ?? '',
      contractRef: organisation?.contractRef ?? '',
      note: organisation?.note ?? '',
      active: organisation?.active ?? true,
    },
    seen: organisation?.revision ?? null,
    titleOf: ({ name }) => name,
    faultsIn: (content) => Number(lacksName(content)),
    save: async (content, seen) => {
      const answer = await client.call('directory.saveOrganisation', {
        id: organisation?.id ?? null,
        seen,
        content: { ...content, contractRef: content.contractRef.trim() || null },
      });
      if (answer.ok && organisation === null) navigate('contacts', 'organisations', answer.value.id);
      if (answer.ok) announce({ tone: 'done', text: t('saved', { name: answer.value.name }) });
      return answer;
    },
    readRevision: async () => {
      if (!organisation) return null;
      const now = await client.call('directory.organisation', { organisationId: organisation.id });
      return now.ok ? now.value.organisation.revision : null;
    },
    onSaved: onClose,
  });
  const { content, tried, change } = form;
  return (
    <FormDialog
      name="contacts.organisation.save"
      title={organisation ? t('editOrganisation') : t('new.organisation')}
      submitLabel={t('save')}
      missing={form.missing}
      failure={form.failure}
      pending={form.pending}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <NameField name={content.name} tried={tried} onChange={(name) => change({ name })} />
      <Field label={t('field.contract')} optional>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="off"
            maxLength={MAX_NAME}
            placeholder={t('contractHint')}
            value={content.contractRef}
            onChange={(event) => change({ contractRef: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('field.note')} optional>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={MAX_NOTE}
            value={content.note}
            onChange={(event) => change({ note: event.currentTarget.value })}
          />
        )}
      </Field>
      {organisation && (
        <Checkbox
          size="xs"
          label={t('activePlace')}
          checked={content.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      )}
    </FormDialog>
  );
};
