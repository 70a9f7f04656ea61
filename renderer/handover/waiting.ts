import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import type { HandoverView } from '#shared/handover/operations.ts';
import { handoverStore } from './handover-store.ts';

/** What somebody takes note of: each ticket, or the words alone. */
export const partsOf = ({ id, items }: HandoverView): readonly string[] =>
  items.length === 0 ? [id] : items.map(({ ticketId }) => ticketId);

/** Parts that nobody took note of yet. */
export const waitingIn = (handover: HandoverView): number =>
  partsOf(handover).filter((part) => handover.receipts[part] === undefined).length;

export const isWaiting = (handover: HandoverView): boolean => handover.isForMe && waitingIn(handover) > 0;

/** Hand-overs to the person at the console that wait; undefined for none. */
export const useWaitingCount = (): number | undefined => {
  const count = useStore(useSessionStore(handoverStore), ({ handovers }) => handovers?.filter(isWaiting).length ?? 0);
  return count === 0 ? undefined : count;
};
