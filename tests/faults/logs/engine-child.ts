/**
 * A console that watches one log, as a process that can be killed: the product's thread, and its end in the main process. What is found is written
 * down, with how far the log was looked at, before more is asked for, as the store does; a line that was written in part is as none. Told `end`, it
 * ends as a console does that is closed; told `lines`, it writes down all lines of the log as a window shows them.
 */
import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Scan } from '#core/alerts/matching/rule-scanner.ts';
import { LogThread } from '#core/logs/log-thread.ts';
import type { LinePosition } from '#core/known-problems.ts';
import { succeed, type Result } from '#shared/base/result.ts';

export interface EngineOrders {
  readonly path: string;
  readonly worker: string;
  readonly spoolFolder: string;
  readonly ownFolder: string;
  readonly journal: string;
  readonly lines: string;
}

/** What one batch of lines came to. */
export interface Taken {
  readonly position: LinePosition;
  /** Of each line that the rule found: its generation, its number there, and what number it bears. */
  readonly hits: readonly (readonly [generation: number, line: number, number: number])[];
}

const orders = JSON.parse(process.argv[2] ?? '{}') as EngineOrders;
const sourceId = `logSource:${'0'.repeat(26)}`;
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
const last = readFileSync(orders.journal, 'utf8').trimEnd().split('\n').at(-1) ?? '';
let position = last === '' ? undefined : (JSON.parse(last) as Taken).position;

const thread = new LogThread({
  worker: orders.worker,
  setting: {
    locale: 'zh-CN',
    spoolFolder: orders.spoolFolder,
    ownFolder: orders.ownFolder,
    key: new Uint8Array(32).fill(1),
    drainMs: 300,
  },
  notify: () => undefined,
  rules: () => ({ rules: [rule], from: position ? { [sourceId]: position } : {} }),
  scanned: (_log, { scan, place }) => {
    const { generation, nextLine, hits } = scan as Scan;
    position = { generation, line: nextLine, mark: place.mark };
    const taken: Taken = { position, hits: hits.map(({ line, key }) => [generation, line, Number(key)]) };
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
  const content = { viewId, sourceIds: [sourceId], filters: [], levels: null, timeFrom: null, timeTo: null };
  valueOf(await thread.ask('open', content));
  while (valueOf(await thread.ask('states', null))[sourceId]?.state !== 'following') await wait(5);
  const { total } = valueOf(await thread.ask('view', { viewId }));
  const all: string[] = [];
  for (let from = 0; from < total; from += 500) {
    const window = valueOf(await thread.ask('window', { viewId, from, count: 500, fields: false, search: null }));
    for (const { generation, line, text } of window.lines) all.push(JSON.stringify([generation, line, text]));
  }
  writeFileSync(orders.lines, all.join('\n'));
  process.send?.('lines');
};

process.on('message', (message) => {
  if (message === 'lines') void writeLines();
  else void thread.close().then(() => (closeSync(journal), process.disconnect?.()));
});
thread.setSources([
  { id: sourceId, name: 'app', kind: 'file', place: orders.path, encoding: 'auto', isWatched: true, namedUpTo: 0 },
]);
process.send?.('ready');
