import { describe, expect, it } from 'vitest';
import { createAttempts, type Attempts } from '#core/accounts/attempts.ts';
import { ATTEMPTS_FILE, pauseAfter, type FailedAttempt } from '#core/accounts/attempts-file.ts';
import { encodeCheckedJson } from '#core/accounts/checked-json.ts';
import { memoryFiles, testClock, type TestClock } from './fixtures.ts';

const MINUTE = 60_000;
const lin = 'user:01JA0000000000000000000002';

const fresh = async () => {
  const files = memoryFiles();
  const clock = testClock();
  const attempts = createAttempts(files, clock);
  await attempts.reset();
  return { files, clock, attempts };
};

const fail = async (attempts: Attempts, times: number): Promise<void> => {
  for (let time = 0; time < times; time++) {
    await attempts.begin(lin, 'session.signIn');
    attempts.failed(lin);
  }
};

const pendingOf = async (attempts: Attempts): Promise<{ attempts: readonly FailedAttempt[]; dropped: number }> => {
  let pending: { attempts: readonly FailedAttempt[]; dropped: number } = { attempts: [], dropped: 0 };
  await attempts.drain((listed, dropped) => {
    pending = { attempts: listed, dropped };
    return Promise.resolve(false);
  });
  return pending;
};

/** Minutes until the next attempt is let through, tried every half minute. */
const minutesToWait = async (attempts: Attempts, clock: TestClock): Promise<number> => {
  for (let half = 0; half < 400; half++) {
    if ((await attempts.begin(lin, 'session.signIn')).admitted) return half / 2;
    clock.pass(MINUTE / 2);
  }
  return Infinity;
};

