import { GivenUp, ThreadWork, type ThreadLimits } from '../thread-work.ts';
import type { doRuleTask, RuleAnswers, RuleTask } from './rule-tasks.ts';

export interface RuleThread {
  /** One task after the other. Resolves undefined where a pattern takes too long: the next task is done all the same. */
  do<Task extends RuleTask>(task: Task): Promise<RuleAnswers[Task['do']] | undefined>;
  close(): void;
}

export interface RuleThreadOptions {
  /** Path of the compiled thread, or what works in this one: a pattern without an end then has none. */
  readonly worker: string | URL | typeof doRuleTask;
  /** Where it is written why the thread ended before its time. */
  readonly log: (line: string) => void;
  readonly limits?: ThreadLimits;
}

/** A good rule is checked in a few hundredths of a second. */
const usualLimits: ThreadLimits = { timeMs: 4_000, heapMb: 128, idleMs: 30_000 };

export const openRuleThread = ({ worker, log, limits = usualLimits }: RuleThreadOptions): RuleThread => {
  if (typeof worker === 'function')
    return {
      do: async <Task extends RuleTask>(task: Task) => worker(task) as RuleAnswers[Task['do']],
      close: () => undefined,
    };
  const thread = new ThreadWork({ name: 'rules', script: worker, log, limits });
  return {
    do: async <Task extends RuleTask>(task: Task) => {
      try {
        return (await thread.do(() => ({ message: task, moved: [] }))) as RuleAnswers[Task['do']];
      } catch (error) {
        if (error instanceof GivenUp) return undefined;
        throw error;
      }
    },
    close: () => thread.close(),
  };
};
