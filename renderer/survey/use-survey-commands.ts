import { useState } from 'react';
import { IconMoodEdit, IconMoodOff, IconMoodSmile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { nextState } from '#shared/tickets/actions.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { CycleSurvey } from '#shared/survey/standing.ts';
import { handOverStore } from './hand-over-store.ts';

interface SurveyCommands {
  readonly handOver: () => void;
  readonly handOverLabel: string;
  readonly canHandOver: boolean;
  /** The answer that is about to be corrected. */
  readonly correcting: { readonly entryId: string; readonly name: string } | undefined;
  readonly stopCorrecting: () => void;
}

/** Handing the open ticket over, noting a refusal, correcting an answer: in the menu of the ticket, and in the palette. */
export const useSurveyCommands = (ticket: Ticket, current: CycleSurvey | undefined): SurveyCommands => {
  const { t } = useTranslation('survey');
  const { t: tickets } = useTranslation('tickets');
  const client = useClient();
  const failureText = useFailureText();
  const store = useSessionStore(handOverStore);
  const mayWork = useAllowed('tickets.work');
  const mayCorrect = useAllowed('survey.correct');
  const [isCorrecting, setCorrecting] = useState(false);
  const answer = current?.answer;

  const whyNot = !mayWork
    ? tickets('cannotWork')
    : nextState(ticket.state, 'survey') === undefined
      ? tickets('notInState', { state: tickets(`state.${ticket.state}`) })
      : undefined;
  const whyNotAsk = whyNot ?? (answer ? t('answeredAlready', { name: answer.answeredBy }) : undefined);
  const handOver = () => store.getState().begin({ ticketId: ticket.id, replaces: null });
  const handOverLabel = ticket.requester ? t('handOverTo', { name: ticket.requester.name }) : t('handOver');
  const decline = () => {
    void client.call('survey.decline', { ticketId: ticket.id, cycle: ticket.cycle }).then((done) => {
      announce(
        done.ok ? { tone: 'done', text: t('done.decline') } : { tone: 'refused', text: failureText(done.failure) },
      );
    });
  };
  const group = tickets('thisTicket');
  useCommands('survey', [
    {
      id: 'survey.handOver',
      label: handOverLabel,
      key: 'shift+v',
      group,
      icon: IconMoodSmile,
      keywords: 'survey feedback satisfaction CSAT signature 评价 满意度 签名',
      more: 30,
      unavailable: whyNotAsk,
      run: handOver,
    },
    {
      id: 'survey.decline',
      label: t('declineNote'),
      group,
      icon: IconMoodOff,
      unavailable: whyNotAsk ?? (current ? t('declinedAlready') : undefined),
      run: decline,
    },
    {
      id: 'survey.correct',
      label: `${t('correct')}…`,
      group,
      icon: IconMoodEdit,
      unavailable: mayCorrect ? (whyNot ?? (answer ? undefined : t('notAnswered'))) : t('cannotCorrect'),
      run: () => setCorrecting(true),
    },
  ]);

  return {
    handOver,
    handOverLabel,
    canHandOver: whyNotAsk === undefined,
    correcting: isCorrecting && current && answer ? { entryId: current.entryId, name: answer.answeredBy } : undefined,
    stopCorrecting: () => setCorrecting(false),
  };
};
