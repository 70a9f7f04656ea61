import { useEffect, useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconBandage, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { StateGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { Prose } from '#renderer/writing/prose.tsx';
import type { TicketProblem } from '#shared/problems/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { problemShapes } from './problem-list.tsx';
import classes from './problems.module.css';

interface TicketProblemsProps {
  readonly ticketId: string;
  /** Puts a text into the comment being written on this ticket. */
  readonly onInsert: (text: string) => void;
}

/** The problems behind a ticket, asked for again when the ticket or one of them changes. */
const useTicketProblems = (ticketId: string): readonly TicketProblem[] => {
  const client = useClient();
  const [known, setKnown] = useState<{ readonly of: string; readonly problems: readonly TicketProblem[] }>();
  useEffect(() => {
    let current = true;
    const load = async () => {
      const answer = await client.call('problems.ofTicket', { ticketId });
      if (current && answer.ok) setKnown({ of: ticketId, problems: answer.value });
    };
    void load();
    const stop = client.onNotice((notice) => {
      const isOurs = notice.name === 'tickets.changed' && (notice.all || notice.ids.includes(ticketId));
      if (isOurs || notice.name === 'problems.changed') void load();
    });
    return () => {
      current = false;
      stop();
    };
  }, [client, ticketId]);
  return known?.of === ticketId ? known.problems : [];
};

/** The problem behind a ticket, with its workaround in sight; nothing where none is known, for then linking one is a command. */
export const TicketProblems = ({ ticketId, onInsert }: TicketProblemsProps) => {
  const { t } = useTranslation('problems');
  const { t: tickets } = useTranslation('tickets');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const failureText = useFailureText();
  const canWork = useAllowed('problems.work');
  const problems = useTicketProblems(ticketId);
  const helped = problems.flatMap(({ workaround }) => workaround ?? []);
  const [first] = helped;
  useCommands('ticket.workaround', [
    {
      id: 'problems.insert',
      label: t('insertCommand'),
      group: tickets('thisTicket'),
      icon: IconBandage,
      key: 'i',
      unavailable: canWork ? (first ? undefined : t('noInsert')) : t('cannotWork'),
      run: () => {
        if (first) onInsert(first.text);
      },
    },
  ]);

  const change = async (verb: 'link' | 'unlink', problem: TicketProblem): Promise<boolean> => {
    const problemId = problem.id;
    const answer =
      verb === 'link'
        ? await client.call('problems.link', { problemId, ticketIds: [ticketId] })
        : await client.call('problems.unlink', { problemId, ticketId });
    if (!answer.ok) announce({ tone: 'refused', text: failureText(answer.failure) });
    return answer.ok;
  };
  const unlink = async (problem: TicketProblem) => {
    if (!(await change('unlink', problem))) return;
    announce({
      tone: 'done',
      text: t('unlinked', { number: shortNumber(problem.number) }),
      action: { label: t('undo'), run: () => void change('link', problem) },
    });
  };

  if (problems.length === 0) return null;
  return (
    <PanelSection
      title={problems.length === 1 ? t('problem') : t('problems')}
      meta={problems.length === 1 ? undefined : format.number(problems.length)}
    >
      {problems.map((problem) => (
        <div key={problem.id} className={classes['problem']} data-ticket-problem={problem.id}>
          <div className={classes['problemHead']}>
            <StateGlyph state={problemShapes[problem.state]} />
            <a href={hrefOf('problems', problem.id)} title={problem.title}>
              <span className={`${classes['number']} num`}>{shortNumber(problem.number)}</span>
              <span className={classes['cut']}>{problem.title}</span>
            </a>
            <span className={classes['small']}>{t(`state.${problem.state}`)}</span>
            {canWork && (
              <Tooltip label={t('unlink', { number: shortNumber(problem.number) })}>
                <ActionIcon
                  size={20}
                  aria-label={t('unlink', { number: shortNumber(problem.number) })}
                  onClick={() => void unlink(problem)}
                >
                  <IconX size={14} stroke={1.6} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
          {problem.workaround && (
            <>
              <Prose className={classes['way']} text={problem.workaround.text} />
              <div className={classes['wayFoot']}>
                <span>
                  {t('workaroundOf')} ·{' '}
                  {t('workaroundBy', {
                    name: problem.workaround.by.name,
                    at: format.moment(problem.workaround.at, now),
                  })}
                </span>
                <span className={classes['grow']} />
                {canWork && (
                  <Button
                    size="xs"
                    rightSection={problem.workaround === first && <KeyHint keys="i" />}
                    onClick={() => onInsert(problem.workaround?.text ?? '')}
                  >
                    {t('insert')}
                  </Button>
                )}
              </div>
            </>
          )}
        </div>
      ))}
    </PanelSection>
  );
};
