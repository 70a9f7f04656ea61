import type { Job } from '../job.ts';

const STEP = 4 * 1024 * 1024;

/** Puts the parts together without holding up others: a quarter of a gigabyte at once would. Empties `parts` as it goes. */
export const join = async (parts: Buffer[], job: Job): Promise<Buffer> => {
  const whole = Buffer.allocUnsafe(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts.splice(0)) {
    for (let from = 0; from < part.length; from += STEP) {
      at += part.copy(whole, at, from, Math.min(from + STEP, part.length));
      if (job.due) await job.rest();
    }
  }
  return whole;
};
