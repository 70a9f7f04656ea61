import { useEffect, useRef, useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCopy, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { copyText } from '#renderer/ui/copy-text.ts';
import { Editable } from '#renderer/ui/editable.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { StaleDialog } from '#renderer/ui/stale-dialog.tsx';
import { StepsBar } from '#renderer/ui/steps-bar.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { EditableText } from '#renderer/writing/editable-text.tsx';
import { Prose } from '#renderer/writing/prose.tsx';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import { problemFields } from '#shared/problems/plan.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { MAX_TEXT, MAX_TITLE } from '#shared/tickets/limits.ts';
import { NoteComposer } from './note-composer.tsx';
import { ProblemActionBar } from './problem-actions.tsx';
import { ProblemProperties } from './problem-properties.tsx';
import { problemStore } from './problem-store.ts';
import { ProblemTickets } from './problem-tickets.tsx';
import { ProblemTimeline } from './problem-timeline.tsx';
import { useProblemActions } from './use-problem-actions.ts';
import { useProblemEdit } from './use-problem-edit.ts';
import { WaitingTickets } from './waiting-tickets.tsx';
import classes from '#renderer/ui/record-panel.module.css';
import own from './problems.module.css';

interface ProblemPanelProps {
  readonly problemId: string;
  readonly noteSeq: number;
  readonly onClose: () => void;
}

/** One problem beside the list. Keeps showing the one before until the next is there. */
export const ProblemPanel = ({ problemId, noteSeq, onClose }: ProblemPanelProps) => {
  const { t } = useTranslation('problems');
  const { t: ui } = useTranslation('ui');
  const store = useSessionStore(problemStore);
  const detail = useStore(store, (state) => state.detail);
  const failure = useStore(store, (state) => state.failure);
  useEffect(() => store.getState().open(problemId), [store, problemId]);
  useEffect(() => () => store.getState().open(null), [store]);

  const number = detail?.problem.number;
  const copy = (text: string) => copyText(text, { done: t('copied', { number: text }), failed: ui('copyFailed') });
  return (
    <div className={classes['panel']} data-problem-panel data-problem-id={detail?.problem.id}>
      <header className={classes['head']}>
        {number !== undefined && (
          <>
            <span className={`${classes['number']} num`}>{number}</span>
            <Tooltip label={t('copyNumber')}>
              <ActionIcon aria-label={t('copyNumber')} onClick={() => void copy(number)}>
                <IconCopy size={14} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </>
        )}
        <span className={classes['grow']} />
        <Tooltip label={t('closePanel')}>
          <ActionIcon aria-label={t('closePanel')} onClick={onClose}>
            <IconX size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      {failure && <FailureBanner wide failure={failure} onRetry={() => store.getState().refresh()} />}
      {detail ? (
        <PanelBody key={detail.problem.id} detail={detail} noteSeq={noteSeq} />
      ) : (
        !failure && <SkeletonRows rows={6} />
      )}
    </div>
  );
};

const steps = ['new', 'investigating', 'known_error', 'resolved', 'closed'] as const;

const useNext = (problem: Problem): string => {
  const { t } = useTranslation('problems');
  const format = useFormat();
  const now = useNow();
  switch (problem.state) {
    case 'closed':
      return t('next.closed', { at: format.moment(problem.closedAt ?? problem.updatedAt, now) });
    case 'cancelled':
      return t('next.cancelled', {
        reason: problem.cancelReason === null ? t('none') : t(`cancelReason.${problem.cancelReason}`),
      });
    default:
      return t(`next.${problem.state}`);
  }
};

const PanelBody = ({ detail, noteSeq }: { readonly detail: ProblemDetail; readonly noteSeq: number }) => {
  const { t } = useTranslation('problems');
  const { t: tickets } = useTranslation('tickets');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const canWork = useAllowed('problems.work');
  const { begin, whyNot } = useProblemActions();
  const { problem, timeline, actions } = detail;
  const { save, stale, failure, settle } = useProblemEdit(problem.id);
  const [categories, setCategories] = useState<readonly string[]>([]);
  const seen = useRef(problem);
  const next = useNext(problem);
  const canEdit = actions.includes('edit');
  const begun = () => {
    seen.current = problem;
  };
  const loadCategories = () => {
    void client.call('queue.facets', {}).then((facets) => {
      if (facets.ok) setCategories(facets.value.categories);
    });
  };
  const nameOf = (field: string): string => {
    const known = problemFields.find((name) => name === field);
    return known === undefined ? field : t(`field.${known}`);
  };
  const { workaround, resolution } = problem;

  return (
    <>
      <div className={classes['scroll']} tabIndex={-1}>
        <div className={classes['title']}>
          <h2>
            <Editable
              label={t('field.title')}
              value={problem.title}
              placeholder={t('none')}
              maxLength={MAX_TITLE}
              required
              readOnly={!canEdit}
              onBegin={begun}
              onSave={(title) => void save({ title }, seen.current)}
            />
          </h2>
        </div>
        {problem.state !== 'cancelled' && (
          <StepsBar label={t('steps')} steps={steps} now={problem.state} nameOf={(step) => t(`state.${step}`)} />
        )}
        <p className={classes['next']}>{next}</p>
        <ProblemActionBar detail={detail} />
        {failure && (
          <div className={classes['section']}>
            <FailureBanner failure={failure} />
          </div>
        )}
        <PanelSection
          title={t('field.workaround')}
          action={
            whyNot('explain', detail) === undefined && (
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                rightSection={<KeyHint keys="b" />}
                onClick={() => begin('workaround', detail)}
              >
                {workaround === null ? t('publish') : t('change')}
              </Button>
            )
          }
        >
          {workaround === null ? (
            <p className="muted">{t('noWorkaround')}</p>
          ) : (
            <>
              <Prose className={own['way']} text={workaround.text} />
              <p className={own['wayFoot']}>
                {t('workaroundBy', { name: workaround.by.name, at: format.moment(workaround.at, now) })}
              </p>
              <div className={own['block']}>
                <WaitingTickets tickets={detail.tickets} />
              </div>
            </>
          )}
        </PanelSection>
        <EditableText
          title={t('field.rootCause')}
          value={problem.rootCause}
          placeholder={t('noRootCause')}
          maxLength={MAX_TEXT}
          canEdit={canEdit}
          record={problem}
          onSave={(rootCause, seenThen) => void save({ rootCause }, seenThen)}
        />
        {resolution && (
          <PanelSection title={t('resolution')} meta={tickets(`resolution.${resolution.code}`)}>
            <Prose text={resolution.text} />
          </PanelSection>
        )}
        <ProblemTickets detail={detail} />
        <div className={classes['section']}>
          <ProblemProperties
            problem={problem}
            canEdit={canEdit}
            categories={categories}
            onBegin={loadCategories}
            onEdit={(edit, seenThen) => void save(edit, seenThen)}
            onOwner={whyNot('assign', detail) === undefined ? () => begin('assign', detail) : undefined}
          />
        </div>
        <EditableText
          title={t('field.description')}
          value={problem.description}
          placeholder={t('noDescription')}
          maxLength={MAX_TEXT}
          canEdit={canEdit}
          record={problem}
          onSave={(description, seenThen) => void save({ description }, seenThen)}
        />
        <ProblemTimeline entries={timeline} />
      </div>
      {canWork && <NoteComposer problem={problem} focusSeq={noteSeq} />}
      {stale && <StaleDialog fields={stale.fields} nameOf={nameOf} onSettle={(keepMine) => void settle(keepMine)} />}
    </>
  );
};
