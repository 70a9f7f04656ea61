/** Reads and makes files of articles where that holds nobody up: in a thread of its own. */
import { GivenUp, ThreadWork, type ThreadLimits } from '../../thread-work.ts';
import type { doTask, ExchangeAnswers, ExchangeTask } from './tasks.ts';

export interface ExchangeThread {
  /** One task after the other. Resolves undefined if it takes too long or too much memory: the next one is done all the same. */
  do<Task extends ExchangeTask>(task: Task): Promise<ExchangeAnswers[Task['do']] | undefined>;
  close(): void;
}

export interface ExchangeThreadOptions {
  /** Path of the compiled thread, or what works in this one: the console itself then holds nothing of what reads and makes files. */
  readonly worker: string | URL | typeof doTask;
  /** Where it is written why the thread ended before its time. */
  readonly log: (line: string) => void;
  readonly limits?: ThreadLimits;
}

/** Memory that goes over with a task instead of being copied: files lie in memory of their own. */
const memoryOf = (task: ExchangeTask): readonly ArrayBuffer[] => {
  switch (task.do) {
    case 'unpack':
      return [task.bytes.buffer];
    case 'read':
      return task.files.map(({ bytes }) => bytes.buffer);
    case 'site':
    case 'archive':
      return [...task.pictures.values()].map(({ bytes }) => bytes.buffer);
  }
};

/** Far above what a folder of a thousand pages takes in one task. */
const usualLimits: ThreadLimits = { timeMs: 60_000, heapMb: 1024, idleMs: 60_000 };

export const openExchangeThread = ({ worker, log, limits = usualLimits }: ExchangeThreadOptions): ExchangeThread => {
  if (typeof worker === 'function')
    return {
      do: async <Task extends ExchangeTask>(task: Task) => worker(task) as ExchangeAnswers[Task['do']],
      close: () => undefined,
    };
  const thread = new ThreadWork({ name: 'articles', script: worker, log, limits });
  return {
    do: async <Task extends ExchangeTask>(task: Task) => {
      try {
        return (await thread.do(() => ({ message: task, moved: memoryOf(task) }))) as ExchangeAnswers[Task['do']];
      } catch (error) {
        if (error instanceof GivenUp) return undefined;
        throw error;
      }
    },
    close: () => thread.close(),
  };
};
