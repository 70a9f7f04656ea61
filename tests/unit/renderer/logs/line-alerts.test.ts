import { describe, expect, it } from 'vitest';
import { alertOver, marksByLine, type LineAlert } from '#renderer/logs/line-alerts.ts';

const alert = (id: string, change: Partial<LineAlert> = {}): LineAlert => ({
  id,
  severity: 'high',
  sourceId: 'system',
  generation: 2,
  line: 40,
  keptLines: [38, 42],
  isStanding: true,
  ...change,
});

describe('alerts above lines', () => {
  it('are the newest of the sources in view, with how many more there are', () => {
    const alerts = [alert('a', { sourceId: 'print' }), alert('b'), alert('c'), alert('d', { sourceId: 'mail' })];
    expect(alertOver(alerts, ['system', 'mail'], undefined)).toMatchObject({ alertId: 'b', more: 2 });
    expect(alertOver(alerts, ['backup'], undefined)).toBeUndefined();
  });

  it('pass over those that are muted', () => {
    expect(alertOver([alert('a', { isStanding: false }), alert('b')], ['system'], undefined)).toMatchObject({
      alertId: 'b',
      more: 0,
    });
  });

  it('leave the key to another line in focus', () => {
    const hasKey = (line: number, generation = 2) =>
      alertOver([alert('a')], ['system'], { sourceId: 'system', generation, line })?.hasKey;
    expect(alertOver([alert('a')], ['system'], undefined)?.hasKey).toBe(true);
    expect(hasKey(40)).toBe(true);
    expect(hasKey(41)).toBe(false);
    expect(hasKey(40, 1)).toBe(false);
  });
});

describe('a line of an alert', () => {
  const markOf = marksByLine([
    alert('a', { severity: 'critical' }),
    alert('b', { severity: 'low' }),
    alert('c', { line: 41, severity: 'medium', keptLines: [41, 45], isStanding: false }),
    alert('d', { file: 'b.log', line: 7, keptLines: [7, 7] }),
  ]);
  const at = (line: number, sourceId = 'system', generation = 2) => markOf({ sourceId, generation, line });

  it('is known by source, file, generation and number, muted or not; of several the first counts', () => {
    expect(at(40)).toEqual({ severity: 'critical', isRaising: true });
    expect(at(41)).toEqual({ severity: 'medium', isRaising: true });
    expect([at(40, 'print'), at(40, 'system', 3), at(7)]).toEqual([undefined, undefined, undefined]);
    expect(markOf({ sourceId: 'system', file: 'b.log', generation: 2, line: 7 })?.isRaising).toBe(true);
  });

  it('is marked where it is kept with one too', () => {
    expect([37, 38, 42, 45, 46].map((line) => at(line)?.severity)).toEqual([
      undefined,
      'critical',
      'critical',
      'medium',
      undefined,
    ]);
    expect(at(38)?.isRaising).toBe(false);
  });
});
