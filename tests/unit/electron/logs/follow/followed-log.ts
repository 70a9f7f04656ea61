/** A log in a folder of its own, and what a follower makes of it: lines by segment, and what was told. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Follower } from '#core/logs/follow/follower.ts';
import type { FollowCheckpoint, FollowOptions, Step } from '#core/logs/follow/segment.ts';

export class FollowedLog {
  readonly folder = mkdtempSync(join(tmpdir(), 'deskside-follow-'));
  readonly path = join(this.folder, 'logs', 'app.log');
  readonly told: string[] = [];
  /** Bytes of each segment. */
  readonly parts = new Map<number, Buffer[]>();
  follower: Follower;
  now = 0;
  readonly #options: FollowOptions;

  constructor(more: Partial<FollowOptions> = {}) {
    mkdirSync(join(this.folder, 'logs'));
    mkdirSync(join(this.folder, 'spool'));
    this.#options = {
      path: this.path,
      encoding: 'auto',
      locale: 'en',
      siblings: true,
      now: () => this.now,
      spoolFolder: join(this.folder, 'spool'),
      ...more,
    };
    this.follower = new Follower(this.#options);
  }

  place(name: string): string {
    return join(this.folder, 'logs', name);
  }

  /** Until nothing more comes. */
  read(budget = 1024 * 1024): void {
    for (let more = true; more;) {
      const { steps, hasMore } = this.follower.wake(budget);
      for (const step of steps) this.take(step);
      more = hasMore;
    }
  }

  /** Beyond the time that a rotated file is waited for. */
  readLater(): void {
    this.read();
    this.now += 3001;
    this.read();
  }

  restart(meanwhile: () => void = () => undefined): void {
    const checkpoint = JSON.parse(JSON.stringify(this.follower.checkpoint())) as FollowCheckpoint;
    this.follower.close();
    meanwhile();
    this.follower = new Follower({ ...this.#options, checkpoint });
  }

  get text(): string {
    return [...this.parts.values()].map((parts) => Buffer.concat(parts).toString()).join('|');
  }

  close(): void {
    this.follower.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  take(step: Step): void {
    if (step.kind === 'read') {
      const parts = this.parts.get(step.segment.id) ?? [];
      this.parts.set(step.segment.id, parts);
      parts.push(Buffer.from(step.bytes));
    } else if (step.kind === 'began') this.told.push(step.why);
    else if (step.kind === 'state') this.told.push(step.state);
    else this.told.push(step.kind);
  }
}
