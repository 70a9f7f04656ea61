/** Rules that know a problem by the line it leaves in a log. What ships stands in `resources/log-rules`; a desk may write its own over it or beside it. */
import * as z from 'zod';
import type { PersonRef, StoredRecord } from '../base/record.ts';
import { isVisible } from '../base/visible.ts';
import {
  MAX_EXAMPLE,
  MAX_LITERALS,
  MAX_PATTERN,
  MAX_RULE_NAME,
  MAX_RULE_TEXT,
  MAX_RULES,
  MIN_LITERAL,
} from './limits.ts';
import { ruleDiagnostic } from './rule-diagnostic.ts';

export const rulePlatforms = ['windows', 'mac', 'linux', 'app'] as const;
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** What the capturing groups of a pattern name; alerts are counted apart by it. */
export const keyKinds = [
  'device',
  'volume',
  'host',
  'account',
  'unit',
  'process',
  'printer',
  'update',
  'code',
] as const;

export const alertLanguages = ['en', 'zh-CN'] as const;
export type AlertLanguage = (typeof alertLanguages)[number];
/** The same words in each language; the other one counts where one is empty. */
export type Words = { readonly [Language in AlertLanguage]: string };

export const wordsIn = (words: Words, language: AlertLanguage): string =>
  words[language] || words[language === 'en' ? 'zh-CN' : 'en'];

/** Most rules over a week: an update that fails twice. */
const MAX_SECONDS = 30 * 24 * 3_600;

const words = (most: number) =>
  z.strictObject({ en: z.string().trim().max(most), 'zh-CN': z.string().trim().max(most) });
const writtenWords = (most: number) =>
  words(most).refine((text) => isVisible(text.en) || isVisible(text['zh-CN']), { message: 'words that can be seen' });
const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const line = z.string().min(1).max(MAX_EXAMPLE);

export const ruleCode = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60);

export const ruleContent = z
  .strictObject({
    name: writtenWords(MAX_RULE_NAME),
    platforms: z.array(z.enum(rulePlatforms)).min(1).max(rulePlatforms.length).readonly(),
    severity: z.enum(severities),
    /** Regular expression over one line. */
    pattern: z.string().min(1).max(MAX_PATTERN),
    flags: z.enum(['', 'i']),
    /** One of them stands in each line that the pattern fits, in upper or lower case. */
    literals: z.array(z.string().min(MIN_LITERAL).max(200)).min(1).max(MAX_LITERALS).readonly(),
    /** Regular expression: a line that it fits is none of it, whatever else fits. */
    except: z.string().min(1).max(MAX_PATTERN).nullable(),
    /** Events of Windows go by these alone: what they say is in the language of the computer. */
    windowsEvent: z
      .strictObject({
        providers: z.array(z.string().min(1).max(200)).min(1).max(10).readonly(),
        ids: z.array(z.int().min(0).max(65_535)).min(1).max(40).readonly(),
      })
      .nullable(),
    /** So many within so many seconds, by the times in the log. */
    threshold: z
      .strictObject({ count: z.int().min(1).max(1_000), withinSeconds: z.int().min(0).max(MAX_SECONDS) })
      .refine(({ count, withinSeconds }) => count === 1 || withinSeconds > 0, { message: 'several within some time' }),
    keyedBy: z.enum(keyKinds).nullable(),
    /** For so long the same problem only counts, after it was told of. */
    coolDownSeconds: z.int().min(60).max(MAX_SECONDS),
    cause: words(MAX_RULE_TEXT),
    firstStep: words(MAX_RULE_TEXT),
    examples: z.array(line).min(1).max(10).readonly(),
    counterExamples: z.array(line).max(10).readonly(),
    category: words(200),
    impact: level,
    urgency: level,
    articleIds: z
      .array(z.string().regex(/^article:[0-9A-HJKMNP-TV-Z]{26}$/))
      .max(5)
      .readonly(),
    tags: z.array(z.string().trim().min(1).max(60)).max(10).readonly(),
    /** `ticket`: one is made by itself, in this language. */
    automation: z.discriminatedUnion('do', [
      z.strictObject({ do: z.literal('notify') }),
      z.strictObject({ do: z.literal('ticket'), language: z.enum(alertLanguages) }),
    ]),
    /** Run once when an alert of it rises, whatever else is done. Rules that were written before there were any have none. */
    diagnostic: ruleDiagnostic.nullable().default(null),
    active: z.boolean(),
  })
  .refine(({ coolDownSeconds, threshold }) => coolDownSeconds >= threshold.withinSeconds, {
    message: 'the cool-down is at least the time that is counted over',
  });

/** All that a person writes about a rule. */
export type RuleContent = z.output<typeof ruleContent>;

/** A rule by the name that records and files know it by; it never changes. */
export interface LogRule extends RuleContent {
  readonly code: string;
}

/** Content as records hold it: those that were written before rules had diagnostics say nothing of one. */
export type SavedContent = Omit<RuleContent, 'diagnostic'> & Partial<Pick<RuleContent, 'diagnostic'>>;

/** A desk's own word on a rule: `logRule:<hash of its code>`, the same on every console. Null: what ships holds again, or nothing. */
export interface LogRuleRecord extends StoredRecord {
  readonly type: 'logRule';
  readonly schema: 1;
  /** Grows with each save: an edit says which one was seen. */
  readonly revision: number;
  readonly code: string;
  readonly content: SavedContent | null;
  /** Hash of what shipped under its code when this was written; null or none: nothing did, or it is not known. */
  readonly over?: string | null;
}

/** A diagnostic that somebody let run on this laptop by itself: `logRuleRun:<hash of the code>`. Never leaves it. */
export interface LogRuleRun extends StoredRecord {
  readonly type: 'logRuleRun';
  readonly schema: 1;
  readonly code: string;
  /** Exactly this: one that is another since waits for somebody again. */
  readonly what: string;
  readonly by: PersonRef;
}

/** What a rule is tried on a line with: another one takes another time. */
export const patternsOf = ({ pattern, flags, except }: Pick<RuleContent, 'pattern' | 'flags' | 'except'>): string =>
  JSON.stringify([pattern, flags, except]);

/**
 * A rule that took too long on a line, and is done without on this laptop until it is edited or somebody has it tried again:
 * `logRuleAside:<hash of the code>`. Never leaves the laptop: another one may be fast enough.
 */
export interface LogRuleAside extends StoredRecord, RuleAside {
  readonly type: 'logRuleAside';
  readonly schema: 1;
  readonly code: string;
  /** Only with these patterns: one that has others since is tried. */
  readonly patterns: string;
}

/** What people are told of it. */
export interface RuleAside {
  readonly sourceId: string;
  readonly sourceName: string;
  /** Of a source of several files: in which; null for any other. */
  readonly file: string | null;
  /** Where the line stands; null where it was not found again. */
  readonly generation: number | null;
  readonly line: number | null;
  /** How it begins; empty for who may not read logs, who is not told where it stands either. */
  readonly text: string;
  /** Since when, RFC 3339. */
  readonly since: string;
}

/** Rules as a file carries them from one desk to another. */
export const ruleFile = z.strictObject({
  format: z.literal('deskside-log-rules'),
  version: z.literal(1),
  /** Of a training desk: not for work. */
  practice: z.boolean().optional(),
  rules: z
    .array(z.strictObject({ code: ruleCode, content: ruleContent }))
    .max(MAX_RULES)
    .readonly(),
});
