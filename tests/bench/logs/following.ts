/** Following a log that another process writes: how soon a line is told of, and whether the console stays smooth when very many come. */
import { spawn } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { printFigure, quantile } from '../figure.ts';
import { readLog } from './reading.ts';

const group = 'logs';
const APPENDS = 200;
const RATE = 100_000;
const SECONDS = 10;

const soon = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Appends lines one at a time; answers how many ms after each `heard` was called. */
const latencies = async (path: string, onHeard: (listener: () => void) => void): Promise<readonly number[]> => {
  let heard: () => void = () => undefined;
  onHeard(() => heard());
  const samples: number[] = [];
  for (let line = 0; line < APPENDS; line++) {
    await soon(20 + (line % 7) * 9);
    const from = performance.now();
    const told = new Promise<void>((resolve) => {
      heard = resolve;
    });
    appendFileSync(path, `2026-10-10T10:00:00Z INFO line ${line}\n`);
    await Promise.race([told, soon(5_000)]);
    samples.push(performance.now() - from);
  }
  return samples;
};

const measureLatency = async (folder: string, own: string): Promise<void> => {
  const path = join(folder, 'followed.log');
  writeFileSync(path, 'first\n');
  let listener: () => void = () => undefined;
  const reading = await readLog(path, own, ({ name }) => {
    if (name !== 'logs.view') return;
    listener();
    // As the screen does: what it is told of, it asks for.
    void reading.ask('view', { viewId: reading.viewId });
  });
  await reading.isKnown();
  const told = await latencies(path, (heard) => {
    listener = heard;
  });
  await reading.close();
  const tail = spawn('tail', ['-n', '0', '-F', path], { stdio: ['ignore', 'pipe', 'ignore'] });
  await soon(500);
  const peer = await latencies(path, (heard) => tail.stdout.on('data', heard));
  tail.kill();
  printFigure({
    group,
    name: 'a line is appended → its notice, p99',
    value: quantile(told, 0.99),
    unit: 'ms',
    baseline: 'tail -F',
    baselineValue: quantile(peer, 0.99),
    goal: { atMostOver: 60 },
  });
};

const writer = `
const { appendFileSync } = require('node:fs');
const [path, rate, seconds] = process.argv.slice(1);
const from = performance.now();
let line = 0;
const step = () => {
  const due = Math.min(rate * seconds, Math.floor(((performance.now() - from) / 1000) * rate));
  let text = '';
  for (; line < due; line++) text += '2026-10-10T10:00:00Z INFO request ' + line + ' answered in 12 ms by worker 7\\n';
  if (text) appendFileSync(path, text);
  if (line < rate * seconds) setTimeout(step, 5);
};
step();
`;

const measureFlood = async (folder: string, own: string): Promise<void> => {
  const path = join(folder, 'flood.log');
  writeFileSync(path, '');
  const reading = await readLog(path, own, ({ name }) => {
    if (name !== 'logs.view') return;
    const { viewId } = reading;
    const from = Math.max(0, seen - 60);
    void reading.ask('window', { viewId, from, count: 60, fields: false, search: null }).then(({ total }) => {
      seen = total;
    });
  });
  let seen = 0;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const long: number[] = [];
  let last = performance.now();
  const beat = setInterval(() => {
    const now = performance.now();
    if (now - last > 50) long.push(now - last);
    last = now;
  }, 1);
  delay.enable();
  const child = spawn(process.execPath, ['-e', writer, path, String(RATE), String(SECONDS)], { stdio: 'inherit' });
  await new Promise((resolve) => child.on('exit', resolve));
  delay.disable();
  clearInterval(beat);
  const waited = performance.now();
  await reading.hasLines(RATE * SECONDS);
  const { total } = await reading.ask('view', { viewId: reading.viewId });
  const behind = performance.now() - waited;
  const common = { group, baseline: null, baselineValue: null };
  const flood = `${RATE} lines a second for ${SECONDS} s while following`;
  printFigure({
    ...common,
    name: `${flood}: lines lost`,
    value: RATE * SECONDS - total,
    unit: 'lines',
    goal: { atMost: 0 },
  });
  printFigure({
    ...common,
    name: `${flood}: waits of the main thread over 50 ms`,
    value: long.length,
    unit: 'times',
    goal: { atMost: 0 },
  });
  printFigure({
    ...common,
    name: `${flood}: longest wait of the main thread`,
    value: delay.max / 1e6,
    unit: 'ms',
    goal: null,
  });
  printFigure({ ...common, name: `${flood}: behind the writer at its end`, value: behind, unit: 'ms', goal: null });
  await reading.close();
};

export const measureFollowing = async (folder: string, own: string): Promise<void> => {
  await measureLatency(folder, own);
  await measureFlood(folder, own);
};
