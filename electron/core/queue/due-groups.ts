import { dueGroups, type QueueGroup } from '#shared/queue/operations.ts';
import type { DueTest } from './queue-search.ts';
import type { TicketIndex } from './ticket-index.ts';

const [BREACHED, SOON, LATER, PAUSED, NONE] = [0, 1, 2, 3, 4] as const;

/** What “soon” means, in the clock's own minutes. */
const SOON_MINUTES = 120;

/** Which group each ticket stands in, as of one minute and one version of the tickets. */
export class DueGroups {
  #at = '';
  #bySlot = new Uint8Array(0);

  /** Slots that are in due order, group by group; within a group the order stays. */
  arrange(slots: Int32Array, index: TicketIndex, dues: DueTest): Int32Array {
    this.settle(slots, index, dues);
    const from = new Int32Array(dueGroups.length + 1);
    for (const slot of slots) {
      const next = (this.#bySlot[slot] ?? NONE) + 1;
      from[next] = (from[next] ?? 0) + 1;
    }
    for (let group = 1; group < from.length; group++) from[group] = (from[group] ?? 0) + (from[group - 1] ?? 0);
    const arranged = new Int32Array(slots.length);
    for (const slot of slots) {
      const group = this.#bySlot[slot] ?? NONE;
      const place = from[group] ?? 0;
      arranged[place] = slot;
      from[group] = place + 1;
    }
    return arranged;
  }

  /** How many of these slots each group holds; groups without any are left out. */
  count(slots: Int32Array): readonly QueueGroup[] {
    const counts = new Int32Array(dueGroups.length);
    for (const slot of slots) {
      const group = this.#bySlot[slot] ?? NONE;
      counts[group] = (counts[group] ?? 0) + 1;
    }
    return dueGroups.flatMap((id, place) => {
      const count = counts[place] ?? 0;
      return count > 0 ? [{ id, count }] : [];
    });
  }

  /** Says of each ticket where it stands now. All slots there are stand in `slots`. */
  settle(slots: Int32Array, index: TicketIndex, dues: DueTest): void {
    const at = `${index.version} ${dues.minute()}`;
    if (this.#at === at) return;
    this.#at = at;
    const idOf = (slot: number): string => index.row(slot)?.id ?? '';
    const isBreached = dues.test('breached', idOf);
    const isSoon = dues.test({ withinMinutes: SOON_MINUTES }, idOf);
    let width = 0;
    for (const slot of slots) if (slot >= width) width = slot + 1;
    this.#bySlot = new Uint8Array(width).fill(NONE);
    for (const slot of slots) {
      const dueAt = index.dueAt(slot);
      if (isBreached(dueAt, slot)) this.#bySlot[slot] = BREACHED;
      else if (isSoon(dueAt, slot)) this.#bySlot[slot] = SOON;
      else if (!Number.isNaN(dueAt)) this.#bySlot[slot] = LATER;
      else if (index.row(slot)?.state === 'on_hold') this.#bySlot[slot] = PAUSED;
    }
  }
}
