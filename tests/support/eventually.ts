import { vi } from 'vitest';

/** Tries again until `check` holds. Waits long enough for a machine that does much else: how soon it holds is nothing that a test is about. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 60_000, interval: 20 });
