/** A file as the product opens it: recognised, followed, cut into lines and read, up to its end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Reach } from '#core/logs/files/reach.ts';
import type { StreamLine } from '#core/logs/index/shown-lines.ts';
import { followSource } from '#core/logs/thread/follow-source.ts';
import { ReadLog } from '#core/logs/thread/read-log.ts';
import type { Encoding } from '#shared/logs/source.ts';
import { today } from './streams.ts';

export interface OpenedFile {
  readonly lines: readonly StreamLine[];
  /** What its bytes were taken for. */
  readonly readAs: Encoding | null;
  /** It was recognised as an export of events. */
  readonly isEvents: boolean;
}

/** The file and those that a rotation made of it. */
export const openFile = (path: string, encoding: Encoding | 'auto' = 'auto', locale = 'en'): OpenedFile => {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-opened-'));
  let clock = 0;
  const mono = (): number => (clock += 1_000);
  const source = {
    id: 'logSource:1',
    name: 'a',
    kind: 'file',
    place: path,
    encoding,
    isWatched: false,
    namedUpTo: 0,
  } as const;
  const setting = { locale, spoolFolder: folder, ownFolder: folder, key: new Uint8Array(32), drainMs: 0 };
  const followed = followSource(
    source,
    path,
    setting,
    new Reach(),
    () => undefined,
    () => false,
  );
  if (!followed) throw new Error('files are followed on every system');
  const log = new ReadLog(source, path, null, followed, { now: () => today, mono, log: () => undefined });
  try {
    // A line that is not ended is shown once nothing came to it for a while.
    for (let rest = 3; rest > 0; rest--) {
      while (log.step().more);
      log.wake();
    }
    const lines = Array.from({ length: log.stream.lines }, (_, line) => {
      const read = log.stream.lineAt(line);
      if (!read) throw new Error(`there is no line ${line}`);
      return read;
    });
    return { lines, readAs: log.now().readAs, isEvents: log.isEvents };
  } finally {
    log.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
