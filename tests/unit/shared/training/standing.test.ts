import { describe, expect, it } from 'vitest';
import { monthsAfter } from '#shared/training/attempt.ts';
import { attemptsLeft, standingOf } from '#shared/training/standing.ts';
import { attempt } from './sample-quiz.ts';

type Told = Parameters<typeof standingOf>[0];
const stand = (more: Partial<Told>) =>
  standingOf({ attempts: [], assignments: [], since: () => 1, today: '2026-10-15', ...more });

const assigned = (createdAt: string, dueOn: string | null = null) => ({ createdAt, dueOn });

describe('a course', () => {
  it('that nobody asked for is there to do, and not asked', () => {
    expect(stand({})).toMatchObject({ state: 'todo', isAsked: false, dueOn: null, used: 0 });
  });

  it('is due on the first day of all who asked, and overdue the day after', () => {
    const assignments = [
      assigned('2026-10-01T00:00:00.000Z', '2026-10-20'),
      assigned('2026-10-02T00:00:00.000Z', '2026-10-15'),
    ];
    expect(stand({ assignments })).toMatchObject({ isAsked: true, dueOn: '2026-10-15', isOverdue: false });
    expect(stand({ assignments, today: '2026-10-16' }).isOverdue).toBe(true);
  });

  it('that was passed counts up to its last day, is about to end before it, and is to be repeated after', () => {
    const attempts = [attempt('2026-01-01T00:00:00.000Z', { validUntil: '2026-10-15' })];
    const assignments = [assigned('2025-12-01T00:00:00.000Z', '2025-12-31')];
    expect(stand({ attempts, assignments })).toMatchObject({
      state: 'passed',
      isAsked: false,
      isEnding: true,
      dueOn: null,
    });
    expect(stand({ attempts, today: '2026-09-14' }).isEnding).toBe(false);
    expect(stand({ attempts, today: '2026-09-15' }).isEnding).toBe(true);
    expect(stand({ attempts, assignments, today: '2026-10-16' })).toMatchObject({
      state: 'repeat',
      why: 'expired',
      isAsked: true,
      dueOn: '2026-10-15',
      isOverdue: true,
    });
  });

  it('is opened again by a version that has to be passed, in that language alone', () => {
    const attempts = [attempt('2026-01-01T00:00:00.000Z', { version: 2 })];
    const since = (id: string) => (id === 'article:en' ? 3 : 1);
    expect(stand({ attempts, since })).toMatchObject({ state: 'repeat', why: 'changed', dueOn: null, used: 0 });
    const chinese = [attempt('2026-01-01T00:00:00.000Z', { version: 2, articleId: 'article:zh' })];
    expect(stand({ attempts: chinese, since }).state).toBe('passed');
    const again = [...attempts, attempt('2026-02-01T00:00:00.000Z', { version: 3 })];
    expect(stand({ attempts: again, since }).state).toBe('passed');
  });

  it('is not undone by a later attempt that failed', () => {
    const attempts = [attempt('2026-01-01T00:00:00.000Z'), attempt('2026-02-01T00:00:00.000Z', { passed: false })];
    expect(stand({ attempts })).toMatchObject({ state: 'passed', used: 1 });
  });

  it('gives new attempts once it was passed, or assigned again', () => {
    const attempts = [
      attempt('2026-01-02T00:00:00.000Z', { passed: false }),
      attempt('2026-01-03T00:00:00.000Z', { passed: false }),
    ];
    expect(attemptsLeft(2, stand({ attempts }))).toBe(0);
    expect(attemptsLeft(null, stand({ attempts }))).toBeNull();
    expect(attemptsLeft(2, stand({ attempts, assignments: [assigned('2026-01-02T12:00:00.000Z')] }))).toBe(1);
    expect(attemptsLeft(2, stand({ attempts, assignments: [assigned('2026-01-04T00:00:00.000Z')] }))).toBe(2);
    expect(attemptsLeft(2, stand({ attempts: [...attempts, attempt('2026-01-05T00:00:00.000Z')] }))).toBe(2);
  });
});

it.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2027-12-31', 2, '2028-02-29'],
  ['2026-10-15', 12, '2027-10-15'],
  ['2026-11-30', 3, '2027-02-28'],
])('%s and %i months is %s', (day, months, then) => expect(monthsAfter(day, months)).toBe(then));
