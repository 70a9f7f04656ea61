import { useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { TicketFinder } from '#renderer/tickets/ticket-finder.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { copyText } from '#renderer/ui/copy-text.ts';
import { FailureBanner, type ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Subject } from '#shared/checks/check.ts';
import type { Diagnostic } from '#shared/checks/diagnostic.ts';
import type { Finding } from '#shared/checks/finding.ts';
import { MAX_CHECK_TITLE } from '#shared/checks/operations.ts';
import type { QueueRow } from '#shared/queue/operations.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import { FindingView } from './finding-view.tsx';
import { useCheckWords } from './use-check-words.ts';
import classes from './checks.module.css';
import dialogs from '#renderer/ui/dialogs.module.css';

const open = ticketStates.filter((state) => state !== 'merged' && state !== 'closed' && state !== 'cancelled');
const none: readonly string[] = [];
const nothing: Subject = { siteId: null, assetId: null };

interface FoundStageProps {
  readonly jobId: string;
  readonly finding: Finding;
  /** The ticket that it was run for. */
  readonly ticket: { readonly id: string; readonly number: string } | undefined;
  readonly subject: Subject | undefined;
  readonly onSchedule: ((diagnostic: Diagnostic) => void) | undefined;
  readonly onChange: () => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** What a diagnostic found, and where that goes: onto a ticket that is there, into one that begins with it, or into a check. */
export const FoundStage = (props: FoundStageProps) => {
  const { jobId, finding, ticket, subject = nothing, onSchedule, onChange, onAgain, onClose } = props;
  const { t } = useTranslation('checks');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const format = useFormat();
  const words = useCheckWords();
  const mayManage = useAllowed('checks.manage');
  const mayWork = useAllowed('tickets.work');
  const mayCreate = useAllowed('tickets.create') && !ticket;
  const [failure, setFailure] = useState<ShownFailure>();
  const [chosen, setChosen] = useState<QueueRow | null>(null);
  const [isFinding, setFinding] = useState(false);
  const isBusy = useRef(false);
  const target = ticket ?? chosen;
  /** A second press while the first is under way does nothing twice. */
  const once = async (work: () => Promise<ShownFailure | undefined>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setFailure(await work());
    isBusy.current = false;
  };
  const attach = ({ id, number }: { readonly id: string; readonly number: string }) =>
    once(async () => {
      const attached = await client.call('checks.attach', { jobId, ticketId: id });
      if (!attached.ok) return attached.failure;
      announce({ tone: 'done', text: t('attached', { number }) });
      onClose();
      return undefined;
    });
  const report = () =>
    once(async () => {
      const made = await client.call('checks.reportRun', {
        jobId,
        title: `${words.what(finding.diagnostic)}: ${t(`means.${finding.meaning}`)}`.slice(0, MAX_CHECK_TITLE),
        category: t(`ticketCategory.${finding.diagnostic.kind}`),
        subject,
        language: format.language,
      });
      if (!made.ok) return made.failure;
      const { ticketId, number, isNew } = made.value;
      announce({ tone: 'done', text: t(isNew ? 'madeTicket' : 'hasTicket', { number }) });
      onClose();
      navigate('queue', ticketId);
      return undefined;
    });
  const act = () => {
    if (target) void attach(target);
    else onAgain();
  };
  const primary = target ? t('attach') : t('runAgain');
  useCommands(
    'checks.dialog.found',
    [
      { id: 'checks.dialog.act', label: primary, key: 'mod+Enter', keyOnly: true, run: act },
      ...(mayCreate
        ? [
            {
              id: 'checks.dialog.report',
              label: t('makeTicket'),
              key: 't' as const,
              keyOnly: true,
              run: () => void report(),
            },
          ]
        : []),
    ],
    { modal: true },
  );
  return (
    <>
      <div role="status">
        {failure && <FailureBanner failure={failure} />}
        <FindingView finding={finding} />
        <p className={`${classes['foot']} muted small num`}>
          {format.exact(finding.at)} · {t('took', { span: t('unit.ms', { value: format.number(finding.tookMs) }) })}
        </p>
        {isFinding && (
          <TicketFinder
            legend={t('whichTicket')}
            states={open}
            without={none}
            chosen={chosen}
            onChoose={setChosen}
            error={undefined}
          />
        )}
      </div>
      <div className={`${dialogs['actions']} ${classes['dialogActs']}`}>
        <Button variant="subtle" color="gray" onClick={onChange}>
          {t('back')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          onClick={() => void copyText(words.asText(finding), { done: t('copied'), failed: ui('copyFailed') })}
        >
          {t('copy')}
        </Button>
        {mayManage && onSchedule && (
          <Button variant="subtle" color="gray" onClick={() => onSchedule(finding.diagnostic)}>
            {t('keepAsCheck')}
          </Button>
        )}
        {mayWork && !ticket && !isFinding && (
          <Button variant="subtle" color="gray" onClick={() => setFinding(true)}>
            {t('attachTo')}
          </Button>
        )}
        {mayCreate && (
          <Button
            leftSection={<IconTicket size={16} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="t" />}
            onClick={() => void report()}
          >
            {t('makeTicket')}
          </Button>
        )}
        <Button data-next variant="filled" rightSection={<KeyHint keys="mod+Enter" />} onClick={act}>
          {primary}
        </Button>
      </div>
    </>
  );
};
