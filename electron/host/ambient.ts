import { randomBytes } from 'node:crypto';
import type { Ambient } from '../core/ports.ts';

/** The real clock and the system's randomness. */
export const systemAmbient: Ambient = {
  now: () => new Date(),
  mono: () => performance.now(),
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
};