describe('failed sign-ins', () => {
  it('count down, and the sixth attempt has to wait a minute', async () => {
    const { attempts, clock } = await fresh();
    const left: unknown[] = [];
    for (let time = 0; time < 5; time++) left.push(await attempts.begin(lin, 'session.signIn'));
    expect(left).toMatchObject([4, 3, 2, 1, 0].map((attemptsLeft) => ({ admitted: true, attemptsLeft })));
    expect(left[3]).toMatchObject({ retryAt: null });
    expect(left[4]).toMatchObject({ retryAt: '2026-10-05T08:01:00.000Z' });
    expect(await attempts.begin(lin, 'session.signIn')).toEqual({
      admitted: false,
      why: 'paused',
      retryAt: '2026-10-05T08:01:00.000Z',
      retryAfterMs: MINUTE,
    });
    clock.pass(MINUTE - 1);
    expect(await attempts.begin(lin, 'session.signIn')).toMatchObject({ admitted: false, retryAfterMs: 1 });
    clock.pass(1);
    expect(await attempts.begin(lin, 'session.signIn')).toMatchObject({ admitted: true, attemptsLeft: 0 });
  });

  it('wait 1, 2, 4 … minutes, at most an hour', async () => {
    const { attempts, clock } = await fresh();
    await fail(attempts, 5);
    const waits: number[] = [];
    for (let time = 0; time < 8; time++) waits.push(await minutesToWait(attempts, clock));
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(pauseAfter(1000)).toBe(60 * MINUTE);
  });

  it('stay in the trail when a later attempt succeeds', async () => {
    const { attempts } = await fresh();
    await fail(attempts, 2);
    await attempts.begin(lin, 'session.signIn');
    await attempts.succeeded(lin);
    await attempts.succeeded(lin);
    expect((await pendingOf(attempts)).attempts).toHaveLength(2);
  });

  it('are forgiven by a right passphrase, and only that person’s', async () => {
    const { attempts } = await fresh();
    await fail(attempts, 4);
    await attempts.begin('user:other', 'session.signIn');
    await attempts.succeeded(lin);
    expect(await attempts.begin(lin, 'session.signIn')).toMatchObject({ attemptsLeft: 4 });
    expect(await attempts.begin('user:other', 'session.signIn')).toMatchObject({ attemptsLeft: 3 });
  });

  it('do not count when the passphrase could not be tried', async () => {
    const { attempts, files, clock } = await fresh();
    await fail(attempts, 2);
    await attempts.begin(lin, 'session.signIn');
    await attempts.withdraw(lin);
    expect((await pendingOf(attempts)).attempts).toHaveLength(2);
    const restarted = createAttempts(files, clock);
    expect(await restarted.begin(lin, 'session.signIn')).toMatchObject({ attemptsLeft: 2 });
  });

  it('count before the passphrase is tried, so that killing the console gives no free guess', async () => {
    const { attempts, files, clock } = await fresh();
    await fail(attempts, 4);
    const restarted = createAttempts(files, clock);
    expect(await restarted.begin(lin, 'session.signIn')).toMatchObject({ attemptsLeft: 0 });
  });

  it('still wait after a restart', async () => {
    const { attempts, files, clock } = await fresh();
    await fail(attempts, 5);
    clock.restart();
    const restarted = createAttempts(files, clock);
    expect(await minutesToWait(restarted, clock)).toBe(1);
  });

  it('are not forgotten when the file is put back or taken away while the console runs', async () => {
    const { attempts, files } = await fresh();
    const clean = files.content.get(ATTEMPTS_FILE);
    await fail(attempts, 5);
    if (clean) files.content.set(ATTEMPTS_FILE, clean);
    expect(await attempts.begin(lin, 'session.signIn')).toMatchObject({ admitted: false });
    files.content.delete(ATTEMPTS_FILE);
    expect(await attempts.begin(lin, 'session.signIn')).toMatchObject({ admitted: false });
  });

  it.each([
    ['missing', undefined],
    ['empty', new Uint8Array()],
    ['NULs', new Uint8Array(300)],
    ['edited', Buffer.from('{"body":{},"checksum":"0"}\n')],
  ])('count as five for everybody when the file is %s after a restart', async (_how, content) => {
    const { files, clock } = await fresh();
    if (content) files.content.set(ATTEMPTS_FILE, content);
    else files.content.delete(ATTEMPTS_FILE);
    const restarted = createAttempts(files, clock);
    expect(await restarted.begin(lin, 'session.signIn')).toMatchObject({ admitted: false, retryAfterMs: MINUTE });
    expect(await minutesToWait(restarted, clock)).toBe(1);
    expect(await minutesToWait(restarted, clock)).toBe(2);
  });

  it('notice every flipped byte of the file', async () => {
    const { attempts, files, clock } = await fresh();
    await fail(attempts, 2);
    const whole = files.content.get(ATTEMPTS_FILE) ?? new Uint8Array();
    for (let place = 0; place < whole.length; place++) {
      const flipped = Uint8Array.from(whole);
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      files.content.set(ATTEMPTS_FILE, flipped);
      expect(await createAttempts(files, clock).begin(lin, 'session.signIn')).toMatchObject({ admitted: false });
    }
  });

  it('gain nothing from a clock turned back or forward while the console runs', async () => {
    const { attempts, clock } = await fresh();
    await fail(attempts, 5);
    for (const time of ['2016-10-05T08:00:00.000Z', '2076-10-05T08:00:00.000Z'])
      for (let again = 0; again < 3; again++) {
        clock.set(time);
        expect(await attempts.begin(lin, 'session.signIn')).toMatchObject({ admitted: false, retryAfterMs: MINUTE });
      }
    clock.pass(MINUTE);
    expect(await attempts.begin(lin, 'session.signIn')).toMatchObject({ admitted: true });
  });

  it('wait the whole pause, and no longer, when the clock is turned back over a restart', async () => {
    const { attempts, files, clock } = await fresh();
    await fail(attempts, 7);
    clock.set('2016-10-05T08:00:00.000Z');
    clock.restart();
    const restarted = createAttempts(files, clock);
    // The sixth and seventh were refused, so the pause is that of the fifth.
    expect(await minutesToWait(restarted, clock)).toBe(1);
  });

  it('wait the whole pause again after a restart, whatever the clock was set to', async () => {
    const { attempts, files, clock } = await fresh();
    await fail(attempts, 5);
    for (const pause of [1, 2, 4, 8, 16]) {
      clock.pass(pause * MINUTE);
      await fail(attempts, 1);
    }
    clock.set('2026-10-05T11:31:00.000Z');
    clock.restart();
    const restarted = createAttempts(files, clock);
    expect(await restarted.begin(lin, 'session.signIn')).toMatchObject({ retryAfterMs: 32 * MINUTE });
    expect(await minutesToWait(restarted, clock)).toBe(32);
  });

  it('wait after a restart only for what was left when the console was closed', async () => {
    const { attempts, files, clock } = await fresh();
    await fail(attempts, 7);
    clock.pass(MINUTE);
    await fail(attempts, 1);
    clock.pass(MINUTE / 2);
    await attempts.close();
    clock.set('2076-10-05T08:00:00.000Z');
    clock.restart();
    const restarted = createAttempts(files, clock);
    await restarted.open();
    clock.pass(MINUTE / 2);
    expect(await minutesToWait(restarted, clock)).toBe(1);
  });

  it('are read from the file of an earlier version', async () => {
    const { files, clock } = await fresh();
    const first = {
      format: 'deskside-attempts',
      version: 1,
      people: { [lin]: { failures: 3, lastFailureAt: '2026-10-05T08:00:00.000Z', until: null } },
      pending: [],
      dropped: 0,
    };
    files.content.set(ATTEMPTS_FILE, encodeCheckedJson(first));
    const attempts = createAttempts(files, clock);
    expect(await attempts.begin('user:other', 'session.signIn')).toMatchObject({ attemptsLeft: 4 });
    expect(await attempts.begin(lin, 'session.signIn')).toMatchObject({ attemptsLeft: 1 });
  });

  it('keep going when the disk takes no more', async () => {
    const { attempts, files } = await fresh();
    files.broken.set(ATTEMPTS_FILE, 'ENOSPC');
    await fail(attempts, 5);
    expect(await attempts.begin(lin, 'session.signIn')).toMatchObject({ admitted: false });
  });
});

