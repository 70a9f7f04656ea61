import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { MAX_VERSION_NOTE } from '#shared/documents/limits.ts';
import type { DocumentDetail, FileSource } from '#shared/documents/operations.ts';
import { FileDrop } from './file-drop.tsx';
import { GivenFileRows } from './given-file-rows.tsx';
import { newJob } from './new-job.ts';
import { LabelField } from './place-and-label.tsx';
import { PathField } from './path-field.tsx';
import { ReadingBar } from './reading-bar.tsx';
import { useDocumentWords } from './use-document-words.ts';
import { useGivenFiles } from './use-given-files.ts';

/** `new`: another file; `accept`: what a watched file has become; `useKept`: back to what was kept of it. */
export type Decision = 'new' | 'accept' | 'useKept';

const ways = ['files', 'watch'] as const;

interface VersionDialogProps {
  readonly detail: DocumentDetail;
  readonly decision: Decision;
  readonly files: readonly File[];
  readonly canChoose: boolean;
  readonly onClose: () => void;
}

/** Which bytes a document is from now on, and why. */
export const VersionDialog = ({ detail, decision, files, canChoose, onClose }: VersionDialogProps) => {
  const { t } = useTranslation('documents');
  const client = useClient();
  const format = useFormat();
  const words = useDocumentWords();
  const given = useGivenFiles(files);
  const [before] = useState(detail);
  const { document, listed } = before;
  const [way, setWay] = useState<(typeof ways)[number]>('files');
  const [path, setPath] = useState(before.path ?? '');
  const [keep, setKeep] = useState(true);
  const [label, setLabel] = useState('');
  const [note, setNote] = useState('');
  const [jobId, setJobId] = useState<string>();
  const [file] = given.files;
  const isUnderWay = given.files.some(({ stored, failure }) => !stored && !failure);
  const source: FileSource | undefined =
    way === 'watch'
      ? path.trim() === ''
        ? undefined
        : { storage: 'watched', path: path.trim(), keep }
      : file?.stored && { storage: 'held', sha256: file.stored.sha256, fileName: file.stored.name };
  const faults = Number(note.trim() === '') + Number(decision === 'new' && source === undefined);
  const { tried, pending, failure, submit } = useSubmit(faults === 0 && !isUnderWay, async () => {
    const job = newJob();
    setJobId(job);
    const common = { documentId: document.id, seen: document.revision, note: note.trim() };
    const { sight } = listed;
    const done =
      decision === 'useKept'
        ? await client.call('documents.useKept', common)
        : decision === 'accept'
          ? await client.call('documents.accept', {
              ...common,
              sha256: sight?.found === 'changed' ? sight.sha256 : (listed.sha256 ?? ''),
              label,
              jobId: job,
            })
          : source && (await client.call('documents.addVersion', { ...common, source, label, jobId: job }));
    setJobId(undefined);
    if (!done) return undefined;
    if (!done.ok) return words.failure(done.failure);
    announce({ tone: 'done', text: t(`decided.${decision}`, { number: document.number }) });
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="documents.dialog.version"
      title={t(`decide.${decision}`)}
      submitLabel={t(`decideAct.${decision}`)}
      size={560}
      missing={tried && faults > 0 ? t('incomplete', { count: faults }) : undefined}
      failure={failure ?? (given.failure && words.failure(given.failure))}
      pending={pending || isUnderWay}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        {t(`decideText.${decision}`, {
          title: document.title,
          was: format.bytes(document.version?.file.bytes ?? 0),
          is: format.bytes(listed.sight?.found === 'changed' ? listed.sight.bytes : 0),
        })}
      </p>
      {decision === 'new' && (
        <>
          <Choices
            legend={t('where')}
            options={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
            value={way}
            onChange={setWay}
            single
          />
          {way === 'files' ? (
            <>
              {given.files.length === 0 && <FileDrop several={false} onFiles={(chosen) => void given.give(chosen)} />}
              <GivenFileRows
                files={given.files}
                withTitle={false}
                tried={tried}
                onChange={given.change}
                onDrop={given.drop}
              />
            </>
          ) : (
            <PathField path={path} keep={keep} canChoose={canChoose} tried={tried} onPath={setPath} onKeep={setKeep} />
          )}
        </>
      )}
      {jobId !== undefined && decision !== 'useKept' && <ReadingBar jobId={jobId} />}
      {decision !== 'useKept' && <LabelField label={label} onChange={setLabel} />}
      <Field label={t('field.note')} error={tried && note.trim() === '' ? t('noteNeeded') : undefined}>
        {(control) => (
          <Textarea
            {...control}
            data-autofocus={decision !== 'new' || undefined}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={MAX_VERSION_NOTE}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
};
