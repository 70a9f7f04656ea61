/** How long the main thread stands still, at worst, while a new generation is written under load. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { median, printFigure } from '../figure.ts';
import { openProfile } from './profile.ts';
import { updatesOf } from './workload.ts';

const ROUNDS = 3;
const RESOLUTION_MS = 1;
const UPDATES_BEFORE = 500;

export const measureCompaction = async (folder: string, tickets: number, isFullSize: boolean): Promise<void> => {
  const store = await openProfile(folder);
  const next = updatesOf(tickets, 2_000_000);
  const stalls: number[] = [];
  let during = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (let done = 0; done < UPDATES_BEFORE; done++) await store.commit(next());
    const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    const compaction = { isRunning: true };
    delay.enable();
    const compacted = store.compact().finally(() => {
      compaction.isRunning = false;
    });
    while (compaction.isRunning) {
      await store.commit(next());
      during++;
    }
    await compacted;
    delay.disable();
    // The histogram counts from one tick of its own timer to the next, so its interval is part of every sample.
    stalls.push(Math.max(0, delay.max / 1e6 - RESOLUTION_MS));
  }
  await store.close();
  printFigure({
    group: 'storage',
    name: `longest event-loop stall during compaction, ${tickets.toLocaleString('en')} tickets, ${Math.round(during / ROUNDS)} commits meanwhile`,
    value: median(stalls),
    unit: 'ms',
    baseline: null,
    baselineValue: null,
    goal: isFullSize ? { atMost: 16 } : null,
  });
};