describe('failures waiting for the trail', () => {
  it('name when, who and what, and nothing that was typed', async () => {
    const { attempts, clock } = await fresh();
    await fail(attempts, 1);
    clock.pass(1000);
    await attempts.note({ at: clock.now().toISOString(), userId: lin, reason: 'session.recover' });
    expect(await pendingOf(attempts)).toEqual({
      attempts: [
        { at: '2026-10-05T08:00:00.000Z', userId: lin, reason: 'session.signIn' },
        { at: '2026-10-05T08:00:01.000Z', userId: lin, reason: 'session.recover' },
      ],
      dropped: 0,
    });
  });

  it('survive a restart, are bounded, and say how many are not listed', async () => {
    const { attempts, files, clock } = await fresh();
    for (let time = 0; time < 230; time++)
      await attempts.note({ at: clock.now().toISOString(), userId: lin, reason: `attempt ${time}` });
    const restarted = createAttempts(files, clock);
    await restarted.note({ at: clock.now().toISOString(), userId: lin, reason: 'last' });
    const { attempts: pending, dropped } = await pendingOf(restarted);
    expect(pending).toHaveLength(200);
    expect(pending.at(-1)?.reason).toBe('last');
    expect(dropped).toBe(31);
    await restarted.drain(() => Promise.resolve(true));
    expect(await pendingOf(createAttempts(files, clock))).toEqual({ attempts: [], dropped: 0 });
  });
});

describe('two consoles on one profile', () => {
  const both = async () => {
    const { files, clock, attempts } = await fresh();
    return { files, clock, one: attempts, other: createAttempts(files, clock) };
  };

  it('give five tries together, not each', async () => {
    const { one, other } = await both();
    await fail(one, 3);
    expect(await other.begin(lin, 'session.signIn')).toMatchObject({ admitted: true, attemptsLeft: 1 });
    expect(await one.begin(lin, 'session.signIn')).toMatchObject({ admitted: true, attemptsLeft: 0 });
    for (const attempts of [one, other])
      expect(await attempts.begin(lin, 'session.signIn')).toMatchObject({ admitted: false, retryAfterMs: MINUTE });
  });

  it('keep each other’s failures for the trail', async () => {
    const { one, other } = await both();
    await other.open();
    await fail(one, 5);
    await other.begin('user:other', 'session.signIn');
    other.failed('user:other');
    expect((await pendingOf(one)).attempts).toHaveLength(6);
    expect(await one.begin(lin, 'session.signIn')).toMatchObject({ admitted: false });
    await other.drain(() => Promise.resolve(true));
    expect((await pendingOf(one)).attempts).toEqual([]);
  });

  it('forgive together when the right passphrase comes', async () => {
    const { one, other } = await both();
    await fail(one, 4);
    await one.begin(lin, 'session.signIn');
    await one.succeeded(lin);
    expect(await other.begin(lin, 'session.signIn')).toMatchObject({ attemptsLeft: 4 });
  });

  it('try nothing while the other one keeps the profile to itself', async () => {
    const { files, one } = await both();
    const release = await files.lock();
    expect(await one.begin(lin, 'session.signIn')).toEqual({ admitted: false, why: 'in-use' });
    await release?.();
    expect(await one.begin(lin, 'session.signIn')).toMatchObject({ admitted: true });
  });
});

describe('tries during a pause', () => {
  it('are noted, a few by name and the others by number, and never make room by dropping failures', async () => {
    const { attempts, clock } = await fresh();
    await fail(attempts, 5);
    for (let time = 0; time < 300; time++) await attempts.begin(lin, 'session.signIn');
    const { attempts: listed } = await pendingOf(attempts);
    expect(listed.map(({ reason }) => reason)).toEqual([
      ...Array.from({ length: 5 }, () => 'session.signIn'),
      ...Array.from({ length: 5 }, () => 'session.signIn paused'),
    ]);
    clock.pass(MINUTE);
    await attempts.begin(lin, 'session.signIn');
    expect((await pendingOf(attempts)).dropped).toBe(295);
  });
});

describe('a file put back while the console runs', () => {
  it('takes no failure out of the trail', async () => {
    const { attempts, files } = await fresh();
    await fail(attempts, 1);
    const earlier = files.content.get(ATTEMPTS_FILE);
    await fail(attempts, 2);
    if (earlier) files.content.set(ATTEMPTS_FILE, earlier);
    expect((await pendingOf(attempts)).attempts).toHaveLength(3);
    files.content.delete(ATTEMPTS_FILE);
    expect((await pendingOf(attempts)).attempts).toHaveLength(3);
  });

  it('loses nothing that a full disk refused to take', async () => {
    const { attempts, files, clock } = await fresh();
    files.broken.set(ATTEMPTS_FILE, 'ENOSPC');
    await fail(attempts, 2);
    files.broken.clear();
    const other = createAttempts(files, clock);
    clock.pass(1);
    await fail(other, 1);
    clock.pass(1);
    await fail(attempts, 1);
    expect((await pendingOf(attempts)).attempts).toHaveLength(4);
    expect((await pendingOf(other)).attempts).toHaveLength(4);
  });
});
