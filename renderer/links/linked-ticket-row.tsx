import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StateGlyph } from '#renderer/ui/glyphs.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import type { LinkedTicket } from '#shared/links/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import classes from './links.module.css';

interface LinkedTicketRowProps {
  readonly ticket: LinkedTicket;
  /** Absent where it stays, or for who may not. */
  readonly onRemove?: (() => void) | undefined;
}

/** A ticket at the other end of a link: state, number, title; leads there. */
export const LinkedTicketRow = ({ ticket, onRemove }: LinkedTicketRowProps) => {
  const { t } = useTranslation('links');
  const { t: tickets } = useTranslation('tickets');
  const state = tickets(`state.${ticket.state}`);
  const why = ticket.holdReason === null ? state : `${state}: ${tickets(`hold.${ticket.holdReason}`)}`;
  return (
    <li className={classes['row']}>
      <StateGlyph state={ticket.state} />
      <a href={hrefOf('queue', ticket.id)} className={classes['link']} title={ticket.title}>
        <span className={`${classes['number']} num`}>{shortNumber(ticket.number)}</span>
        <span className={classes['title']}>{ticket.title}</span>
      </a>
      <span className={classes['state']}>{why}</span>
      {onRemove && (
        <Tooltip label={t('remove', { number: shortNumber(ticket.number) })}>
          <ActionIcon
            size={20}
            className={classes['remove']}
            aria-label={t('remove', { number: shortNumber(ticket.number) })}
            onClick={onRemove}
          >
            <IconX size={14} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
};
