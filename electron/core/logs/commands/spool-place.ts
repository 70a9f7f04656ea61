/** Where reading of a spool goes on, and up to where its lines belong to that. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readSealed, writeSealed } from '../keep/sealed-file.ts';

const PLACE = 'place';
const MOST_BYTES = 64 * 1024;

const placeSchema = z.object({
  version: z.literal(1),
  cursor: z.string().nullable(),
  segment: z.number().int().positive(),
  bytes: z.number().int().nonnegative(),
  tail: z.string(),
});

export type SpoolPlace = z.infer<typeof placeSchema>;

const parse = (read: () => Buffer | undefined): SpoolPlace | null => {
  try {
    const bytes = read();
    return bytes ? placeSchema.parse(JSON.parse(bytes.toString('utf8'))) : null;
  } catch {
    return null;
  }
};

export const readPlace = (folder: string, key: Uint8Array): SpoolPlace | null =>
  parse(() => readSealed(join(folder, PLACE), key, 'spool place', MOST_BYTES));

/** On return it is there after any end of the process or of the computer. Throws as the file system does. */
export const writePlace = (folder: string, key: Uint8Array, place: SpoolPlace): void =>
  writeSealed(join(folder, PLACE), key, 'spool place', [Buffer.from(JSON.stringify(place))], true);

/** As it was kept in the clear. */
export const readUnsealedPlace = (folder: string): SpoolPlace | null =>
  parse(() => readFileSync(join(folder, 'place.json')));
