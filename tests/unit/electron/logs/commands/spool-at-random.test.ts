/** Events come in batches of any size, they are delivered or not, and the process ends anywhere: each is there once, and keeps its name. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Delivery } from '#core/logs/commands/delivery.ts';
import type { LogEvent } from '#core/logs/commands/event.ts';
import { Spool } from '#core/logs/commands/spool.ts';
import { randomOf } from '../../alerts/random-lines.ts';

const key = new Uint8Array(32).fill(3);
const limits = { segmentBytes: 2_000, totalBytes: 20_000 };
/** So often a computer was started anew, which is said before an event and has no place of its own. */
const BOOT_EVERY = 17;

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'deskside-spool-')), 'source');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const event = (number: number, cursor: string | null): LogEvent => ({
  at: '2026-11-26T12:00:00.000000Z',
  level: 'info',
  provider: 'p',
  eventId: null,
  processId: null,
  host: null,
  message: cursor === null ? `-- Boot ${number} --` : `event ${number} ${'消息'.repeat(number % 40)}`,
  fields: {},
  cursor,
});

const eventsOf = (number: number): readonly LogEvent[] => [
  ...(number % BOOT_EVERY === 0 ? [event(number, null)] : []),
  event(number, String(number)),
];

class Following {
  readonly spool = new Spool(folder, key, { limits, namedUpTo: 0 });
  readonly #delivery = new Delivery(this.spool);
  /** What was delivered of each segment. */
  readonly #texts = new Map<number, string>();
  readonly #parts = new Map<number, Buffer[]>();

  get read(): number {
    return Number(this.spool.cursor ?? '0');
  }

  /** Answers whether there is more. */
  deliver(budget: number): boolean {
    const { steps, hasMore } = this.#delivery.wake(budget, 'following');
    for (const step of steps)
      if (step.kind === 'read') {
        const { id } = step.segment;
        const parts = [...(this.#parts.get(id) ?? []), Buffer.from(step.bytes)];
        this.#parts.set(id, parts);
        this.#texts.set(id, Buffer.concat(parts).toString('utf8'));
      }
    return hasMore;
  }

  /** Lines that were delivered whole, by their names, in order. */
  get lines(): ReadonlyMap<string, string> {
    return new Map(
      [...this.#texts].flatMap(([id, text]) =>
        text
          .slice(0, text.lastIndexOf('\n') + 1)
          .split('\n')
          .slice(0, -1)
          .map((line, place) => [`${id}:${place + 1}`, line] as const),
      ),
    );
  }

  /** As when the process is killed: nothing is saved. */
  kill(): void {
    for (const segment of this.spool.segments()) segment.close();
  }
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])('each event is there once and keeps its name, seed %i', (seed) => {
  const random = randomOf(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const seen = new Map<string, string>();
  let following = new Following();
  const note = (): void => {
    for (const [name, line] of following.lines) {
      expect(line, name).toBe(seen.get(name) ?? line);
      seen.set(name, line);
    }
  };
  for (let turn = 0; turn < 400; turn++) {
    const chance = random();
    if (chance < 0.6) {
      const { read } = following;
      following.spool.append(Array.from({ length: upTo(12) }, (_, more) => eventsOf(read + more + 1)).flat());
    } else if (chance < 0.85) {
      for (let wakes = upTo(4); wakes > 0; wakes--) following.deliver(1 + upTo(900));
      note();
    } else if (chance < 0.93) following.spool.save();
    else {
      if (random() < 0.3) following.spool.close();
      else following.kill();
      following = new Following();
    }
  }
  const { read } = following;
  while (following.deliver(1_000));
  note();
  following.spool.close();
  const numbers = [...seen.values()].flatMap((line) => /event (\d+)/u.exec(line)?.[1] ?? []).map(Number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.length).toBeGreaterThan(500);
  expect(Math.max(...numbers)).toBe(read);
});
