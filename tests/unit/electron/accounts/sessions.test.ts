import { describe, expect, it } from 'vitest';
import { Sessions } from '#core/accounts/sessions.ts';
import type { Session } from '#core/session.ts';
import { testClock } from './fixtures.ts';

const session = (connection: string, userId = 'user:1'): Session => ({
  id: `session:${connection}`,
  connection,
  userId,
  displayName: 'Lin Yue',
  roles: ['technician'],
  signedInAt: '2026-10-05T08:00:00.000Z',
});

const start = (sessions: Sessions, each: Session): void =>
  sessions.start(each, { ...each, name: 'lin.yue', granted: false });

describe('sessions', () => {
  it('belong to one connection each and end with it', () => {
    const sessions = new Sessions(testClock());
    start(sessions, session('a'));
    start(sessions, session('b'));
    expect(sessions.of('a')?.id).toBe('session:a');
    expect(sessions.end('a')?.id).toBe('session:a');
    expect(sessions.of('a')).toBeNull();
    expect(sessions.end('a')).toBeUndefined();
    expect(sessions.count).toBe(1);
  });

  it('take new roles at once, everywhere the person works', () => {
    const sessions = new Sessions(testClock());
    for (const one of [session('a'), session('b'), session('c', 'user:2')]) start(sessions, one);
    sessions.refresh('user:1', 'Lin Y.', ['auditor']);
    expect([sessions.of('a'), sessions.of('b'), sessions.of('c')].map((one) => one?.roles)).toEqual([
      ['auditor'],
      ['auditor'],
      ['technician'],
    ]);
    expect(sessions.ofUser('user:1').map(({ displayName }) => displayName)).toEqual(['Lin Y.', 'Lin Y.']);
  });

  it('are idle after the limit, counted from the last sign of life', () => {
    const clock = testClock();
    const sessions = new Sessions(clock);
    start(sessions, session('a'));
    start(sessions, session('b'));
    clock.pass(59_000);
    sessions.touch('b');
    clock.pass(1_000);
    expect(sessions.idle(60_000).map(({ connection }) => connection)).toEqual(['a']);
  });

  it('are idle after a night asleep, when the monotonic clock stood still', () => {
    const clock = testClock();
    const sessions = new Sessions(clock);
    start(sessions, session('a'));
    clock.set('2026-10-06T08:00:00.000Z');
    expect(sessions.idle(60_000)).toHaveLength(1);
  });

  it('gain no time from a clock turned back', () => {
    const clock = testClock();
    const sessions = new Sessions(clock);
    start(sessions, session('a'));
    clock.set('2016-10-05T08:00:00.000Z');
    clock.pass(60_000);
    expect(sessions.idle(60_000)).toHaveLength(1);
  });
});
