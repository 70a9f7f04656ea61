import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Desk } from '#core/desk.ts';
import { FirstList } from '#core/first-list.ts';

let close = (): void => undefined;
/** All that it asks of a desk. */
const desk = { onClosing: (listener: () => void) => ((close = listener), () => undefined) } as unknown as Desk;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('has work done once the first list was answered and the rest of the screen had time to be asked for', () => {
  const first = new FirstList(desk);
  const done: string[] = [];
  first.begin(() => done.push('due times'));
  first.begin(() => done.push('texts'));
  first.shown();
  expect(done).toEqual([]);
  vi.advanceTimersByTime(200);
  first.shown();
  vi.advanceTimersByTime(60);
  expect(done).toEqual(['due times', 'texts']);
  first.begin(() => done.push('late'));
  vi.runAllTimers();
  expect(done).toEqual(['due times', 'texts', 'late']);
});

it('does not wait for ever for somebody to ask for a list', () => {
  const first = new FirstList(desk);
  const work = vi.fn<() => void>();
  first.begin(work);
  vi.advanceTimersByTime(1_900);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(work).toHaveBeenCalledOnce();
});

it('begins nothing on a desk that was closed meanwhile', () => {
  const first = new FirstList(desk);
  const work = vi.fn<() => void>();
  first.begin(work);
  close();
  first.shown();
  vi.runAllTimers();
  expect(work).not.toHaveBeenCalled();
});
