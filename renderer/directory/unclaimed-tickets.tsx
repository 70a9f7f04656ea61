import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { StateGlyph } from '#renderer/ui/glyphs.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import type { Person } from '#shared/directory/person.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import classes from './contacts.module.css';

interface UnclaimedTicketsProps {
  readonly person: Person;
  readonly tickets: readonly TicketRow[];
  readonly canClaim: boolean;
}

/** Tickets of a requester of this name who is nobody's contact yet. They become this person's only by somebody saying so. */
export const UnclaimedTickets = ({ person, tickets, canClaim }: UnclaimedTicketsProps) => {
  const { t } = useTranslation('directory');
  const client = useClient();
  const failureText = useFailureText();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [pending, setPending] = useState(false);
  const chosen = tickets.filter(({ id }) => !left.has(id));
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const claim = async () => {
    if (chosen.length === 0 || pending) return;
    setPending(true);
    const answer = await client.call('directory.claim', {
      personId: person.id,
      ticketIds: chosen.map(({ id }) => id),
    });
    setPending(false);
    if (answer.ok) announce({ tone: 'done', text: t('claimed', { count: answer.value.claimed, name: person.name }) });
    else announce({ tone: 'refused', text: failureText(answer.failure) });
  };
  return (
    <PanelSection
      title={t('unclaimed', { name: person.name })}
      meta={tickets.length}
      action={
        canClaim && (
          <Button size="xs" loading={pending} disabled={chosen.length === 0} onClick={() => void claim()}>
            {t('claim', { count: chosen.length })}
          </Button>
        )
      }
    >
      <ul className={classes['lines']}>
        {tickets.map(({ id, number, title, state }) => (
          <li key={id} className={classes['line']}>
            {canClaim && (
              <Checkbox
                size="xs"
                aria-label={t('claimOne', { number: shortNumber(number) })}
                checked={!left.has(id)}
                onChange={() => toggle(id)}
              />
            )}
            <StateGlyph state={state} />
            <a className="cut" href={hrefOf('queue', id)} title={title}>
              <span className="num muted">{shortNumber(number)}</span> {title}
            </a>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
};
