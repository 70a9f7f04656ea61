import { useId } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BreachGlyph, StateGlyph } from '#renderer/ui/glyphs.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ResolvableTicket } from '#shared/links/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import classes from './links.module.css';

interface TogetherTicketsProps {
  readonly tickets: readonly ResolvableTicket[];
  readonly checked: ReadonlySet<string>;
  readonly onCheck: (checked: ReadonlySet<string>) => void;
  readonly error: string | undefined;
}

/** Which of the tickets are resolved: those that can be are checked to begin with, the others say why they cannot. What stays open below a chosen one is named. */
export const TogetherTickets = ({ tickets, checked, onCheck, error }: TogetherTicketsProps) => {
  const { t } = useTranslation('links');
  const failureText = useFailureText();
  const format = useFormat();
  const id = useId();
  const possible = tickets.filter(({ refusal }) => refusal === null).map(({ ticket }) => ticket.id);
  const toggle = (ticketId: string) => {
    const next = new Set(checked);
    if (!next.delete(ticketId)) next.add(ticketId);
    onCheck(next);
  };
  const isLeft = ({ id: below }: { readonly id: string }): boolean => !checked.has(below);
  const isAll = checked.size === possible.length;
  return (
    <div role="group" aria-labelledby={`${id}-name`} aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <div className={classes['ticketsHead']}>
        <span id={`${id}-name`}>{t('tickets')}</span>
        <span className="muted num">{t('checkedOf', { checked: checked.size, count: possible.length })}</span>
        <span className={classes['grow']} />
        {possible.length > 1 && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => onCheck(new Set(isAll ? [] : possible))}>
            {t(isAll ? 'checkNone' : 'checkAll')}
          </Button>
        )}
      </div>
      <ul className={classes['tickets']}>
        {tickets.map(({ ticket, refusal, below }) => (
          <li key={ticket.id}>
            <label className={classes['choice']}>
              <input
                type="checkbox"
                checked={checked.has(ticket.id)}
                disabled={refusal !== null}
                aria-describedby={refusal === null ? undefined : `${id}-${ticket.id}`}
                onChange={() => toggle(ticket.id)}
              />
              <StateGlyph state={ticket.state} />
              <span className={`${classes['number']} num`}>{shortNumber(ticket.number)}</span>
              <span className={classes['title']} title={ticket.title}>
                {ticket.title}
              </span>
            </label>
            {refusal !== null && (
              <p id={`${id}-${ticket.id}`} className={classes['why']}>
                {t('cannot', { why: failureText(refusal) })}
              </p>
            )}
            {checked.has(ticket.id) && below.some(isLeft) && (
              <p className={classes['why']}>
                {t('stayOpen', {
                  numbers: format.series(below.filter(isLeft).map(({ number }) => shortNumber(number))),
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className={classes['groupHead']}>
          <BreachGlyph />
          {error}
        </p>
      )}
    </div>
  );
};
