import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { QueueRow } from '#shared/queue/operations.ts';
import { AT_RISK_PERCENT } from '#shared/sla/at-risk.ts';
import type { QueueDue } from '#shared/sla/due.ts';
import { SlaGlyph, type SlaShape } from '#renderer/ui/glyphs.tsx';
import type { RowWords } from './row-words.ts';
import type { QueueStore } from './store.ts';
import classes from './grid.module.css';

/** The list that a cell belongs to: a minute that passes draws this cell again, not its row. */
export const QueueStoreContext = createContext<QueueStore | undefined>(undefined);

const shapeOf = ({ state, percent }: QueueDue): SlaShape =>
  state === 'running' ? (percent >= AT_RISK_PERCENT ? 'at-risk' : 'running') : state;

const Due = ({ due, words }: { readonly due: QueueDue | null; readonly words: RowWords }) => {
  if (!due) return <span className={classes['none']}>–</span>;
  const shape = shapeOf(due);
  const isStill = due.state === 'paused' && due.pausedReason !== null;
  const text = isStill
    ? words.hold[due.pausedReason]
    : `${due.isProvisional ? '~ ' : ''}${words.remaining(due.remainingSeconds, due.daySeconds)}`;
  return (
    <span className={classes['due']} data-sla={shape} title={words.dueTitle(due)}>
      <span>{text}</span>
      <SlaGlyph state={shape} share={due.percent / 100} label={words.sla[shape]} />
    </span>
  );
};

const LiveDue = ({ row, words, store }: DueCellProps & { readonly store: QueueStore }) => {
  const later = useStore(store, ({ dues }) => dues.get(row.id));
  return <Due due={later === undefined ? row.due : later} words={words} />;
};

interface DueCellProps {
  readonly row: QueueRow;
  readonly words: RowWords;
}

/** Time left on the clock that falls due first, or why it stands still. */
export const DueCell = ({ row, words }: DueCellProps) => {
  const store = use(QueueStoreContext);
  return store ? <LiveDue row={row} words={words} store={store} /> : <Due due={row.due} words={words} />;
};
