/**
 * The program whose log is followed: a process of its own that writes numbered lines and knows nothing of who reads them. SIGHUP: opens its file anew,
 * as daemons do after a rotation. SIGUSR1/SIGUSR2: pauses and goes on. Ends when all lines are written.
 */
import { closeSync, constants, existsSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Encoding } from '#core/logs/text/encoding.ts';
import { encode } from './encode.ts';
import { lineOf } from './log-line.ts';

export interface Orders {
  readonly path: string;
  readonly from: number;
  readonly lines: number;
  readonly encoding: Encoding;
  /** Written at the beginning of every new file, as programs do that say what version they are. */
  readonly header: string;
  readonly hasMark: boolean;
  /** `blocks`: whole lines, some at once. `torn`: any bytes at once, so that lines and characters are cut. */
  readonly flush: 'blocks' | 'torn';
  /** Opened with O_APPEND. Without it the place in the file is kept when others truncate it. */
  readonly appends: boolean;
  /** Milliseconds between SIGHUP and opening the file anew. */
  readonly reopensAfterMs: number;
  /** Every so many lines the whole log is written to another file, which then takes the place of the first. */
  readonly replacesEvery: number | null;
  /** About so many lines a second. */
  readonly linesASecond: number;
}

const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
let fd = -1;
let isPaused = false;
let reopenAt = Number.POSITIVE_INFINITY;

const writeAll = (bytes: Uint8Array): void => {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done);
};

const open = (): void => {
  if (fd !== -1) closeSync(fd);
  const isNew = !existsSync(orders.path);
  fd = openSync(orders.path, constants.O_WRONLY | constants.O_CREAT | (orders.appends ? constants.O_APPEND : 0), 0o644);
  if (orders.hasMark && isNew) writeAll(Buffer.from([0xff, 0xfe]));
  if (orders.header !== '') writeAll(encode(orders.header, orders.encoding));
};

process.on('SIGHUP', () => (reopenAt = performance.now() + orders.reopensAfterMs));
process.on('SIGUSR1', () => (isPaused = true));
process.on('SIGUSR2', () => (isPaused = false));

let chance = 1;
/** Repeatable; from 0 up to 1. */
const random = (): number => {
  chance = (chance * 48_271) % 2_147_483_647;
  return chance / 2_147_483_647;
};

const flushed = (bytes: Buffer): void => {
  if (orders.flush === 'blocks') {
    writeAll(bytes);
    return;
  }
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + 1 + Math.floor(random() * 700));
    writeAll(bytes.subarray(at, end));
    at = end;
  }
};

const everything: Buffer[] = [];
let replaced = 0;

const replace = (): void => {
  writeFileSync(`${orders.path}.tmp`, Buffer.concat(everything));
  renameSync(`${orders.path}.tmp`, orders.path);
  open();
};

open();
process.stdout.write('ready\n');
const began = performance.now();
let number = orders.from;
while (number < orders.from + orders.lines) {
  await wait(2);
  if (performance.now() >= reopenAt) {
    reopenAt = Number.POSITIVE_INFINITY;
    open();
  }
  if (isPaused) continue;
  const due = orders.from + ((performance.now() - began) / 1000) * orders.linesASecond;
  const until = Math.min(orders.from + orders.lines, due, number + 2000);
  while (number < until) {
    let text = '';
    for (let left = 1 + Math.floor(random() * 40); left > 0 && number < orders.from + orders.lines; left--) {
      text += `${lineOf(number++, orders.encoding)}\n`;
    }
    const bytes = encode(text, orders.encoding);
    if (orders.replacesEvery !== null) everything.push(bytes);
    flushed(bytes);
  }
  if (orders.replacesEvery !== null && number - replaced >= orders.replacesEvery) {
    replaced = number;
    replace();
  }
}
// Whoever is told to open anew at the very end does so.
if (reopenAt !== Number.POSITIVE_INFINITY) open();
