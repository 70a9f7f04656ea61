import { createContext, Script } from 'node:vm';
import { endCalls } from '../files/disk-calls.ts';

/** What was run took longer than it may. */
export class TookTooLong extends Error {}

let task: () => void = () => undefined;
const context = createContext({ run: () => task() });
const script = new Script('run()');

/**
 * Runs `work` and stops it after `ms`, even in the midst of an expression that would never end, which nothing else in this thread could do. Throws
 * `TookTooLong` then; what `work` wrote before stays as it is, and no `finally` of it is come to. Costs about a millisecond: for a chunk, not for a line.
 */
export const withinMs = <T>(ms: number, work: () => T): T => {
  let result: { readonly value: T } | undefined;
  let failed: { readonly error: unknown } | undefined;
  task = () => {
    try {
      result = { value: work() };
    } catch (error) {
      failed = { error };
    }
  };
  try {
    script.runInContext(context, { timeout: ms });
  } catch (error) {
    // An error of that context, which is none of this one.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    // What is stopped does not come to its `finally`.
    endCalls();
    throw new TookTooLong();
  } finally {
    task = () => undefined;
  }
  if (failed) throw failed.error;
  if (!result) throw new TookTooLong();
  return result.value;
};
