/** What every scenario reports. One scenario is one line of the suite; within it each kill, flip or injected error is a case. */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How much of a scenario this process does, and how hard it tries. */
export interface Share {
  /** This process does the cases whose number is `index` modulo `of`. */
  readonly index: number;
  readonly of: number;
  /** Kills wanted over all scenarios that kill, all shares together. */
  readonly kills: number;
  readonly seed: number;
}

export interface Scenario {
  /** Kebab-case, as `--only` takes it. */
  readonly name: string;
  readonly title: string;
  /** Processes it may be split over. */
  readonly shares: number;
  readonly run: (share: Share, tally: Tally) => Promise<void>;
}

export interface Report {
  readonly counts: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
  readonly failed: number;
  readonly skipped: string | null;
}

const MOST_FAILURES_KEPT = 12;
const LONGEST_FAILURE = 2000;

/** Counts by name, adds up over shares; the first failures in full. */
export class Tally {
  private readonly counts: Record<string, number> = {};
  private readonly failures: string[] = [];
  private failed = 0;
  private reason: string | null = null;

  add(name: string, by = 1): void {
    this.counts[name] = (this.counts[name] ?? 0) + by;
  }

  fail(what: string): void {
    this.failed++;
    if (this.failures.length < MOST_FAILURES_KEPT) this.failures.push(what.slice(0, LONGEST_FAILURE));
  }

  /** A case that held unless `problems` names why not. */
  check(what: string, problems: readonly string[]): void {
    this.add('cases');
    if (problems.length > 0) this.fail(`${what}: ${problems.join('; ')}`);
  }

  /** Says why nothing could be tried here. Shown, and never counted as passed. */
  skip(reason: string): void {
    this.reason = reason;
  }

  report(): Report {
    return { counts: this.counts, failures: this.failures, failed: this.failed, skipped: this.reason };
  }
}

const WANTED_IN_MEMORY = 512 * 1024 * 1024;

const inMemory = (): string | undefined => {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > WANTED_IN_MEMORY ? '/dev/shm' : undefined;
  } catch {
    return undefined;
  }
};

const made = new Set<string>();
process.on('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/**
 * A folder of this process, gone when it ends. `disk` is where real writes wait for a real disk;
 * `memory` (where there is such a place) is for cases by the thousand whose files need not survive anything.
 */
export const scratchFolder = (where: 'disk' | 'memory'): string => {
  const parent = (where === 'memory' ? inMemory() : undefined) ?? tmpdir();
  const folder = mkdtempSync(path.join(parent, 'deskside-faults-'));
  made.add(folder);
  return folder;
};

export const dropFolder = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
  made.delete(folder);
};
