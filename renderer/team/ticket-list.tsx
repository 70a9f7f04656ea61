import type { DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowWords } from '#renderer/queue/row-words.ts';
import { OkGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { QueueRow } from '#shared/queue/operations.ts';
import type { TeamList } from '#shared/team/operations.ts';
import { TicketLine } from './ticket-line.tsx';
import classes from './team.module.css';

interface TicketListProps {
  readonly title: string;
  readonly list: TeamList;
  readonly words: RowWords;
  /** The queue with all of them. */
  readonly href?: string;
  /** Said where there is none. */
  readonly none?: string;
  /** Can be dragged to a person. */
  readonly drag?: { readonly start: (row: QueueRow) => void; readonly end: () => void } | undefined;
  /** The ticket that is being carried. */
  readonly carried?: string | undefined;
}

/** A list of tickets with its whole count; the rows are the first ones. */
export const TicketList = ({ title, list, words, href, none, drag, carried }: TicketListProps) => {
  const { t } = useTranslation('team');
  const format = useFormat();
  const { total, rows } = list;
  const dragging = (row: QueueRow) =>
    drag && {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', row.number);
        drag.start(row);
      },
      onDragEnd: drag.end,
    };
  return (
    <section className={classes['list']} aria-label={title}>
      <h2>
        {href === undefined ? title : <a href={href}>{title}</a>}
        <span className="num muted">{format.number(total)}</span>
        {rows.length < total && <span className="muted">{t('first', { count: rows.length })}</span>}
      </h2>
      {total === 0 && none !== undefined && (
        <p className={classes['none']}>
          <OkGlyph />
          {none}
        </p>
      )}
      <ul>
        {rows.map((row) => (
          <li key={row.id} data-carried={carried === row.id || undefined} {...dragging(row)}>
            <TicketLine row={row} words={words} />
          </li>
        ))}
      </ul>
    </section>
  );
};
