import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { nextState } from '#shared/tickets/actions.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { surveysOf } from '#shared/survey/standing.ts';
import { CorrectDialog } from './correct-dialog.tsx';
import { SurveyResult } from './survey-result.tsx';
import { useSurveyCommands } from './use-survey-commands.ts';
import classes from './survey.module.css';

/** What requesters said, newest first, and the way to ask them. Nothing where there is nothing to say and nobody to ask. */
export const SurveySection = ({ ticket, timeline }: Pick<TicketDetail, 'ticket' | 'timeline'>) => {
  const { t } = useTranslation('survey');
  const surveys = surveysOf(timeline);
  const current = surveys.find(({ cycle }) => cycle === ticket.cycle);
  const { handOver, handOverLabel, canHandOver, correcting, stopCorrecting } = useSurveyCommands(ticket, current);
  const asks = canHandOver && ticket.state === 'resolved' && nextState(ticket.state, 'survey') !== undefined;
  if (surveys.length === 0 && !asks) return null;
  return (
    <PanelSection title={t('satisfaction')}>
      {asks && (
        <div className={classes['ask']}>
          <span className="muted">{current ? t('declined') : t('askHint')}</span>
          <Button size="xs" onClick={handOver} rightSection={<KeyHint keys="shift+v" />}>
            {handOverLabel}
          </Button>
        </div>
      )}
      {surveys
        .filter((survey) => !asks || survey !== current)
        .map((survey) => (
          <SurveyResult key={survey.cycle} survey={survey} isOnly={ticket.cycle === 1} />
        ))}
      {correcting && (
        <CorrectDialog
          ticketId={ticket.id}
          entryId={correcting.entryId}
          name={correcting.name}
          onClose={stopCorrecting}
        />
      )}
    </PanelSection>
  );
};

export { HeadScore } from './survey-result.tsx';
