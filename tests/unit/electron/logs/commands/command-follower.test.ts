import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CommandFollower, type CommandFollowOptions } from '#core/logs/commands/command-follower.ts';
import type { EventCommand } from '#core/logs/commands/event-command.ts';
import { journalCommand, readJournal } from '#core/logs/commands/journal.ts';

const fake = fileURLToPath(new URL('fake-program.mjs', import.meta.url));

interface Plan {
  readonly last?: number;
  readonly lastFile?: string;
  readonly most?: number;
  readonly width?: number;
  readonly half?: boolean;
  readonly signal?: string;
  readonly stays?: boolean;
  readonly isStubborn?: boolean;
  readonly code?: number;
  readonly errors?: string;
}

let place: string;
let followers: CommandFollower[] = [];
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'deskside-command-'));
});
afterEach(async () => {
  await Promise.all(followers.map((follower) => follower.end()));
  followers = [];
  rmSync(place, { recursive: true, force: true });
});

const callsFile = (): string => join(place, 'calls');
const calls = (): { readonly pid: number; readonly after: number; readonly environment: Record<string, string> }[] =>
  existsSync(callsFile())
    ? readFileSync(callsFile(), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as ReturnType<typeof calls>[number])
    : [];

const { before: _before, ...journal } = journalCommand(null);
const commandOf = (plan: Plan, more: Partial<EventCommand> = {}): EventCommand => ({
  ...journal,
  programs: ['/nowhere/at/all', process.execPath],
  argv: (cursor) => [fake, JSON.stringify({ ...plan, calls: callsFile() }), cursor ?? '0'],
  environment: { ONLY: 'this' },
  read: readJournal,
  ...more,
});

const timing = { firstMs: 1, mostMs: 20, settledMs: 60_000 };
const follow = (command: EventCommand, more: Partial<CommandFollowOptions> = {}): CommandFollower => {
  const follower = new CommandFollower({
    command,
    folder: join(place, 'spool'),
    key: new Uint8Array(32),
    onNews: () => undefined,
    timing,
    ...more,
  });
  followers.push(follower);
  return follower;
};

/** Numbers of the entries that were delivered. */
const delivered = new WeakMap<CommandFollower, string[]>();
const taken = (follower: CommandFollower): number[] => {
  const parts = delivered.get(follower) ?? [];
  delivered.set(follower, parts);
  for (let hasMore = true; hasMore;) {
    const woken = follower.wake(1024 * 1024);
    ({ hasMore } = woken);
    for (const step of woken.steps) if (step.kind === 'read') parts.push(Buffer.from(step.bytes).toString('latin1'));
  }
  return [...parts.join('').matchAll(/: entry (\d+)/gu)].map(([, number]) => Number(number));
};
const count = (to: number): number[] => Array.from({ length: to }, (_, index) => index + 1);
const waitFor = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 20 });
const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a program that runs on', () => {
  test('is followed; it gets its environment and no other', async () => {
    const news = vi.fn<() => void>();
    const follower = follow(commandOf({ last: 250, stays: true }), { onNews: news });
    await waitFor(() => expect(taken(follower)).toEqual(count(250)));
    expect([follower.state, follower.trouble]).toEqual(['following', null]);
    expect(news).toHaveBeenCalled();
    expect(Object.keys(calls()[0]?.environment ?? {}).filter((name) => name !== '__CF_USER_TEXT_ENCODING')).toEqual([
      'ONLY',
    ]);
  });

  test('that ends in the middle of an entry, or is killed, is started again behind the last whole one', async () => {
    const follower = follow(commandOf({ last: 1000, most: 300, half: true, signal: 'SIGKILL' }));
    await waitFor(() => expect(taken(follower)).toEqual(count(1000)));
    expect(calls().map(({ after }) => after)).toEqual(expect.arrayContaining([0, 300, 600, 900]));
  });

  test('goes on after a restart with nothing lost or doubled, also one without a farewell', async () => {
    const lastFile = join(place, 'last');
    writeFileSync(lastFile, '400');
    const command = commandOf({ lastFile, stays: true });
    const first = follow(command);
    await waitFor(() => expect(taken(first)).toEqual(count(400)));
    await first.end();
    writeFileSync(lastFile, '700');
    const second = follow(command);
    await waitFor(() => expect(taken(second)).toEqual(count(700)));
    expect(calls().at(-1)?.after).toBe(400);
  });

  test('is followed anew in the same folder before the one before is gone', async () => {
    const command = commandOf({ last: 20, stays: true, isStubborn: true });
    const first = follow(command);
    await waitFor(() => expect(taken(first)).toEqual(count(20)));
    const gone = first.end();
    const second = follow({
      ...command,
      argv: (cursor) => [fake, JSON.stringify({ last: 30, stays: true }), cursor ?? '0'],
    });
    expect(first.wake(1000)).toEqual({ steps: [], hasMore: false });
    await waitFor(() => expect(taken(second)).toEqual(count(30)));
    await gone;
    await second.end();
    const third = follow({
      ...command,
      argv: (cursor) => [fake, JSON.stringify({ last: 40, stays: true }), cursor ?? '0'],
    });
    await waitFor(() => expect(taken(third)).toEqual(count(40)));
  });

  test('ends with its follower, also if it does not want to', async () => {
    const follower = follow(commandOf({ last: 1, stays: true, isStubborn: true }));
    await waitFor(() => expect(taken(follower)).toEqual([1]));
    const [{ pid } = { pid: 0 }] = calls();
    expect(isThere(pid)).toBe(true);
    await follower.end();
    expect(isThere(pid)).toBe(false);
  });

  test('is held up while nobody takes what it printed', async () => {
    const width = 1000;
    const most = 20_000;
    const follower = follow(commandOf({ last: most, width, stays: true }));
    await waitFor(() => expect(follower.wake(1).hasMore).toBe(true));
    // Nobody wakes it: what waits stays within the bound, the pipe and one chunk above it.
    let held = 0;
    await waitFor(() => {
      const before = held;
      held = follower.segments().length === 0 ? 0 : spoolBytes();
      expect(held).toBeGreaterThan(1024 * 1024);
      expect(held).toBe(before);
    });
    expect(held).toBeLessThan(2 * 1024 * 1024);
    // The first byte was taken above.
    await waitFor(() => expect(taken(follower)).toEqual(count(most)));
  });
});

