/** Group `storage` of BENCHMARKS: durable updates, concurrent writers, opening, bytes written, compaction, at 1×, 2× and 4× the size. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { measureCompaction } from './compaction.ts';
import { measureOpening, timeOpening } from './opening.ts';
import { buildProfile, scratch } from './profile.ts';
import { measureUpdates } from './updates.ts';
import { measureWriters } from './writers.ts';

const FULL_SIZE = 100_000;

const [mode, side, target, size] = process.argv.slice(2);
if (mode === 'open' && side !== undefined && target !== undefined) {
  await timeOpening(side, target, Number(size));
} else {
  for (const tickets of [FULL_SIZE, FULL_SIZE / 2, FULL_SIZE / 4]) {
    const folder = path.join(scratch, `profile-${tickets}`);
    const isFullSize = tickets === FULL_SIZE;
    await buildProfile(folder, tickets);
    await measureOpening(folder, tickets, isFullSize);
    await measureUpdates(folder, tickets, isFullSize);
    await measureWriters(folder, tickets, isFullSize);
    await measureCompaction(folder, tickets, isFullSize);
    rmSync(folder, { recursive: true, force: true });
  }
}
