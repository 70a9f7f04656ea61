/**
 * A console that watches logs, as a process that can be killed: the product's thread, and its end in the main process. What is found is written
 * down, with how far the log was looked at, before more is asked for, as the store does; a line that was written in part is as none. Told `end`, it
 * ends as a console does that is closed; told `lines`, it writes down all lines of the logs as a window shows them; told `states`, it says what holds
 * of each; told a text to `search`, it looks for it in the last log until the thread is given up.
 */
import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Scan } from '#core/alerts/matching/rule-scanner.ts';
import { Reach } from '#core/logs/files/reach.ts';
import { LogThread } from '#core/logs/log-thread.ts';
import { Registration } from '#core/logs/registration.ts';
import type { LinePosition } from '#core/known-problems.ts';
import { keyOfLog } from '#core/logs/thread/log-name.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { endProcess } from '../../../electron/host/end-process.ts';

export interface EngineOrders {
  readonly paths: readonly string[];
  readonly worker: string;
  readonly readAheadWorker: string;
  readonly spoolFolder: string;
  readonly ownFolder: string;
  readonly journal: string;
  readonly lines: string;
}

/** What one batch of lines came to. */
export interface Taken {
  /** By which it is told where to go on (`keyOfLog`). */
  readonly log: string;
  readonly position: LinePosition;
  /** Of each line that the rule found: its generation, its number there, and what number it bears. */
  readonly hits: readonly (readonly [generation: number, line: number, number: number])[];
}

const orders = JSON.parse(process.argv[2] ?? '{}') as EngineOrders;
const sourceIds = orders.paths.map((_, log) => `logSource:${String(log).padStart(26, '0')}`);
const viewId = 'view-00000001';

/** Fits every line that the writer writes. */
const rule = {
  code: 'numbered',
  active: true,
  pattern: String.raw`^<(\d{7}) `,
  flags: '',
  literals: ['😀'],
  except: null,
  windowsEvent: null,
  keyedBy: 'code',
};

const journal = openSync(orders.journal, 'a+');
const whole = readFileSync(orders.journal, 'utf8').lastIndexOf('\n') + 1;
ftruncateSync(journal, Buffer.byteLength(readFileSync(orders.journal, 'utf8').slice(0, whole)));
/** By source: where to go on. */
const from: Record<string, LinePosition> = {};
for (const line of readFileSync(orders.journal, 'utf8').split('\n')) {
  if (line === '') continue;
  const { log, position } = JSON.parse(line) as Taken;
  from[log] = position;
}
const reach = new Reach();
const leaving = new Set<Promise<void>>();

const thread = new LogThread({
  worker: orders.worker,
  setting: {
    locale: 'zh-CN',
    spoolFolder: orders.spoolFolder,
    ownFolder: orders.ownFolder,
    key: new Uint8Array(32).fill(1),
    drainMs: 300,
    readAheadWorker: orders.readAheadWorker,
  },
  notify: () => undefined,
  rules: () => ({ rules: [rule], from }),
  hangs: (log, returned) => registration.hang(log, returned),
  leaving,
  scanned: (name, { scan, place }) => {
    const { generation, nextLine, hits } = scan as Scan;
    const position = { generation, line: nextLine, mark: place.mark };
    const log = keyOfLog(name);
    from[log] = position;
    const taken: Taken = {
      log,
      position,
      hits: hits.map(({ line, key }) => [generation, line, Number(key)]),
    };
    writeSync(journal, `${JSON.stringify(taken)}\n`);
    return Promise.resolve(succeed(null));
  },
  log: (line) => console.error(line),
});

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};

const writeLines = async (): Promise<void> => {
  const content = { viewId, sourceIds, filters: [], levels: null, timeFrom: null, timeTo: null };
  valueOf(await thread.ask('open', content));
  const areRead = async (): Promise<boolean> => {
    const states = valueOf(await thread.ask('states', null));
    return sourceIds.every((id) => states[id]?.state === 'following');
  };
  while (!(await areRead())) await wait(5);
  const { total } = valueOf(await thread.ask('view', { viewId }));
  const all: string[] = [];
  for (let from = 0; from < total; from += 500) {
    const window = valueOf(await thread.ask('window', { viewId, from, count: 500, fields: false, search: null }));
    for (const { sourceId, file = null, generation, line, text } of window.lines)
      all.push(JSON.stringify([keyOfLog({ sourceId, file }), generation, line, text]));
  }
  writeFileSync(orders.lines, all.join('\n'));
  process.send?.('lines');
};

const search = async (pattern: string): Promise<void> => {
  const sourceId = sourceIds.at(-1) ?? '';
  const content = { viewId, sourceIds: [sourceId], filters: [], levels: null, timeFrom: null, timeTo: null };
  valueOf(await thread.ask('open', content));
  while (valueOf(await thread.ask('states', null))[sourceId]?.state !== 'following') await wait(5);
  for (let round = 0; ; round++) {
    const wanted = { pattern, isRegex: false, matchesCase: true };
    const counted = await thread.ask('count', { viewId, search: wanted, jobId: `round-${round}` });
    if (!counted.ok) return;
    if (round === 0) process.send?.(counted.value.count);
  }
};

const tellStates = async (): Promise<void> => {
  let answer = await thread.ask('states', null);
  // The thread that was asked was given up: the next one knows.
  while (!answer.ok) answer = await thread.ask('states', null);
  const states = answer.value;
  process.send?.(sourceIds.map((id) => registration.problemOf(id) ?? states[id]));
};

const end = async (): Promise<void> => {
  registration.close();
  await thread.close();
  closeSync(journal);
  await endProcess([{ isHeldUp: () => leaving.size > 0 }], () => process.disconnect?.());
};

process.on('message', (message: string | { readonly search: string }) => {
  if (typeof message === 'object') void search(message.search);
  else if (message === 'lines') void writeLines();
  else if (message === 'states') void tellStates();
  else void end();
});
const registration = new Registration({
  sources: () =>
    orders.paths.map((place, log) => ({
      id: sourceIds[log] ?? '',
      type: 'logSource',
      schema: 1,
      revision: 1,
      createdAt: '2026-11-26T10:00:00Z',
      createdBy: 'nobody',
      device: 'none',
      updatedAt: '2026-11-26T10:00:00Z',
      name: `app ${log}`,
      kind: place.includes('*') ? 'files' : 'file',
      place,
      encoding: 'auto',
      isWatched: true,
      assetId: null,
    })),
  kinds: new Set(['file', 'files']),
  ownFolder: orders.ownFolder,
  reach,
  namedUpTo: () => 0,
  register: (sources, known) => thread.setSources(sources, known),
  onChange: () => undefined,
  log: (line) => console.error(line),
});
await registration.check();
process.send?.('ready');
