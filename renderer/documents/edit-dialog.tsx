import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { contentOf } from '#shared/documents/document.ts';
import type { DocumentDetail } from '#shared/documents/operations.ts';
import { PlaceField } from './place-and-label.tsx';
import { DocumentFields, faultsIn, writtenContent } from './document-fields.tsx';

interface EditDialogProps {
  /** As it was when the dialog was opened. */
  readonly detail: DocumentDetail;
  readonly onClose: () => void;
}

/** What is written about a document, changed. What somebody else saved meanwhile is not overwritten. */
export const EditDialog = ({ detail, onClose }: EditDialogProps) => {
  const { t } = useTranslation('documents');
  const client = useClient();
  const [before] = useState(detail);
  const { document, names } = before;
  const [content, setContent] = useState(() => contentOf(document));
  const [place, setPlace] = useState(document.place);
  const isElsewhere = document.storage === 'elsewhere';
  const faults = faultsIn(content) + Number(isElsewhere && place.trim() === '');
  const { tried, pending, failure, submit } = useSubmit(faults === 0, async () => {
    const saved = await client.call('documents.edit', {
      documentId: document.id,
      seen: document.revision,
      content: writtenContent(content),
      place: isElsewhere ? place.trim() : null,
    });
    if (!saved.ok) return saved.failure;
    announce({ tone: 'done', text: t('saved', { number: document.number }) });
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="documents.dialog.edit"
      title={t('editTitle', { number: document.number })}
      submitLabel={t('save')}
      size={640}
      missing={tried && faults > 0 ? t('incomplete', { count: faults }) : undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      {isElsewhere && <PlaceField place={place ?? ''} tried={tried} onChange={setPlace} />}
      <DocumentFields
        content={content}
        names={names}
        tried={tried}
        onChange={(change) => setContent({ ...content, ...change })}
      />
    </FormDialog>
  );
};