const spoolBytes = (): number => readFileSync(join(place, 'spool', '000000000001.lines')).length;

describe('a program that answers and ends', () => {
  const repeat = { afterMs: 5, fullAt: 100 };

  test('is asked again behind the last record', async () => {
    const lastFile = join(place, 'last');
    writeFileSync(lastFile, '250');
    const follower = follow(commandOf({ lastFile, most: 100 }, { repeat, explain: () => null }));
    await waitFor(() => expect(taken(follower)).toEqual(count(250)));
    writeFileSync(lastFile, '260');
    await waitFor(() => expect(taken(follower)).toEqual(count(260)));
    expect(follower.state).toBe('following');
  });

  test('of a log that was emptied and counts from the start again is read from there', async () => {
    const lastFile = join(place, 'last');
    writeFileSync(lastFile, '50');
    const recheck = {
      everyMs: 1,
      argv: [fake, JSON.stringify({ lastFile }), '0'],
      isRestarted: (newest: string, cursor: string) => Number(newest) < Number(cursor),
    };
    const follower = follow(commandOf({ lastFile }, { repeat, recheck, explain: () => null }));
    await waitFor(() => expect(taken(follower)).toEqual(count(50)));
    writeFileSync(lastFile, '3');
    await waitFor(() => expect(taken(follower)).toEqual([...count(50), 1, 2, 3]));
  });
});

test('the gap since the last time is closed before what streams in, each entry once', async () => {
  const lastFile = join(place, 'last');
  writeFileSync(lastFile, '5');
  const stream = commandOf({ lastFile, stays: true });
  const first = follow(stream);
  await waitFor(() => expect(taken(first)).toEqual(count(5)));
  await first.end();
  // What streams begins late and overlaps with what is shown of the time between.
  const second = follow({
    ...stream,
    argv: () => [fake, JSON.stringify({ last: 30, stays: true }), '18'],
    catchUp: {
      argv: () => [fake, JSON.stringify({ last: 20 }), '2'],
      isSeen: (cursor, after) => Number(cursor) <= Number(after),
    },
  });
  await waitFor(() => expect(taken(second)).toEqual(count(30)));
});

