import * as z from 'zod';
import type { Alert } from '#shared/alerts/alert.ts';
import type { LogRule } from '#shared/alerts/rule.ts';
import type { Finding } from '#shared/checks/finding.ts';
import type { Unit } from '../unit.ts';
import catalogue from '../../../resources/sample/alerts.json' with { type: 'json' };

/** `first` and `last` in minutes from now; `hit` is the place of the line that raised it. */
const sampleAlert = z.strictObject({
  rule: z.string(),
  source: z.string(),
  key: z.string(),
  count: z.int().min(1),
  first: z.number(),
  last: z.number(),
  hit: z.int().min(0),
  lines: z.array(z.string()).min(1),
  /** What the diagnostic of its rule found on a disk. */
  disk: z.strictObject({ path: z.string(), free: z.number(), total: z.number() }).optional(),
});

const FIRST_LINE = 1_184;
const MS_PER_MINUTE = 60_000;

const fullDisk = ({ path, free, total }: { path: string; free: number; total: number }, at: string): Finding => ({
  diagnostic: { kind: 'disk', path },
  outcome: 'failed',
  meaning: 'diskFull',
  facts: [{ key: 'path', value: path }],
  measures: [
    { key: 'freeShare', value: (free / total) * 100 },
    { key: 'freeBytes', value: free },
    { key: 'totalBytes', value: total },
  ],
  at,
  tookMs: 4,
});

/** Known problems that logs of the sample desk told of. Throws where one names a rule that does not ship. */
export const putAlerts = (unit: Unit, rules: readonly LogRule[]): void => {
  for (const { rule: code, source, key, count, first, last, hit, lines, disk } of z
    .array(sampleAlert)
    .parse(catalogue.alerts)) {
    const rule = rules.find((each) => each.code === code);
    if (!rule) throw new Error(`the sample tells of the rule ${code}, which is not among those that ship`);
    const at = (minutes: number): string => new Date(unit.now.getTime() + minutes * MS_PER_MINUTE).toISOString();
    const alert: Alert = {
      ...unit.stamp('alert', unit.newId('alert')),
      revision: 1,
      code,
      name: rule.name,
      severity: rule.severity,
      key,
      sourceId: unit.newId('logSource'),
      sourceName: source,
      assetId: null,
      firstAt: at(first),
      lastAt: at(last),
      count,
      raised: 1,
      excerpt: { generation: 3, firstLine: FIRST_LINE, line: FIRST_LINE + hit, at: at(last), lines },
      state: 'new',
      mutedUntil: null,
      by: null,
      ticketId: null,
      language: null,
      finding: disk ? fullDisk(disk, at(last)) : null,
    };
    unit.putLocal(alert);
  }
};
