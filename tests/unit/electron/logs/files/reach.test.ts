import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { driveOf, Guard, Reach, Unreachable } from '#core/logs/files/reach.ts';
import { eventually } from '../../../../support/eventually.ts';

const points = ['/mnt/server/deep', '/mnt/server', '/'];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const later = <T>() => {
  let answer: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    answer = resolve;
  });
  return { promise, answer };
};

it('knows the drive of a path', () => {
  expect(driveOf('/mnt/server/a.log', points)).toBe('/mnt/server');
  expect(driveOf('/mnt/server/deep', points)).toBe('/mnt/server/deep');
  expect(driveOf('/mnt/serverless/a.log', points)).toBe('/');
  expect(driveOf('/Volumes/share/a.log', [])).toBe('/Volumes/share');
  expect(driveOf('/var/log/a.log', [])).toBe('/');
});

it('waits no longer than it may for a drive, and not at all for others', async () => {
  const reach = new Reach(1_000, () => points);
  const hung = later<string>();
  const asked = reach.ask('/mnt/server/a.log', () => hung.promise).catch((error: unknown) => error);
  const behind = vi.fn(() => Promise.resolve('never'));
  const second = reach.ask('/mnt/server/b.log', behind).catch((error: unknown) => error);
  expect(await reach.ask('/var/log/a.log', () => Promise.resolve('there'))).toBe('there');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await asked).toBeInstanceOf(Unreachable);
  expect(await second).toBeInstanceOf(Unreachable);
  // One thread of the system hangs there, and no other goes after it.
  expect(behind).not.toHaveBeenCalled();
  expect(await reach.ask('/mnt/server/c.log', behind).catch((error: unknown) => error)).toBeInstanceOf(Unreachable);
  expect(behind).not.toHaveBeenCalled();
});

it('asks again once the drive has answered', async () => {
  const reach = new Reach(1_000, () => points);
  const hung = later<string>();
  const asked = reach.ask('/mnt/server/a.log', () => hung.promise).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await asked).toBeInstanceOf(Unreachable);
  hung.answer('late');
  await vi.advanceTimersByTimeAsync(0);
  expect(await reach.ask('/mnt/server/a.log', () => Promise.resolve('there'))).toBe('there');
});

it('rejects as the disk does', async () => {
  const reach = new Reach(1_000, () => points);
  await expect(reach.ask('/a', () => Promise.reject(new Error('ENOENT')))).rejects.toThrow('ENOENT');
  expect(await reach.ask('/a', () => Promise.resolve(1))).toBe(1);
});

it('waits for one path of the drive of the system, and not for its others', async () => {
  const reach = new Reach(1_000, () => points);
  const hung = later<string>();
  const asked = reach.ask('/var/log/link', () => hung.promise).catch((error: unknown) => error);
  expect(await reach.ask('/var/log/a.log', () => Promise.resolve('there'))).toBe('there');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await asked).toBeInstanceOf(Unreachable);
  expect(await reach.ask('/var/log/a.log', () => Promise.resolve('there'))).toBe('there');
});

it('is asked before each look at a file of another drive, and tells when that answers', async () => {
  const reach = new Reach(1_000, () => points);
  const hung = later<string>();
  const asked = reach.ask('/mnt/server/other.log', () => hung.promise).catch((error: unknown) => error);
  const told = vi.fn();
  const guard = new Guard(reach, '/mnt/server/a.log', told);
  expect(guard.isThere()).toBe(false);
  expect(guard.isSilent).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  await asked;
  await eventually(() => expect(guard.isSilent).toBe(true));
  hung.answer('late');
  await eventually(() => {
    guard.isThere();
    expect(told).toHaveBeenCalled();
  });
  expect(guard.isThere()).toBe(true);
  expect(guard.isSilent).toBe(false);
  expect(new Guard(reach, '/var/log/a.log', told).isThere()).toBe(true);
});
