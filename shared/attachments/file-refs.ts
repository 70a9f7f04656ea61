import * as z from 'zod';
import { MAX_FILES_AT_ONCE } from './limits.ts';

export const fileHash = z.string().regex(/^[0-9a-f]{64}$/);

/** Stored files, each under the name that a person gives it. */
export const fileRefs = z
  .array(z.strictObject({ sha256: fileHash, name: z.string().min(1).max(1000) }))
  .max(MAX_FILES_AT_ONCE);