describe('what is read before a program runs on', () => {
  test('comes first, and the program goes on behind it', async () => {
    const follower = follow(
      commandOf(
        { last: 30, stays: true },
        { before: (cursor) => [fake, JSON.stringify({ last: 20, calls: callsFile() }), cursor ?? '0'] },
      ),
    );
    await waitFor(() => expect(taken(follower)).toEqual(count(30)));
    expect(calls().map(({ after }) => after)).toEqual([0, 20]);
  });

  test('is asked for again where it breaks off, from where it came to', async () => {
    const plan = join(place, 'plan.mjs');
    // Breaks off once in the middle of an entry.
    writeFileSync(
      plan,
      `import { existsSync, writeFileSync } from 'node:fs';
       const isFirst = !existsSync('${join(place, 'was-here')}');
       writeFileSync('${join(place, 'was-here')}', '');
       process.argv[2] = JSON.stringify(isFirst ? { last: 7, half: true, code: 1 } : { last: 20 });
       await import('${fake}');`,
    );
    const follower = follow(commandOf({ last: 30, stays: true }, { before: (cursor) => [plan, '', cursor ?? '0'] }));
    await waitFor(() => expect(taken(follower)).toEqual(count(30)));
  });

  test('ends with its follower, and nothing runs on then', async () => {
    const follower = follow(
      commandOf(
        { last: 30, stays: true },
        { before: () => [fake, JSON.stringify({ last: 5, stays: true, calls: callsFile() }), '0'] },
      ),
    );
    await waitFor(() => expect(taken(follower)).toEqual(count(5)));
    await follower.end();
    expect(calls().length).toBe(1);
    expect(isThere(calls()[0]?.pid ?? 0)).toBe(false);
  });
});

describe('what stands in the way', () => {
  test('no room for its lines, until there is', async () => {
    writeFileSync(join(place, 'spool'), 'a file, where a folder should be');
    const follower = follow(commandOf({ last: 3, stays: true }));
    expect([follower.state, follower.trouble]).toEqual(['waiting', 'no-room']);
    expect([follower.segments(), follower.wake(1).steps]).toEqual([[], []]);
    rmSync(join(place, 'spool'));
    await waitFor(() => expect(taken(follower)).toEqual(count(3)));
    expect([follower.state, follower.trouble]).toEqual(['following', null]);
  });

  test('no program', async () => {
    const follower = follow(commandOf({}, { programs: ['/nowhere/at/all', 'node', place] }));
    expect([follower.state, follower.trouble]).toEqual(['waiting', 'program-missing']);
    expect(follower.wake(1).steps).toContainEqual({ kind: 'state', state: 'waiting' });
  });

  test.skipIf(process.platform === 'win32')('a program that cannot be started, until it can', async () => {
    const program = join(place, 'program');
    writeFileSync(program, '#!/nowhere/at/all\n');
    chmodSync(program, 0o755);
    const follower = follow(commandOf({ last: 3, stays: true }, { programs: [program] }));
    await waitFor(() => expect(follower.trouble).toBe('start-failed'));
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "$@"\n`);
    await waitFor(() => expect(taken(follower)).toEqual(count(3)));
    expect([follower.state, follower.trouble]).toEqual(['following', null]);
  });

  test('nobody lets this person read it', async () => {
    const errors = 'No journal files were opened due to insufficient permissions.\n';
    const follower = follow(commandOf({ errors, code: 1 }));
    await waitFor(() => expect([follower.state, follower.trouble]).toEqual(['refused', 'journal-group']));
    await waitFor(() => expect(calls().length).toBeGreaterThan(2));
  });

  test('only a part is seen', async () => {
    const errors = 'Hint: You are currently not seeing messages from other users and the system.\n';
    const follower = follow(commandOf({ errors, last: 2, stays: true }));
    await waitFor(() => expect(taken(follower)).toEqual(count(2)));
    await waitFor(() => expect([follower.state, follower.trouble]).toEqual(['following', 'journal-own-only']));
  });

  test('a program that ends by itself again and again is started later each time', async () => {
    const follower = follow(commandOf({ code: 1 }), { timing: { ...timing, mostMs: 8 } });
    await waitFor(() => expect(calls().length).toBeGreaterThan(4));
    expect([follower.state, follower.trouble]).toEqual(['waiting', 'ended']);
  });

  test('a quiet log is followed once its program has run for a while', async () => {
    const follower = follow(commandOf({ stays: true }), { timing: { ...timing, settledMs: 10 } });
    await waitFor(() => expect([follower.state, follower.trouble]).toEqual(['following', null]));
  });
});

describe.skipIf(!existsSync('/usr/bin/journalctl'))('the journalctl of this computer', () => {
  test('understands what it is asked', async () => {
    const follower = follow(journalCommand(null), { timing: { ...timing, settledMs: 2000 } });
    await waitFor(() => expect(follower.wake(0).steps.length + follower.segments().length).toBeGreaterThan(0));
    await waitFor(() =>
      expect([null, 'journal-none', 'journal-group', 'journal-own-only']).toContain(follower.trouble),
    );
    await waitFor(() => expect(follower.state === 'waiting' ? follower.trouble : null).not.toBe('ended'));
  });
});
