import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Result } from '#shared/base/result.ts';
import { MAX_NOTE } from '#shared/diagnosis/limits.ts';
import { currentRun, runsOf, type DiagnosisRun } from '#shared/diagnosis/run.ts';
import { nodeOf, type DiagnosisTree } from '#shared/diagnosis/tree.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { ResolutionCode } from '#shared/tickets/ticket.ts';
import { NodeCard } from './node-card.tsx';
import { OutcomeCard } from './outcome-card.tsx';
import { runHandOver, runNote, runResolution } from './run-report.ts';
import { RunTrail } from './run-trail.tsx';
import { TreePicker } from './tree-picker.tsx';
import { treesStore } from './trees-store.ts';
import { useAnswerKeys } from './use-answer-keys.ts';
import { useDiagnosisLanguage } from './use-diagnosis-language.ts';
import classes from './diagnosis.module.css';

/** What is done with a run on its ticket; the tickets themselves are somebody else's. */
export interface TicketDiagnosisDeeds {
  /** The ticket as a command left it. */
  readonly onChanged: (detail: TicketDetail) => void;
  /** It is not as it was shown: reads it again. */
  readonly onStale: () => void;
  readonly onResolve: (resolution: { readonly code: ResolutionCode; readonly text: string }) => void;
  /** Undefined for who may not assign. */
  readonly onEscalate: ((note: string) => void) | undefined;
  readonly codeName: (code: ResolutionCode) => string;
  /** Heading of the commands that act on the ticket. */
  readonly group: string;
}

interface TicketDiagnosisProps {
  readonly detail: TicketDetail;
  readonly deeds: TicketDiagnosisDeeds;
}

/** The tree of a run, undefined while it is on its way; null where this laptop does not have it. */
const useEdition = (edition: string | undefined): DiagnosisTree | null | undefined => {
  const store = useSessionStore(treesStore);
  const [found, setFound] = useState<{ readonly edition: string; readonly tree: DiagnosisTree | null }>();
  useEffect(() => {
    if (edition === undefined) return undefined;
    let isWanted = true;
    void store
      .getState()
      .edition(edition)
      .then((answer) => {
        if (isWanted) setFound({ edition, tree: answer.ok ? answer.value : null });
      });
    return () => {
      isWanted = false;
    };
  }, [store, edition]);
  return found?.edition === edition ? found?.tree : undefined;
};

/** Guided diagnosis on a ticket: the picker, the question at hand, the trail, the outcome. Nothing where no run is and none is begun. */
export const TicketDiagnosis = ({ detail, deeds }: TicketDiagnosisProps) => {
  const { t } = useTranslation('diagnosis');
  const client = useClient();
  const language = useDiagnosisLanguage();
  const failureText = useFailureText();
  const [isPicking, setPicking] = useState(false);
  const [isPending, setPending] = useState(false);
  /** This person works in it now: it stays in sight as it grows. */
  const [isEngaged, setEngaged] = useState(false);
  const section = useRef<HTMLDivElement | null>(null);
  const { ticket, timeline, actions } = detail;
  const canDiagnose = actions.includes('diagnose');
  const run = useMemo(() => currentRun(runsOf(timeline)), [timeline]);
  const isUnderWay = run?.outcome === null;

  const inSight = useCallback(
    (shown: HTMLDivElement | null) => {
      section.current = shown;
      if (!shown || !isEngaged) return undefined;
      const keep = new ResizeObserver(() => {
        const [card] = shown.querySelectorAll('[data-node], [data-outcome], [data-picker]');
        (card ?? shown).scrollIntoView({ block: 'nearest' });
      });
      keep.observe(shown);
      return () => keep.disconnect();
    },
    [isEngaged],
  );

  const send = async (command: Promise<Result<TicketDetail>>): Promise<boolean> => {
    setPending(true);
    setEngaged(true);
    const answer = await command;
    setPending(false);
    if (answer.ok) deeds.onChanged(answer.value);
    else {
      announce({ tone: 'refused', text: failureText(answer.failure) });
      if (answer.failure.code === 'record.stale' || answer.failure.code === 'diagnosis.running') deeds.onStale();
    }
    return answer.ok;
  };
  const begin = () => {
    if (!isUnderWay) setPicking(true);
    setEngaged(true);
    const answers = section.current?.querySelectorAll<HTMLElement>('[data-answers] button');
    answers?.[0]?.focus();
  };
  useCommands('diagnosis', [
    {
      id: 'diagnosis.begin',
      label: isUnderWay ? t('goOn') : t('begin'),
      group: deeds.group,
      icon: IconStethoscope,
      key: 'd',
      keywords: t('keywords'),
      more: 5,
      unavailable: canDiagnose ? undefined : t('notNow'),
      run: begin,
    },
  ]);

  const pick = async (tree: string) => {
    if (await send(client.call('diagnosis.start', { ticketId: ticket.id, tree, language }))) setPicking(false);
  };
  if (isPicking && canDiagnose && !isUnderWay)
    return (
      <div ref={inSight}>
        <PanelSection title={t('diagnosis')}>
          <TreePicker
            ticket={ticket}
            isPending={isPending}
            onPick={(tree) => void pick(tree)}
            onClose={() => setPicking(false)}
          />
        </PanelSection>
      </div>
    );
  if (!run) return null;
  return (
    <div ref={inSight}>
      <RunSection
        key={run.id}
        detail={detail}
        run={run}
        deeds={deeds}
        isPending={isPending}
        onSend={send}
        onAnother={() => setPicking(true)}
      />
    </div>
  );
};

