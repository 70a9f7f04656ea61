import { describe, expect, it } from 'vitest';
import { Job } from '#core/job.ts';
import type { ImportProgress } from '#shared/imports/operations.ts';

const clockedJob = () => {
  const clock = { now: 0 };
  const told: ImportProgress[] = [];
  const job = new Job(
    'import:1',
    (progress) => told.push(progress),
    () => clock.now,
  );
  return { clock, told, job };
};

describe('a job', () => {
  it('tells its progress at most ten times a second, and its end in any case', () => {
    const { clock, told, job } = clockedJob();
    for (; clock.now < 1000; clock.now += 7) job.progress('writing', clock.now, 1000);
    expect(told.length).toBeLessThanOrEqual(10);
    expect(told.length).toBeGreaterThan(8);
    const before = told.length;
    job.finish('done', 1000, 1000);
    expect(told.slice(before)).toEqual([{ importId: 'import:1', phase: 'done', done: 1000, total: 1000 }]);
  });

  it('is due after its turn, and has a new turn after resting', async () => {
    const { clock, job } = clockedJob();
    expect(job.due).toBe(false);
    clock.now = 8;
    expect(job.due).toBe(true);
    await job.rest();
    expect(job.due).toBe(false);
  });

  it('lets others run while it rests', async () => {
    const { job } = clockedJob();
    let others = 0;
    setImmediate(() => others++);
    await job.rest();
    expect(others).toBe(1);
  });
});
