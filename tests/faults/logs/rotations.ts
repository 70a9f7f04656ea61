/** The real logrotate at work while an independent program writes and the product's follower reads. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario, Tally } from '../scenario.ts';
import { hasLogrotate, Stage } from './stage.ts';
import type { Orders } from './writer.ts';

/** So many that enough lie in files whatever was written between copies and truncations. */
const MANY = 150_000;

interface Rotation {
  readonly name: string;
  readonly title: string;
  readonly directives: string;
  /** The writer is told to open its file anew. */
  readonly tells: boolean;
  readonly everyMs: number;
  readonly orders?: Partial<Orders>;
  readonly siblings?: boolean;
  /** What happens to the reader between rotations. */
  readonly meanwhile?: (stage: Stage, count: number) => Promise<void>;
}

const rotations: readonly Rotation[] = [
  {
    name: 'create',
    siblings: false,
    title: 'renamed, created, writer told',
    directives: 'create',
    tells: true,
    everyMs: 120,
  },
  {
    name: 'slow-writer',
    title: 'renamed; the writer goes on in the old file for a second',
    directives: 'create',
    tells: true,
    everyMs: 1300,
    orders: { reopensAfterMs: 1000, linesASecond: 25_000 },
  },
  {
    name: 'copytruncate',
    siblings: false,
    title: 'copied and truncated',
    directives: 'copytruncate',
    tells: false,
    orders: { lines: MANY },
    everyMs: 120,
  },
  {
    name: 'no-append',
    title: 'copied and truncated under a writer that keeps its place',
    directives: 'copytruncate',
    tells: false,
    everyMs: 300,
    orders: { lines: MANY, appends: false },
  },
  {
    name: 'compress',
    title: 'renamed and compressed at once',
    directives: 'create · compress',
    tells: true,
    everyMs: 250,
  },
  {
    name: 'delaycompress',
    siblings: false,
    title: 'renamed, compressed at the next rotation',
    directives: 'create · compress · delaycompress',
    tells: true,
    everyMs: 200,
  },
  {
    name: 'copytruncate-compress',
    siblings: false,
    title: 'copied, truncated and compressed',
    directives: 'copytruncate · compress',
    tells: false,
    orders: { lines: MANY },
    everyMs: 250,
  },
  {
    name: 'dateext',
    title: 'renamed by date',
    directives: 'create · dateext · dateformat -%Y%m%d-%s',
    tells: true,
    everyMs: 1050,
    orders: { linesASecond: 25_000 },
  },
  {
    name: 'restarts-create',
    title: 'several rotations while the reader is stopped, then begun from its checkpoint',
    directives: 'create · compress · delaycompress',
    tells: true,
    everyMs: 120,
    orders: { linesASecond: 20_000 },
    meanwhile: restarting(3),
  },
  {
    name: 'restarts-compress',
    siblings: false,
    title: 'the same, compressed at once',
    directives: 'create · compress',
    tells: true,
    everyMs: 250,
    orders: { linesASecond: 20_000 },
    meanwhile: restarting(2),
  },
  {
    name: 'restarts-copytruncate',
    siblings: false,
    title: 'the same, copied and truncated',
    directives: 'copytruncate',
    tells: false,
    orders: { lines: MANY },
    everyMs: 120,
    meanwhile: restarting(2),
  },
  {
    name: 'one-head',
    title: 'files that all begin with the same 3,000 bytes, stopped and restarted',
    directives: 'create',
    tells: true,
    everyMs: 150,
    orders: { header: `${'# version 4.2 of the program, started by the system '.repeat(58)}\n` },
    meanwhile: restarting(2),
  },
  {
    name: 'regrown',
    title: 'copied, truncated and grown past its old size before anyone looks',
    directives: 'copytruncate',
    tells: false,
    orders: { lines: MANY },
    everyMs: 400,
    meanwhile: async (stage) => {
      await stage.pause();
      await wait(900);
      stage.read();
    },
  },
  {
    name: 'utf16',
    title: 'UTF-16LE, copied and truncated',
    directives: 'copytruncate',
    tells: false,
    everyMs: 150,
    orders: { lines: MANY, encoding: 'utf-16le', hasMark: true },
  },
  {
    name: 'torn',
    siblings: false,
    title: 'lines and characters written in pieces, renamed',
    directives: 'create',
    tells: true,
    everyMs: 150,
    orders: { flush: 'torn' },
  },
  {
    name: 'gb18030',
    title: 'GB18030 written in pieces, renamed and compressed',
    directives: 'create · compress · delaycompress',
    tells: true,
    everyMs: 200,
    orders: { flush: 'torn', encoding: 'gb18030' },
  },
];

/** Stopped at one rotation, begun anew some rotations later. */
function restarting(after: number): (stage: Stage, count: number) => Promise<void> {
  let checkpoint: string | null = null;
  return async (stage, count) => {
    if (count % (2 * after) === 0) {
      if (checkpoint !== null) return;
      await stage.pause();
      checkpoint = stage.reader.stop();
    } else if (count % (2 * after) === after && checkpoint !== null) {
      stage.reader.start(checkpoint);
      checkpoint = null;
      stage.read();
    }
  };
}

const run = async (
  { title, directives, tells, everyMs, orders, meanwhile, siblings = true }: Rotation,
  tally: Tally,
): Promise<void> => {
  if (!hasLogrotate) {
    tally.skip('logrotate is not installed here');
    return;
  }
  const stage = new Stage(orders?.encoding, siblings);
  await stage.write(orders);
  stage.read();
  for (let count = 1; stage.isWriting; count++) {
    await wait(everyMs);
    if (!stage.isWriting) break;
    await stage.rotate(directives, tells);
    await meanwhile?.(stage, count);
  }
  await stage.written();
  // One that is stopped at the end is begun anew.
  for (let count = 1; count <= 6; count++) await meanwhile?.(stage, count);
  await stage.finish(title, tally);
};

export const logRotations: readonly Scenario[] = rotations.map((rotation) => ({
  name: `log-${rotation.name}`,
  title: `log: ${rotation.title}`,
  shares: 1,
  run: (_share, tally) => run(rotation, tally),
}));
