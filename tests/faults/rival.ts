/** One of two processes that want the same store: does what it is told on its input, answers in one word a line. */
import { createInterface } from 'node:readline';
import { openStore } from '#core/storage/index.ts';
import { StoreError } from '#core/storage/store.ts';
import type { Opening } from '#core/storage/store.ts';
import { hostOf } from './host.ts';
import { AUDIT, changeSetOf, usualScale } from './model.ts';

const folder = process.argv[2] ?? '';
const say = (word: string): void => {
  process.stdout.write(`${word}\n`);
};

let opening: Opening | undefined;
const act = async (word: string): Promise<string> => {
  if (word === 'open') {
    opening = await openStore(hostOf(folder));
    return opening.state;
  }
  if (opening?.state !== 'open') return 'not open';
  const { store } = opening;
  if (word === 'close') {
    await store.close();
    return 'closed';
  }
  try {
    await store.commit(changeSetOf(usualScale, store.logLength(AUDIT) + 1, store.lastLine(AUDIT)));
    return 'acknowledged';
  } catch (error) {
    return error instanceof StoreError ? error.code : String(error);
  }
};

say('ready');
for await (const word of createInterface({ input: process.stdin })) say(await act(word));
