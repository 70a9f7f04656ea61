import { DueCell } from '#renderer/queue/due-cell.tsx';
import type { RowWords } from '#renderer/queue/row-words.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { PriorityGlyph, StateGlyph } from '#renderer/ui/glyphs.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import type { QueueRow } from '#shared/queue/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import classes from './team.module.css';

interface TicketLineProps {
  readonly row: QueueRow;
  readonly words: RowWords;
  readonly tabIndex?: number;
}

/** A ticket in a list of the team's view: a link to it. */
export const TicketLine = ({ row, words, tabIndex }: TicketLineProps) => (
  <a className={classes['ticket']} href={hrefOf('queue', row.id)} tabIndex={tabIndex} data-ticket={row.id}>
    <PriorityGlyph priority={row.priority} label={words.priority[row.priority]} />
    <span className="num muted">{shortNumber(row.number)}</span>
    <StateGlyph state={row.state} label={words.state[row.state]} />
    <span className="cut" title={row.title}>
      {row.title}
    </span>
    <span title={row.assignee ?? words.unassigned} className={classes['who']}>
      <Avatar name={row.assignee} own={row.assigneeId === words.me} />
    </span>
    <DueCell row={row} words={words} />
  </a>
);
