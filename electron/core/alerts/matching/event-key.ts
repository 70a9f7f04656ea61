import { MAX_KEY, MAX_SCANNED } from '#shared/alerts/limits.ts';
import type { LogRule } from '#shared/alerts/rule.ts';
import type { ScannedLine } from './rule-scanner.ts';

/** What an event says in the same letters in every language. */
const sameEverywhere: Readonly<Partial<Record<NonNullable<LogRule['keyedBy']>, RegExp>>> = {
  device: /\\Device\\[^\s,;"'“”。，]{1,120}/,
  volume: /(?<![\p{L}\d])[A-Z]:(?![\p{L}\d])/u,
  process: /[^\s\\/"'“”()（）:：]{1,80}\.exe\b/i,
  update: /\bKB\d{6,8}\b/,
  code: /\b0x[0-9A-Fa-f]{8}\b/,
};

/**
 * By what an event of Windows is told apart whose words no pattern fits, as they are in the language of its computer: what stands in it in every
 * language, else who wrote it, where.
 */
export const eventKey = (keyedBy: LogRule['keyedBy'], { text, fields }: ScannedLine): string => {
  const provider = fields?.['provider'];
  if (keyedBy === null || provider === undefined) return '';
  const host = fields?.['host'] ?? '';
  const said = sameEverywhere[keyedBy]?.exec(text.slice(0, MAX_SCANNED))?.[0];
  const name = keyedBy === 'host' ? host : (said ?? [provider, host].filter((part) => part !== '').join(' · '));
  return name.slice(0, MAX_KEY).toWellFormed();
};
