/** Processes of the system, as tests look at them. */
import { readFileSync } from 'node:fs';

/** Ends when it is ended. */
export const waits = `#!${process.execPath}\nsetInterval(() => {}, 1000);\n`;

/** A zombie that its new parent has not looked at yet does nothing any more. */
export const isAlive = (pid: number): boolean => {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** Asks again and again; the time limit of the test is the limit. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds())
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
};
