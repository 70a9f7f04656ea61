/** From which figure on something is worth a word, and from which on it is wrong. The shipped ones are what people who run such things use. */
import type { DiagnosticKind } from './diagnostic.ts';

export interface Limits {
  readonly warn: number;
  readonly fail: number;
}

/** The one figure of a diagnostic that limits are set on. `below`: less of it is worse. */
export interface Gauge extends Limits {
  readonly measure: MeasureKey;
  readonly worse: 'above' | 'below';
}

export const measureKeys = [
  'took',
  'connect',
  'firstByte',
  'daysLeft',
  'median',
  'least',
  'p95',
  'loss',
  'freeShare',
  'daysToFull',
  'freeBytes',
  'totalBytes',
  'memoryFreeShare',
  'memoryTotal',
  'loadPerCore',
  'uptime',
  'offset',
  'roundTrip',
  'bodyBytes',
] as const;
export type MeasureKey = (typeof measureKeys)[number];

/** A figure in the unit of its key. */
export interface Measure {
  readonly key: MeasureKey;
  readonly value: number;
}

export const measureUnits = {
  took: 'ms',
  connect: 'ms',
  firstByte: 'ms',
  daysLeft: 'days',
  median: 'ms',
  least: 'ms',
  p95: 'ms',
  loss: '%',
  freeShare: '%',
  daysToFull: 'days',
  freeBytes: 'bytes',
  totalBytes: 'bytes',
  memoryFreeShare: '%',
  memoryTotal: 'bytes',
  loadPerCore: '',
  uptime: 's',
  offset: 'ms',
  roundTrip: 'ms',
  bodyBytes: 'bytes',
} as const satisfies Readonly<Record<MeasureKey, string>>;

export const gauges: Readonly<Partial<Record<DiagnosticKind, Gauge>>> = {
  dns: { measure: 'took', worse: 'above', warn: 1_000, fail: 5_000 },
  tcp: { measure: 'connect', worse: 'above', warn: 1_000, fail: 5_000 },
  tls: { measure: 'daysLeft', worse: 'below', warn: 21, fail: 7 },
  http: { measure: 'firstByte', worse: 'above', warn: 2_000, fail: 8_000 },
  latency: { measure: 'median', worse: 'above', warn: 150, fail: 500 },
  disk: { measure: 'freeShare', worse: 'below', warn: 15, fail: 5 },
  load: { measure: 'memoryFreeShare', worse: 'below', warn: 10, fail: 3 },
  /** Kerberos lets nobody in whose clock is five minutes off. */
  time: { measure: 'offset', worse: 'above', warn: 60_000, fail: 300_000 },
};

/** `null` limits: the shipped ones. An offset counts whichever way it is. */
export const gradeOf = (kind: DiagnosticKind, value: number, limits: Limits | null): 'ok' | 'warning' | 'failed' => {
  const gauge = gauges[kind];
  if (!gauge) return 'ok';
  const { warn, fail } = limits ?? gauge;
  const sign = gauge.worse === 'above' ? 1 : -1;
  const shown = sign * (gauge.measure === 'offset' ? Math.abs(value) : value);
  if (shown >= sign * fail) return 'failed';
  return shown >= sign * warn ? 'warning' : 'ok';
};

/** Whether the two are in the right order, and the diagnostic has a figure at all. */
export const areLimits = (kind: DiagnosticKind, { warn, fail }: Limits): boolean => {
  const gauge = gauges[kind];
  if (!gauge || warn < 0 || fail < 0) return false;
  return gauge.worse === 'above' ? warn <= fail : warn >= fail;
};
