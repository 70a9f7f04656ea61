/** Opening a profile until it answers, everything verified, against reading and parsing the same records as one JSON file. */
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { generateTicket, generateTickets } from '../generate-tickets.ts';
import { interleave, median, printFigure } from '../figure.ts';
import { openProfile, scratch } from './profile.ts';
import { SEED } from './workload.ts';

const ROUNDS = 7;
const run = promisify(execFile);

/** Runs in a process of its own: a fresh heap, as a start of the console has. Prints the milliseconds. */
export const timeOpening = async (side: string, target: string, tickets: number): Promise<void> => {
  const wanted = generateTicket(SEED, tickets >> 1).id;
  const from = performance.now();
  if (side === 'store') {
    const store = await openProfile(target);
    let open = 0;
    for (const row of store.records.rows<TicketRow & { readonly [key: string]: string | number | boolean | null }>(
      'ticket',
    )) {
      if (row.state !== 'closed') open++;
    }
    const ticket = store.records.get<Ticket>('ticket', wanted);
    if (store.records.count('ticket') !== tickets || open === 0 || ticket?.id !== wanted)
      throw new Error('opened, but not whole');
    process.stdout.write(String(performance.now() - from));
    await store.close();
    return;
  }
  const all = JSON.parse(await readFile(target, 'utf8')) as readonly Ticket[];
  if (all.length !== tickets) throw new Error('parsed, but not whole');
  process.stdout.write(String(performance.now() - from));
};

const inOwnProcess = async (side: string, target: string, tickets: number): Promise<number> => {
  const script = fileURLToPath(new URL('index.mjs', import.meta.url));
  const { stdout } = await run(process.execPath, [
    '--max-old-space-size=4096',
    script,
    'open',
    side,
    target,
    String(tickets),
  ]);
  return Number(stdout);
};

const writeJson = async (file: string, tickets: number): Promise<void> => {
  const stream = createWriteStream(file);
  let separator = '[';
  for (const ticket of generateTickets(tickets, SEED)) {
    if (!stream.write(separator + JSON.stringify(ticket))) await once(stream, 'drain');
    separator = ',';
  }
  stream.end(']');
  await once(stream, 'close');
};

export const measureOpening = async (folder: string, tickets: number, isFullSize: boolean): Promise<void> => {
  const file = path.join(scratch, `tickets-${tickets}.json`);
  await writeJson(file, tickets);
  const { store, json } = await interleave<'store' | 'json', number>(ROUNDS, {
    store: () => inOwnProcess('store', folder, tickets),
    json: () => inOwnProcess('json', file, tickets),
  });
  printFigure({
    group: 'storage',
    name: `open until queries are answered, everything verified, ${tickets.toLocaleString('en')} tickets`,
    value: median(store),
    unit: 'ms',
    baseline: 'reading + JSON.parse of the same records',
    baselineValue: median(json),
    goal: isFullSize ? { atMost: 0.6 } : null,
  });
};
