/** Single durable updates: how long they take, what they cost the main thread, how many bytes they write. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Store } from '#core/storage/store.ts';
import { generateTicket } from '../generate-tickets.ts';
import { interleave, median, printFigure, printSkipped, quantile } from '../figure.ts';
import { openAppender, openDistantAppender, openLowdb } from './peers.ts';
import { openProfile, scratch } from './profile.ts';
import { payloadBytes, SEED, updatesOf } from './workload.ts';

const ROUNDS = 5;
const UPDATES = 1_000;
const LOWDB_UPDATES = 2;
const PEER_BYTES = 1_600;

const timeStore = async (store: Store, next: ReturnType<typeof updatesOf>, count: number): Promise<number[]> => {
  const times: number[] = [];
  for (let done = 0; done < count; done++) {
    const changes = next();
    const from = performance.now();
    await store.commit(changes);
    times.push(performance.now() - from);
  }
  return times;
};

/** Time the main thread was busy between asking for one update and having its answer: an upper bound of any one block within it. */
const busyTimes = async (store: Store, next: ReturnType<typeof updatesOf>, count: number): Promise<number[]> => {
  const times: number[] = [];
  for (let done = 0; done < count; done++) {
    const changes = next();
    // A turn of its own, so that making the change set is not counted.
    await new Promise<void>((resolve) => setImmediate(resolve));
    const before = performance.eventLoopUtilization();
    await store.commit(changes);
    times.push(performance.eventLoopUtilization(before).active);
  }
  return times;
};

const bytesWritten = (): number | undefined => {
  if (process.platform !== 'linux') return undefined;
  const found = /^wchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'));
  return found?.[1] === undefined ? undefined : Number(found[1]);
};

const measureAmplification = async (folder: string, tickets: number): Promise<void> => {
  const name = 'bytes written per update, seals included';
  const ratios: { written: number; payload: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const store = await openProfile(folder);
    const next = updatesOf(tickets, 1_000_000 + round * UPDATES);
    const changes = Array.from({ length: UPDATES }, next);
    const before = bytesWritten();
    for (const change of changes) await store.commit(change);
    await store.close();
    const after = bytesWritten();
    if (before === undefined || after === undefined) {
      printSkipped('storage', name, 'this system does not count the bytes a process writes');
      return;
    }
    const payload = changes.reduce((sum, change) => sum + payloadBytes(change), 0);
    ratios.push({ written: (after - before) / UPDATES, payload: payload / UPDATES });
  }
  printFigure({
    group: 'storage',
    name,
    value: median(ratios.map(({ written }) => written)),
    unit: 'bytes',
    baseline: 'payload',
    baselineValue: median(ratios.map(({ payload }) => payload)),
    goal: { atMost: 2 },
  });
};

export const measureUpdates = async (folder: string, tickets: number, isFullSize: boolean): Promise<void> => {
  const size = `${tickets.toLocaleString('en')} tickets`;
  const store = await openProfile(folder);
  const appender = openAppender(path.join(scratch, `append-${tickets}`));
  const bytes = new Uint8Array(PEER_BYTES).fill(97);
  const next = updatesOf(tickets, 10_000);
  await timeStore(store, next, 200);
  const distant = openDistantAppender(path.join(scratch, `append-distant-${tickets}`));
  const { ours, peer, hops } = await interleave<'ours' | 'peer' | 'hops', number[]>(ROUNDS, {
    ours: () => timeStore(store, next, UPDATES),
    peer: () => {
      const times: number[] = [];
      for (let done = 0; done < UPDATES; done++) {
        const from = performance.now();
        appender.append(bytes);
        times.push(performance.now() - from);
      }
      return times;
    },
    hops: async () => {
      const times: number[] = [];
      for (let done = 0; done < UPDATES; done++) {
        // The main thread makes something between two updates here too, so that both threads find the same sleep to wake from.
        next();
        const from = performance.now();
        await distant.append(bytes);
        times.push(performance.now() - from);
      }
      return times;
    },
  });
  appender.close();
  await distant.close();
  for (const [label, share, atMost] of [
    ['p50', 0.5, 1.3],
    ['p99', 0.99, 2],
  ] as const) {
    printFigure({
      group: 'storage',
      name: `one durable update ${label}, ${size}`,
      value: median(ours.map((times) => quantile(times, share))),
      unit: 'ms',
      baseline: 'append 1.6 KB + fdatasync',
      baselineValue: median(peer.map((times) => quantile(times, share))),
      goal: isFullSize ? { atMost } : null,
    });
    printFigure({
      group: 'storage',
      name: `one durable update ${label} against the same append in a thread, ${size}`,
      value: median(ours.map((times) => quantile(times, share))),
      unit: 'ms',
      baseline: 'append 1.6 KB + fdatasync, asked of a worker thread',
      baselineValue: median(hops.map((times) => quantile(times, share))),
      goal: null,
    });
  }

  const busy: number[] = [];
  for (let round = 0; round < ROUNDS; round++) busy.push(quantile(await busyTimes(store, next, UPDATES), 0.99));
  printFigure({
    group: 'storage',
    name: `event loop of the main thread blocked by one update p99, ${size}`,
    value: median(busy),
    unit: 'ms',
    baseline: null,
    baselineValue: null,
    goal: isFullSize ? { atMost: 0.3 } : null,
  });

  if (isFullSize) {
    const lowdb = await openLowdb(path.join(scratch, 'lowdb.json'), tickets);
    const { own, theirs } = await interleave<'own' | 'theirs', number>(3, {
      own: async () => median(await timeStore(store, next, UPDATES)),
      theirs: async (round) => {
        const times: number[] = [];
        for (let done = 0; done < LOWDB_UPDATES; done++) {
          const ticket = { ...generateTicket(SEED, round * LOWDB_UPDATES + done), state: 'in_progress' as const };
          const line = next().appends[0]?.line ?? '';
          const from = performance.now();
          await lowdb(ticket, line);
          times.push(performance.now() - from);
        }
        return median(times);
      },
    });
    printFigure({
      group: 'storage',
      name: `one durable update against lowdb, ${size}`,
      value: median(own),
      unit: 'ms',
      baseline: `lowdb JSONFile with fsync (${Math.round(statSync(path.join(scratch, 'lowdb.json')).size / 1e6)} MB)`,
      baselineValue: median(theirs),
      goal: { atLeast: 2_500 },
    });
  }
  await store.close();
  if (isFullSize) await measureAmplification(folder, tickets);
};
