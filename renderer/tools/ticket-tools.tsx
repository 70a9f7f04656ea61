import { useState } from 'react';
import { IconTerminal2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { LogDialog } from '#renderer/time/log-dialog.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { inLanguage } from '#shared/services/service.ts';
import { nextState } from '#shared/tickets/actions.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { RunState } from '#shared/tools/operations.ts';
import { MINUTE_MS, sessionTime } from './session-time.ts';
import { RunDialog } from './run-dialog.tsx';
import { RunView } from './run-view.tsx';

const nothing: readonly RunState[] = [];
const concerns = ({ name }: Notice): boolean => name === 'tools.progress';

interface TicketToolsProps {
  readonly ticket: Ticket;
  /** Takes the ticket that a command answered with. */
  readonly onTaken: (detail: TicketDetail) => void;
}

/** Tools at work on a ticket, and the way to start one. Nothing where none was started. */
export const TicketTools = ({ ticket, onTaken }: TicketToolsProps) => {
  const { t } = useTranslation('tools');
  const { t: tickets } = useTranslation('tickets');
  const mayRun = useAllowed('tools.run');
  const format = useFormat();
  const { language } = format;
  const [isChoosing, setChoosing] = useState(false);
  const [logged, setLogged] = useState<RunState>();
  // The runs since the console was opened, as they go on.
  const { value: runs = nothing, refresh } = useQuery('tools.runs', { ticketId: ticket.id }, concerns);
  const canTake = nextState(ticket.state, 'workNote') !== undefined;
  useCommands('ticket-tools', [
    {
      id: 'tools.run',
      label: t('run'),
      group: tickets('thisTicket'),
      icon: IconTerminal2,
      key: 'shift+t',
      keywords: t('runKeywords'),
      more: 6,
      unavailable: mayRun && canTake ? undefined : t('cannotRun'),
      run: () => setChoosing(true),
    },
  ]);
  return (
    <>
      {runs.length > 0 && (
        <PanelSection title={t('runs')}>
          {runs.map((run) => (
            <RunView key={run.runId} run={run} mayStop={mayRun} onLog={canTake ? setLogged : undefined} />
          ))}
        </PanelSection>
      )}
      {logged && (
        <LogDialog
          ticketId={ticket.id}
          number={ticket.number}
          timer={undefined}
          known={sessionTime(logged, inLanguage(logged.name, language))}
          corrects={undefined}
          onDone={(detail, minutes) => {
            onTaken(detail);
            announce({ tone: 'done', text: t('timeLogged', { span: format.duration(minutes * MINUTE_MS) }) });
          }}
          onClose={() => setLogged(undefined)}
        />
      )}
      {isChoosing && <RunDialog ticket={ticket} onStarted={refresh} onClose={() => setChoosing(false)} />}
    </>
  );
};
