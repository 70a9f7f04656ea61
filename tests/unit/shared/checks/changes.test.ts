import { expect, it } from 'vitest';
import { changesSince } from '#shared/checks/changes.ts';
import type { Fact, Finding, Outcome } from '#shared/checks/finding.ts';

const finding = (outcome: Outcome, ...facts: readonly Fact[]): Finding => ({
  diagnostic: { kind: 'tcp', host: 'erp', port: 443 },
  outcome,
  meaning: 'tcpOpen',
  facts,
  measures: [],
  at: '2026-11-26T09:00:00.000Z',
  tookMs: 1,
});
const address = (value: string): Fact => ({ key: 'address', value });

it('is what lasts and is another now', () => {
  expect(changesSince(finding('ok', address('10.0.0.7')), finding('ok', address('10.0.0.8')))).toEqual([
    { key: 'address', before: '10.0.0.7', now: '10.0.0.8' },
  ]);
  expect(changesSince(finding('ok', address('10.0.0.7')), finding('ok'))).toEqual([
    { key: 'address', before: '10.0.0.7', now: '' },
  ]);
});

it('is nothing where the order alone is another, or only what is said of one run', () => {
  const a = finding(
    'ok',
    { key: 'redirect', value: 'a' },
    { key: 'redirect', value: 'b' },
    { key: 'load', value: '1' },
  );
  const b = finding(
    'ok',
    { key: 'redirect', value: 'b' },
    { key: 'redirect', value: 'a' },
    { key: 'load', value: '2' },
  );
  expect(changesSince(a, b)).toEqual([]);
});

it('is nothing of what a run that broke off did not get to', () => {
  expect(changesSince(finding('ok', address('10.0.0.7')), finding('failed'))).toEqual([]);
  const tried: Fact = { key: 'addresses', value: '10.0.0.7' };
  expect(changesSince(finding('ok', address('10.0.0.7')), finding('failed', tried))).toEqual([]);
  expect(changesSince(finding('ok', address('10.0.0.7')), finding('failed', address('10.0.0.8')))).toHaveLength(1);
});
