import type { RuleScanner, Scan } from '#core/alerts/matching/rule-scanner.ts';
import type { LinePosition } from '#core/known-problems.ts';
import type { LogStream } from '#core/logs/index/log-stream.ts';
import { Scanning, type LineScanner } from '#core/logs/thread/known-problems.ts';
import type { ThreadSource } from '#core/logs/thread/messages.ts';

const source: ThreadSource = {
  id: `logSource:${'0'.repeat(26)}`,
  name: 'a',
  kind: 'file',
  place: '/a.log',
  encoding: 'auto',
  isWatched: true,
  namedUpTo: 0,
};

/** From its first line on, or from where it was looked at before. */
export const scanningOf = (stream: LogStream, from?: LinePosition): Scanning =>
  new Scanning({ source, file: null, stream, isEvents: false }, from);

/** A scanner that is shown every line. */
export const scannerOfAll = (scan: LineScanner['scan'], more: Partial<LineScanner> = {}): LineScanner => ({
  scan,
  around: 2,
  awaits: () => false,
  nextPlace: (bytes, from) => (from < bytes.length ? from : -1),
  fits: () => true,
  stoppedIn: null,
  putAside: () => undefined,
  forget: () => undefined,
  ...more,
});

/** Looks through all of a log; `shown`: lines that the scanner had to see. */
export const scanLog = (
  stream: LogStream,
  scanner: RuleScanner,
): { readonly scans: readonly Scan[]; readonly shown: number } => {
  let shown = 0;
  const counting: LineScanner = {
    around: scanner.around,
    awaits: (sourceId) => scanner.awaits(sourceId),
    nextPlace: (bytes, from) => scanner.nextPlace(bytes, from),
    fits: (text) => scanner.fits(text),
    stoppedIn: null,
    putAside: () => scanner.putAside(),
    forget: (sourceId) => scanner.forget(sourceId),
    scan: (first, ...more) => {
      for (const { lines } of [first, ...more]) shown += lines.length;
      return scanner.scan(first, ...more);
    },
  };
  const scanning = scanningOf(stream);
  const scans: Scan[] = [];
  for (let found = scanning.scan(counting, true); found !== undefined; found = scanning.scan(counting, true)) {
    if (found === 'passed') continue;
    scans.push(found.scan as Scan);
    scanning.isOwed = false;
  }
  return { scans, shown };
};
