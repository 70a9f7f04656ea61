import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { nothing, type DocumentContent } from '#shared/documents/document.ts';
import type { DocumentSource } from '#shared/documents/operations.ts';
import { DocumentFields, faultsIn, writtenContent } from './document-fields.tsx';
import { FileDrop } from './file-drop.tsx';
import { GivenFileRows } from './given-file-rows.tsx';
import { newJob } from './new-job.ts';
import { LabelField, PlaceField } from './place-and-label.tsx';
import { PathField } from './path-field.tsx';
import { ReadingBar } from './reading-bar.tsx';
import { useDocumentWords } from './use-document-words.ts';
import { useGivenFiles } from './use-given-files.ts';

const ways = ['files', 'watch', 'elsewhere'] as const;
type Way = (typeof ways)[number];

const empty: DocumentContent = {
  title: '',
  kind: 'other',
  owner: null,
  belongsTo: nothing,
  tags: [],
  language: null,
  reviewOn: null,
  validUntil: null,
};

interface AddDialogProps {
  readonly files: readonly File[];
  readonly canChoose: boolean;
  readonly onAdded: (documentId: string) => void;
  readonly onClose: () => void;
}

/** New documents: files to be kept here, one that is only watched, or one that lies elsewhere. */
export const AddDialog = ({ files: initial, canChoose, onAdded, onClose }: AddDialogProps) => {
  const { t } = useTranslation('documents');
  const client = useClient();
  const words = useDocumentWords();
  const given = useGivenFiles(initial);
  const [way, setWay] = useState<Way>('files');
  const [content, setContent] = useState(empty);
  const [label, setLabel] = useState('');
  const [path, setPath] = useState('');
  const [keep, setKeep] = useState(true);
  const [place, setPlace] = useState('');
  const [jobId, setJobId] = useState<string>();
  const isUnderWay = given.files.some(({ stored, failure }) => !stored && !failure);
  const ready = given.files.filter(({ stored }) => stored);
  const faults =
    way === 'files'
      ? faultsIn(content, false) + Number(ready.length === 0) + ready.filter(({ title }) => title.trim() === '').length
      : faultsIn(content) + Number((way === 'watch' ? path : place).trim() === '');

  const addOne = async (source: DocumentSource, title: string) => {
    const job = newJob();
    if (source.storage === 'watched') setJobId(job);
    const added = await client.call('documents.add', {
      content: { ...writtenContent(content), title: title.trim() },
      source,
      label,
      note: '',
      jobId: job,
    });
    setJobId(undefined);
    return added;
  };
  const addFiles = async (): Promise<ShownFailure | undefined> => {
    let last: string | undefined;
    let refused: ShownFailure | undefined;
    let count = 0;
    for (const { key, stored, title } of ready) {
      if (!stored) continue;
      const added = await addOne({ storage: 'held', sha256: stored.sha256, fileName: stored.name }, title);
      if (added.ok) {
        last = added.value.document.id;
        count++;
        given.drop(key);
      } else {
        refused = added.failure;
        given.change(key, { failure: words.failure(added.failure) });
      }
    }
    if (count > 0) announce({ tone: 'done', text: t('added', { count }) });
    if (refused) return words.failure(refused);
    if (last !== undefined) onAdded(last);
    return undefined;
  };
  const { tried, pending, failure, submit } = useSubmit(faults === 0 && !isUnderWay, async () => {
    if (way === 'files') return addFiles();
    const source: DocumentSource =
      way === 'watch' ? { storage: 'watched', path: path.trim(), keep } : { storage: 'elsewhere', place: place.trim() };
    const added = await addOne(source, content.title);
    if (!added.ok) return words.failure(added.failure);
    announce({ tone: 'done', text: t('added', { count: 1 }) });
    onAdded(added.value.document.id);
    return undefined;
  });
  return (
    <FormDialog
      name="documents.dialog.add"
      title={t('addTitle')}
      submitLabel={way === 'files' && ready.length > 1 ? t('addCount', { count: ready.length }) : t('addOne')}
      size={640}
      missing={
        !tried || faults === 0
          ? undefined
          : way === 'files' && ready.length === 0
            ? t('filesNeeded')
            : t('incomplete', { count: faults })
      }
      failure={failure ?? (given.failure && words.failure(given.failure))}
      pending={pending || isUnderWay}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choices
        legend={t('where')}
        options={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
        value={way}
        onChange={setWay}
        single
      />
      {way === 'files' && (
        <>
          <FileDrop several onFiles={(files) => void given.give(files)} />
          {given.files.length > 0 && (
            <GivenFileRows files={given.files} withTitle tried={tried} onChange={given.change} onDrop={given.drop} />
          )}
        </>
      )}
      {way === 'watch' && (
        <PathField path={path} keep={keep} canChoose={canChoose} tried={tried} onPath={setPath} onKeep={setKeep} />
      )}
      {way === 'elsewhere' && <PlaceField place={place} tried={tried} onChange={setPlace} />}
      {jobId !== undefined && <ReadingBar jobId={jobId} />}
      {way !== 'elsewhere' && <LabelField label={label} onChange={setLabel} />}
      <DocumentFields
        content={content}
        names={{}}
        withTitle={way !== 'files'}
        tried={tried}
        onChange={(change) => setContent({ ...content, ...change })}
      />
    </FormDialog>
  );
};
