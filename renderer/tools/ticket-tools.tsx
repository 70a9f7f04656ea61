import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconTerminal2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { OkGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { inLanguage } from '#shared/services/service.ts';
import { nextState } from '#shared/tickets/actions.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { RunState } from '#shared/tools/operations.ts';
import { RunDialog } from './run-dialog.tsx';
import { useFollow } from './use-follow.ts';
import classes from './tools.module.css';

const nothing: readonly RunState[] = [];
const concerns = ({ name }: Notice): boolean => name === 'tools.progress';

/** Tools at work on a ticket, and the way to start one. Nothing where none was started. */
export const TicketTools = ({ ticket }: { readonly ticket: Ticket }) => {
  const { t } = useTranslation('tools');
  const { t: tickets } = useTranslation('tickets');
  const mayRun = useAllowed('tools.run');
  const [isChoosing, setChoosing] = useState(false);
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
            <RunView key={run.runId} run={run} mayStop={mayRun} />
          ))}
        </PanelSection>
      )}
      {isChoosing && <RunDialog ticket={ticket} onStarted={refresh} onClose={() => setChoosing(false)} />}
    </>
  );
};

const RunView = ({ run, mayStop }: { readonly run: RunState; readonly mayStop: boolean }) => {
  const { t } = useTranslation('tools');
  const format = useFormat();
  const client = useClient();
  const failureText = useFailureText();
  const { outcome, text, writtenBytes } = run;
  const name = inLanguage(run.name, format.language);
  const output = useFollow();
  const stop = async () => {
    const answer = await client.call('tools.cancel', { runId: run.runId });
    // One that has ended meanwhile is what was wanted.
    if (!answer.ok && answer.failure.code !== 'record.not-found')
      announce({ tone: 'refused', text: failureText(answer.failure) });
  };
  const words =
    outcome === null
      ? `${t('running')}, ${t('within', { span: format.duration(run.timeLimitS * 1000) })}`
      : t(`outcome.${outcome}`, { code: run.exitCode ?? '–' });
  return (
    <div className={classes['run']} data-run={outcome ?? 'running'}>
      <div className={classes['runHead']}>
        <b className="cut">{name}</b>
        <span className={classes['mark']} role="status">
          {outcome === 'finished' || outcome === 'launched' ? <OkGlyph /> : outcome !== null && <RiskGlyph />}
          {words}
        </span>
        <span className={classes['grow']} />
        {outcome === null && mayStop && (
          <Button size="xs" onClick={() => void stop()}>
            {t('stop')}
          </Button>
        )}
      </div>
      {outcome !== 'launched' && (
        <>
          {run.isCut && <p className="muted small">{t('cut')}</p>}
          <ScrollRegion ref={output} className={classes['output']} label={t('outputOf', { name })}>
            {text === '' ? t(outcome === null ? 'noOutput' : 'noOutputEver') : text}
          </ScrollRegion>
          {outcome !== null && writtenBytes > 0 && <p className="muted small">{t('keptOnTicket')}</p>}
        </>
      )}
    </div>
  );
};
