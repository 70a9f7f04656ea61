/** The `journalctl` of systemd over a real journal, written by `systemd-journal-remote`: nothing of it is imitated. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandFollower } from '#core/logs/commands/command-follower.ts';
import { journalCommand } from '#core/logs/commands/journal.ts';
import { eventually } from '../../../../support/eventually.ts';

const WRITER = '/lib/systemd/systemd-journal-remote';
const READER = '/usr/bin/journalctl';
const isHere = existsSync(WRITER) && existsSync(READER);
const BOOTS = ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'] as const;
const FIRST = 1_795_000_000_000_000;

let folder: string;
let follower: CommandFollower | undefined;
/** Entries that were written. */
let written = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-journal-'));
  mkdirSync(join(folder, 'journal'));
  written = 0;
});
afterEach(async () => {
  await follower?.end();
  follower = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const field = (name: string, text: string): Buffer => {
  const bytes = Buffer.from(text);
  if (!text.includes('\n')) return Buffer.from(`${name}=${text}\n`);
  // As the format of export writes what is no single line: its length in 64 bits.
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([Buffer.from(`${name}\n`), length, bytes, Buffer.from('\n')]);
};

const messageOf = (entry: number): string => {
  if (entry % 10 === 7) return `entry ${entry} 打印队列已停止`;
  if (entry % 10 === 3) return `entry ${entry}\nsecond line`;
  return `entry ${entry}`;
};

/** Appends entries to a file of the journal. */
const write = (count: number, { file = 'system', boot = 0 } = {}): void => {
  const entries: Buffer[] = [];
  for (let more = 0; more < count; more++) {
    const entry = ++written;
    entries.push(
      field('__REALTIME_TIMESTAMP', String(FIRST + entry * 1000)),
      field('__MONOTONIC_TIMESTAMP', String(entry * 1000)),
      field('_BOOT_ID', BOOTS[boot] ?? BOOTS[0]),
      field('_MACHINE_ID', '00112233445566778899aabbccddeeff'),
      field('_HOSTNAME', 'desk-1'),
      field('_SYSTEMD_UNIT', entry % 2 === 0 ? 'cups.service' : 'ssh.service'),
      field('SYSLOG_IDENTIFIER', 'printd'),
      field('PRIORITY', String(entry % 8)),
      field('MESSAGE', messageOf(entry)),
      Buffer.from('\n'),
    );
  }
  execFileSync(WRITER, [`--output=${join(folder, 'journal', `${file}.journal`)}`, '-'], {
    input: Buffer.concat(entries),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
};

const follow = (unit: string | null = null): CommandFollower => {
  const command = journalCommand(unit);
  follower = new CommandFollower({
    // The product's own arguments, over this journal and not over that of the computer.
    command: { ...command, argv: (cursor) => [`--directory=${join(folder, 'journal')}`, ...command.argv(cursor)] },
    folder: join(folder, 'spool'),
    key: new Uint8Array(32),
    onNews: () => undefined,
    timing: { firstMs: 10, mostMs: 100, settledMs: 60_000 },
  });
  return follower;
};

const texts = new WeakMap<CommandFollower, string>();
const textOf = (following: CommandFollower): string => {
  let text = texts.get(following) ?? '';
  for (let hasMore = true; hasMore;) {
    const woken = following.wake(1024 * 1024);
    ({ hasMore } = woken);
    for (const step of woken.steps) if (step.kind === 'read') text += Buffer.from(step.bytes).toString('utf8');
  }
  texts.set(following, text);
  return text;
};
const numbersIn = (text: string): number[] => [...text.matchAll(/: entry (\d+)/gu)].map(([, number]) => Number(number));
const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at);
const shows = (following: CommandFollower, numbers: readonly number[]): Promise<void> =>
  eventually(() => expect(numbersIn(textOf(following))).toEqual(numbers));

describe.skipIf(!isHere)('a real journal', () => {
  test('is followed while it grows, and after a restart behind its cursor: each entry once', async () => {
    write(40);
    const first = follow();
    await shows(first, upTo(40));
    write(25);
    await shows(first, upTo(65));
    await first.end();
    write(30, { boot: 1 });
    const second = follow();
    await shows(second, upTo(95));
    write(5, { boot: 1 });
    await shows(second, upTo(100));
    expect(second.state).toBe('following');
    const text = textOf(second);
    expect(text).toContain(`-- Boot ${BOOTS[1]} --`);
    expect(text).toContain('entry 57 打印队列已停止');
    expect(text).toContain('entry 53\n    second line\n');
    expect(text.split('\n')[2]).toBe('2026-11-18T11:06:40.003000Z ERROR desk-1 printd: entry 3');
  });

  test('that was rotated, and whose oldest file with the cursor is gone, is read on with what is left', async () => {
    write(20, { file: 'old' });
    write(10);
    const first = follow();
    await shows(first, upTo(30));
    await first.end();
    rmSync(join(folder, 'journal', 'system.journal'));
    write(15, { file: 'new' });
    await shows(follow(), upTo(45));
  });

  test('of one unit shows nothing of others', async () => {
    write(20);
    await shows(
      follow('cups.service'),
      upTo(20).filter((entry) => entry % 2 === 0),
    );
  });
});
