import { useEffect, useId, useRef, useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner, type ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { Subject } from '#shared/checks/check.ts';
import type { Diagnostic } from '#shared/checks/diagnostic.ts';
import type { Finding } from '#shared/checks/finding.ts';
import type { CheckProgress } from '#shared/checks/operations.ts';
import { emptyDraft, readDraft, type DiagnosticDraft } from './diagnostic-draft.ts';
import { DiagnosticFields } from './diagnostic-fields.tsx';
import { FoundStage } from './found-stage.tsx';
import { useCheckWords } from './use-check-words.ts';
import classes from './checks.module.css';
import dialogs from '#renderer/ui/dialogs.module.css';

const TIMEOUT_SECONDS = 15;
const newJob = (): string => crypto.randomUUID();

interface RunDialogProps {
  /** The ticket that the result can be put on. */
  readonly ticket?: { readonly id: string; readonly number: string } | undefined;
  /** What it is run for, where that is known. */
  readonly subject?: Subject | undefined;
  readonly begin?: Partial<DiagnosticDraft> | undefined;
  /** Makes a check of what was looked at. */
  readonly onSchedule?: ((diagnostic: Diagnostic) => void) | undefined;
  readonly onClose: () => void;
}

type Stage =
  | { readonly at: 'form'; readonly failure?: ShownFailure | undefined }
  | { readonly at: 'running'; readonly jobId: string }
  | { readonly at: 'found'; readonly jobId: string; readonly finding: Finding };

/** What it does now, as the core tells it. */
const useProgress = (jobId: string | undefined): CheckProgress | undefined => {
  const client = useClient();
  const [progress, setProgress] = useState<CheckProgress>();
  useEffect(
    () =>
      client.onNotice((notice) => {
        if (notice.name === 'checks.progress') setProgress(notice.progress);
      }),
    [client],
  );
  return progress?.jobId === jobId ? progress : undefined;
};

/** A diagnostic from question to answer: what to look at, what it does meanwhile, what was found and where that goes. */
export const RunDialog = ({ ticket, subject, begin, onSchedule, onClose }: RunDialogProps) => {
  const { t } = useTranslation('checks');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const words = useCheckWords();
  const [draft, setDraft] = useState<DiagnosticDraft>({ ...emptyDraft, ...begin });
  const [tried, setTried] = useState(false);
  const [stage, setStage] = useState<Stage>({ at: 'form' });
  const read = readDraft(draft);
  const jobId = stage.at === 'running' ? stage.jobId : undefined;
  const progress = useProgress(jobId);
  const formId = useId();
  const body = useRef<HTMLDivElement>(null);
  useFocusReturn();
  // Whoever leaves does not wait for an answer any more.
  useEffect(
    () =>
      jobId === undefined
        ? undefined
        : () => {
            void client.call('checks.cancel', { jobId });
          },
    [client, jobId],
  );
  useEffect(() => {
    body.current?.querySelector<HTMLElement>(stage.at === 'form' ? '[data-autofocus]' : '[data-next]')?.focus();
  }, [stage.at]);

  const run = async () => {
    setTried(true);
    if (!read.diagnostic) return;
    const job = newJob();
    setStage({ at: 'running', jobId: job });
    const ran = await client.call('checks.run', {
      jobId: job,
      diagnostic: read.diagnostic,
      limits: null,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    if (ran.ok) setStage({ at: 'found', jobId: job, finding: ran.value });
    else if (ran.failure.code === 'request.cancelled') {
      announce({ tone: 'done', text: t('stopped') });
      setStage({ at: 'form' });
    } else setStage({ at: 'form', failure: ran.failure });
  };
  const stop = () => {
    if (jobId !== undefined) void client.call('checks.cancel', { jobId });
  };
  const primary = stage.at === 'form' ? t('runIt') : t('stop');
  const act = () => {
    if (stage.at === 'form') void run();
    else stop();
  };
  useCommands(
    'checks.dialog.run',
    [{ id: 'checks.dialog.run', label: primary, key: 'mod+Enter', keyOnly: true, run: act }],
    { modal: true, active: stage.at !== 'found' },
  );
  const finding = stage.at === 'found' ? stage.finding : undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={finding ? words.what(finding.diagnostic) : t('runTitle')}
      size={640}
      closeButtonProps={{ 'aria-label': ui('close') }}
      classNames={{ title: dialogs['title'] }}
    >
      <div ref={body} className={dialogs['body']}>
        {stage.at === 'form' && (
          <form
            id={formId}
            className={dialogs['form']}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              act();
            }}
          >
            {stage.failure && <FailureBanner failure={stage.failure} />}
            <DiagnosticFields
              draft={draft}
              read={read}
              tried={tried}
              onChange={(change) => setDraft({ ...draft, ...change })}
            />
          </form>
        )}
        {stage.at === 'running' && (
          <p role="status" className={classes['progress']}>
            {progress ? t(`step.${progress.step}`, { of: progress.of }) : t('running')}
          </p>
        )}
        {stage.at === 'found' ? (
          <FoundStage
            jobId={stage.jobId}
            finding={stage.finding}
            ticket={ticket}
            subject={subject}
            onSchedule={onSchedule}
            onChange={() => setStage({ at: 'form' })}
            onAgain={() => void run()}
            onClose={onClose}
          />
        ) : (
          <div className={`${dialogs['actions']} ${classes['dialogActs']}`}>
            <Button
              data-next
              variant="filled"
              rightSection={<KeyHint keys="mod+Enter" />}
              {...(stage.at === 'form' ? { type: 'submit' as const, form: formId } : { onClick: act })}
            >
              {primary}
            </Button>
          </div>
        )}
      </div>
    </Modal>
  );
};
