import { memo } from 'react';
import { IconCheck } from '@tabler/icons-react';
import type { QueueRow as Row } from '#shared/queue/operations.ts';
import { shownColumns, type Room } from './columns.tsx';
import type { RowWords } from './row-words.ts';
import classes from './grid.module.css';

/** The list's own height of a row, px; `--row` in tokens.css. */
export const ROW_HEIGHT = 32;

export const rowDomId = (ticketId: string): string => `row-${ticketId.slice('ticket:'.length)}`;

interface QueueRowProps {
  readonly index: number;
  readonly row: Row | undefined;
  readonly room: Room;
  readonly words: RowWords;
  readonly isFocused: boolean;
  readonly isOpen: boolean;
  readonly isChecked: boolean;
}

/** One ticket, or a grey stand-in while its chunk is on the way. Drawn again only when something of its own changed. */
export const QueueRow = memo(({ index, row, room, words, isFocused, isOpen, isChecked }: QueueRowProps) => {
  if (!row) {
    return (
      <div className={classes['row']} role="presentation">
        {shownColumns[room].map((column) => (
          <span key={column.id} className={classes['bone']} data-column={column.id} />
        ))}
      </div>
    );
  }
  return (
    <div
      className={classes['row']}
      role="row"
      id={rowDomId(row.id)}
      aria-rowindex={index + 2}
      aria-selected={isChecked || isOpen}
      data-row-id={row.id}
      data-focused={isFocused || undefined}
      data-open={isOpen || undefined}
      data-checked={isChecked || undefined}
    >
      {shownColumns[room].map((column, place) => (
        <span key={column.id} role="gridcell" className={column.end ? classes['end'] : undefined}>
          {place === 0 && isChecked ? (
            <span className={classes['check']}>
              <IconCheck size={12} stroke={2.4} aria-hidden />
            </span>
          ) : (
            column.show(row, words, room)
          )}
        </span>
      ))}
    </div>
  );
});
QueueRow.displayName = 'QueueRow';
