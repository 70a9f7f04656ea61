import { expect, it } from 'vitest';
import { matchesFilter, usualFilter } from '#renderer/alerts/alert-filter.ts';
import { differencesOf } from '#renderer/alerts/rule-differences.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import type { AlertRow } from '#shared/alerts/operations.ts';

const alert: AlertRow = {
  id: 'alert:01J0000000000000000000000A',
  type: 'alert',
  schema: 1,
  createdAt: '2026-11-20T08:00:00.000Z',
  updatedAt: '2026-11-20T08:00:00.000Z',
  createdBy: 'device',
  device: 'device',
  revision: 1,
  code: 'systemd-failed',
  name: { en: 'A service failed', 'zh-CN': '服务失败' },
  severity: 'high',
  key: 'nginx.service',
  sourceId: 'logSource:01J0000000000000000000000S',
  sourceName: 'syslog',
  assetId: null,
  firstAt: '2026-11-20T08:00:00.000Z',
  lastAt: '2026-11-20T08:00:00.000Z',
  count: 1,
  raised: 1,
  state: 'muted',
  mutedUntil: null,
  by: null,
  ticketId: null,
  language: null,
  ticket: null,
  raisedBy: { generation: 1, line: 1 },
  keptLines: [1, 1],
  isWithheld: false,
  waiting: 0,
};
const fits = (change: Partial<typeof usualFilter>, of: Partial<AlertRow> = {}) =>
  matchesFilter({ ...alert, ...of }, { ...usualFilter, ...change });

it('open is whatever is not closed; other choices are one state each', () => {
  expect(fits({})).toBe(true);
  expect(fits({}, { state: 'closed' })).toBe(false);
  expect(fits({ state: 'new' })).toBe(false);
  expect(fits({ state: 'all' }, { state: 'closed' })).toBe(true);
});

it('finds names in either language, keys of an alert of many, sources and severities', () => {
  for (const text of ['SERVICE failed', '失败', 'nginx', 'syslog ', 'systemd-']) expect(fits({ text })).toBe(true);
  expect(fits({ text: 'job-7' })).toBe(false);
  expect(fits({ text: 'job-7' }, { moreKeys: ['job-7.service'] })).toBe(true);
  expect(fits({ severity: 'low' })).toBe(false);
});

it('two versions of a rule differ in the fields that read differently, and in no other', () => {
  const { code: _, ...rule } = shippedRules().find(({ code }) => code === 'disk-full')!;
  expect(differencesOf(rule, { ...rule })).toEqual([]);
  const other = { ...rule, severity: 'low', diagnostic: null } as const;
  expect(differencesOf(rule, other).map(({ field }) => field)).toEqual(['severity', 'diagnostic']);
});
