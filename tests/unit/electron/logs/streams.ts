import { statSync } from 'node:fs';
import { OwnLines } from '#core/logs/thread/own-lines.ts';
import type { Followed } from '#core/logs/thread/followed.ts';
import { WAKE_BYTES } from '#core/logs/thread/read-log.ts';
import { LogStream } from '#core/logs/index/log-stream.ts';
import { Follower } from '#core/logs/follow/follower.ts';
import type { Encoding } from '#shared/logs/source.ts';

/** Tests happen on this day. */
export const today = Date.parse('2026-11-26T12:00:00Z');

/** These lines as a log of which everything is known. */
export const streamOf = (lines: readonly string[]): LogStream => {
  const own = new OwnLines();
  if (lines.length > 0) own.add({ generation: 1, from: 0, lines });
  const stream = new LogStream(() => today, today);
  stream.take(own.wake().steps);
  know(stream);
  return stream;
};

export const know = (stream: LogStream): void => {
  while (stream.order(64));
  while (stream.classify());
};

/** A file as the thread follows it, by this clock. */
export const followedFile = (path: string, spoolFolder: string, now: () => number): Followed => ({
  following: new Follower({ path, encoding: 'auto', locale: 'en', siblings: false, now, spoolFolder }),
  newest: today,
  size: () => statSync(path).size,
  isEvents: false,
  problem: () => null,
  isThere: () => true,
});

/** A file as a log of which everything is known, and how to go on with it. */
export const fileStream = (
  path: string,
  spoolFolder: string,
  encoding: Encoding | 'auto' = 'auto',
  writtenAt: number = today,
) => {
  let clock = 0;
  const following = new Follower({
    path,
    encoding,
    locale: 'en',
    siblings: false,
    now: () => (clock += 1_000),
    spoolFolder,
  });
  const stream = new LogStream(() => today, writtenAt);
  const wake = (budget = WAKE_BYTES): void => {
    for (let more = true; more;) {
      const { steps, hasMore } = following.wake(budget);
      stream.take(steps);
      more = hasMore;
    }
    know(stream);
  };
  wake();
  return { stream, wake, close: () => following.close() };
};

export const textsOf = (stream: LogStream): string[] =>
  Array.from({ length: stream.lines }, (_, line) => stream.lineAt(line)?.text ?? '(none)');
