/** Spools were kept in the clear once: what is found of one is sealed under the same numbers, and then removed. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readUnsealedPlace, writePlace } from './spool-place.ts';
import { SpoolSegment, segmentFile } from './spool-segment.ts';

const LINES = /^(\d{12})\.log$/u;

/** May be ended at any point: it is done anew. Throws as the file system does. */
export const sealOlder = (folder: string, key: Uint8Array): void => {
  const names = readdirSync(folder);
  const old = names.filter((name) => LINES.test(name));
  const place = readUnsealedPlace(folder);
  // Without a place lines belong to nothing: they are asked for anew.
  if (place !== null) {
    for (const name of old) {
      const id = Number(LINES.exec(name)?.[1]);
      if (id > place.segment) continue;
      const lines = readFileSync(join(folder, name));
      rmSync(join(folder, segmentFile(id)), { force: true });
      const segment = new SpoolSegment(folder, id, 'resumed', key);
      try {
        const kept = id === place.segment ? lines.subarray(0, place.bytes) : lines;
        if (kept.length > 0) segment.append(kept);
        segment.sync();
      } finally {
        segment.close();
      }
    }
    writePlace(folder, key, place);
  }
  for (const name of names.filter((each) => each.startsWith('place.json'))) rmSync(join(folder, name), { force: true });
  for (const name of old) rmSync(join(folder, name), { force: true });
};
