import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { LogRoom } from '#core/logs/thread/room.ts';
import { followedFile, today } from './streams.ts';

const sourceId = `logSource:${'0'.repeat(26)}`;
const viewId = 'view-0001';
const line = `2026-11-26T10:00:00Z INFO ${'x'.repeat(100)}\n`;
const MEGABYTES = 20;

it('looks through a log for who searches it before it finds out what its lines say of themselves', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-room-'));
  const path = join(folder, 'a.log');
  writeFileSync(path, `${line.repeat((MEGABYTES * 1_000_000) / line.length)}the last one\n`);
  // Each look at a clock is a while later: whoever looks does little at a time, and as much on any machine.
  let clock = 0;
  const mono = (): number => (clock += 2);
  let searching = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => (searching += 10));
  const room = new LogRoom({
    follow: () => followedFile(path, folder, mono),
    keptPaths: () => [],
    lookFor: () => ({ close: () => undefined }),
    forget: () => undefined,
    watch: () => undefined,
    notify: () => undefined,
    scanned: () => undefined,
    stopped: () => undefined,
    log: () => undefined,
    makeScanner: () => {
      throw new Error('there are no rules');
    },
    now: () => today,
    mono,
  });
  const { handlers } = room;
  try {
    await handlers.sources([
      { id: sourceId, name: 'a', kind: 'file', place: path, encoding: 'auto', isWatched: false, namedUpTo: 0 },
    ]);
    await handlers.open({ viewId, sourceIds: [sourceId], filters: [], levels: null, timeFrom: null, timeTo: null });
    const readBytes = async (): Promise<number> => {
      const states = await handlers.states(null);
      return (states.ok && states.value[sourceId]?.readBytes) || 0;
    };
    for (let isThere = false; !isThere;) {
      await new Promise((resolve) => setImmediate(resolve));
      const view = await handlers.view({ viewId });
      isThere = view.ok && view.value.total > (MEGABYTES * 1_000_000) / line.length;
    }
    const before = await readBytes();
    const search = { pattern: 'the last one', isRegex: false, matchesCase: true };
    expect(await handlers.count({ viewId, search, jobId: 'job-1' })).toEqual({ ok: true, value: { count: 1 } });
    expect((await readBytes()) - before).toBeLessThan((MEGABYTES * 1_000_000) / 4);
  } finally {
    now.mockRestore();
    room.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