interface RunSectionProps extends TicketDiagnosisProps {
  readonly run: DiagnosisRun;
  readonly isPending: boolean;
  readonly onSend: (command: Promise<Result<TicketDetail>>) => Promise<boolean>;
  readonly onAnother: () => void;
}

const RunSection = ({ detail, run, deeds, isPending, onSend, onAnother }: RunSectionProps) => {
  const { t } = useTranslation('diagnosis');
  const client = useClient();
  const language = useDiagnosisLanguage();
  const tree = useEdition(run.edition);
  const { ticket, timeline, actions } = detail;
  const { initial, type, finish } = useDraft(`${ticket.id}:diagnosisNote`);
  const [note, setNote] = useState(initial['text'] ?? '');
  const [isStopping, setStopping] = useState(false);
  const [hasAnswered, setAnswered] = useState(false);
  const canDiagnose = actions.includes('diagnose');
  const place = { ticketId: ticket.id, run: run.id, after: run.head };
  const node = tree ? nodeOf(tree, run.node) : undefined;
  const last = run.steps.at(-1);
  const takeNote = (text: string) => {
    setNote(text);
    type({ text });
  };
  const answer = async (key: string) => {
    const said = note.trim();
    setAnswered(true);
    const given = { ...place, answer: key, note: said === '' ? null : said, language };
    if (!(await onSend(client.call('diagnosis.answer', given)))) return;
    setNote('');
    if (said !== '') void finish();
  };
  const backTo = ({ entryId }: { readonly entryId: string }) =>
    void onSend(client.call('diagnosis.back', { ...place, of: entryId }));
  const stop = async () => {
    setStopping(false);
    if (await onSend(client.call('diagnosis.abandon', place))) announce({ tone: 'done', text: t('stopped') });
  };
  useAnswerKeys(node, canDiagnose && !isPending && run.outcome === null, {
    onAnswer: (key) => void answer(key),
    onBack: last && (() => backTo(last)),
  });

  const text = runNote(run, t);
  const isNoted = timeline.some(({ event }) => event.kind === 'workNote' && event.text === text);
  const addNote = async () => {
    if (await onSend(client.call('tickets.workNote', { ticketId: ticket.id, text })))
      announce({ tone: 'done', text: t('noteAdded') });
  };
  const { outcome } = run;
  const { onEscalate } = deeds;
  return (
    <PanelSection title={t('diagnosis')} meta={run.title}>
      <div className={classes['run']}>
        <RunTrail steps={run.steps} onBackTo={canDiagnose && !isPending ? backTo : undefined} />
        {run.besideCount > 0 && <p className="soft small">{t('beside', { count: run.besideCount })}</p>}
        {outcome ? (
          <OutcomeCard outcome={outcome} takesFocus={hasAnswered} codeName={deeds.codeName}>
            {canDiagnose && outcome.escalate !== null && !onEscalate && (
              <p className="soft small">{t('cannotEscalate')}</p>
            )}
            {canDiagnose && (
              <div className={classes['buttons']}>
                {outcome.resolution && (
                  <Button
                    variant="filled"
                    onClick={() => {
                      if (outcome.resolution)
                        deeds.onResolve({ code: outcome.resolution.code, text: runResolution(run, t) });
                    }}
                  >
                    {t('resolveWith')}
                  </Button>
                )}
                {onEscalate && outcome.escalate !== null && (
                  <Button variant="filled" onClick={() => onEscalate(runHandOver(run, t))}>
                    {t('escalate')}
                  </Button>
                )}
                <Button aria-disabled={isNoted || undefined} onClick={() => isNoted || void addNote()}>
                  {isNoted ? t('noteAdded') : t('addNote')}
                </Button>
                {last && (
                  <Button variant="subtle" color="gray" onClick={() => backTo(last)}>
                    {t('back')}
                  </Button>
                )}
                <Button variant="subtle" color="gray" onClick={onAnother}>
                  {t('another')}
                </Button>
              </div>
            )}
          </OutcomeCard>
        ) : !canDiagnose ? (
          <p className="soft">{t('unfinished')}</p>
        ) : tree === null ? (
          <p className="soft">{t('treeGone')}</p>
        ) : (
          node &&
          node.kind !== 'end' && (
            <NodeCard
              node={node}
              step={run.steps.length + 1}
              canAnswer
              isPending={isPending}
              onAnswer={(key) => void answer(key)}
            >
              <TextInput
                size="xs"
                aria-label={t('note')}
                placeholder={t('notePlaceholder')}
                maxLength={MAX_NOTE}
                value={note}
                onChange={(event) => takeNote(event.currentTarget.value)}
              />
            </NodeCard>
          )
        )}
        {outcome === null && canDiagnose && (
          <div className={classes['buttons']}>
            {last && (
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                rightSection={<KeyHint keys="b" />}
                onClick={() => backTo(last)}
              >
                {t('back')}
              </Button>
            )}
            <Button size="xs" variant="subtle" color="gray" onClick={() => setStopping(true)}>
              {t('stop')}
            </Button>
          </div>
        )}
      </div>
      <ConfirmDialog
        opened={isStopping}
        title={run.title}
        confirm={t('stop')}
        onConfirm={() => void stop()}
        onClose={() => setStopping(false)}
      >
        {t('stopAsk')}
      </ConfirmDialog>
    </PanelSection>
  );
};
