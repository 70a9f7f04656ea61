import * as z from 'zod';
import { fileRefs } from '../attachments/file-refs.ts';
import { isVisible } from '../base/visible.ts';
import { command, query } from '../contract/operation.ts';
import type { Finding } from '../checks/finding.ts';
import { MAX_TEXT } from '../tickets/limits.ts';
import { keepTerms, type Alert, type AlertExcerpt, type AlertSettings } from './alert.ts';
import { MAX_MOVED, MAX_RULES_TEXT, MAX_TRIED } from './limits.ts';
import { alertLanguages, ruleCode, ruleContent, type LogRule, type RuleAside, type RuleContent } from './rule.ts';
import { ruleDiagnostic } from './rule-diagnostic.ts';
import type { RuleProblem } from './rule-problem.ts';

const alertId = z.string().regex(/^alert:[0-9A-HJKMNP-TV-Z]{26}$/);
const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const sourceId = z.string().regex(/^logSource:[0-9A-HJKMNP-TV-Z]{26}$/);
const note = z.string().max(MAX_TEXT).trim().min(1).refine(isVisible);
const seen = z.int().min(1);
const language = z.enum(alertLanguages);

export interface AlertTicket {
  readonly ticketId: string;
  readonly number: string;
  readonly isOpen: boolean;
}

/** An alert as lists show it: with what was counted since it was last told of. */
export interface AlertRow extends Omit<Alert, 'excerpt'> {
  readonly ticket: AlertTicket | null;
  /** The line that raised it. */
  readonly raisedBy: Pick<AlertExcerpt, 'file' | 'generation' | 'line'>;
  /** The lines around it that the alert keeps: numbers of the first and the last. */
  readonly keptLines: readonly [first: number, last: number];
  /** What the log says is left out, keys too: whoever asked may not read logs. */
  readonly isWithheld: boolean;
  /** Of `count`: what came since it was told of last, and what its ticket does not say. */
  readonly waiting: number;
}

/** One alert, and what its rule says now; null where there is no such rule any more. */
export interface AlertDetail extends Alert {
  /** As in a row; there are no lines and no finding then. */
  readonly isWithheld: boolean;
  /** As in a row. */
  readonly waiting: number;
  readonly ticket: AlertTicket | null;
  readonly rule: LogRule | null;
  /** What its rule has looked at; null where there is nothing to look at. */
  readonly diagnosis: {
    readonly isRunning: boolean;
    /** It runs on this laptop by itself. */
    readonly runsHere: boolean;
    /** It was due, and the console quit before it came to anything. */
    readonly isMissed: boolean;
  } | null;
  /** Of the alert that this one follows: when that was seen last, and its ticket. */
  readonly before: { readonly alertId: string; readonly lastAt: string; readonly ticket: AlertTicket | null } | null;
}

/** For the navigation. Muted and closed alerts are in neither. */
export interface AlertCounts {
  readonly open: number;
  /** Of these, what nobody has acknowledged. */
  readonly unseen: number;
  /** Rules that are done without since they took too long on a line. */
  readonly aside: number;
}

export interface MovedAlerts {
  readonly moved: number;
  /** They were others by then, or already so. */
  readonly left: number;
}

export interface RuleView extends LogRule {
  /** `desk`: written here; `edited`: what ships, in the desk's own version. */
  readonly origin: 'shipped' | 'edited' | 'desk';
  /** For saying what one saw; null where nothing was ever saved. */
  readonly revision: number | null;
  /** Alerts that are not closed. */
  readonly open: number;
  /** What ships now, where that changed since the desk wrote its own version; null where there is nothing to choose. */
  readonly shippedSince: RuleContent | null;
  /** Its diagnostic runs on this laptop by itself. */
  readonly runsHere: boolean;
  /** Why it is done without on this laptop; null where it is tried. */
  readonly aside: RuleAside | null;
}

/** What one pasted line came to. */
export interface TriedLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly hits: readonly { readonly code: string; readonly key: string }[];
}

/** What a rule says of a ticket about the lines that it fits. */
export type FittingRule = Pick<RuleContent, 'name' | 'category' | 'impact' | 'urgency' | 'articleIds'> & {
  readonly code: string;
  /** What stands for the same problem in the same source and is not over, and its ticket; null for none. */
  readonly alert: {
    readonly alertId: string;
    readonly ticket: { readonly ticketId: string; readonly number: string; readonly title: string } | null;
  } | null;
};

export interface OutsideNews {
  readonly title: string;
  readonly body: string;
  /** The host has said it, or its window is in front. Otherwise the page may. */
  readonly isSaid: boolean;
}

/** Nothing was taken in: these rules would make tickets by themselves, which somebody has to decide first. */
export interface RuleImportQuestion {
  readonly automatic: readonly string[];
}

export interface RuleImport {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

const target = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['new', 'acknowledged', 'closed']) }),
  z.strictObject({ state: z.literal('muted'), hours: z.int().min(1).max(168) }),
]);

export const alertOperations = {
  /** What is not closed, and what was closed in the last 30 days after it; what was seen last first. */
  'alerts.list': query('tickets.read', z.strictObject({})).returns<readonly AlertRow[]>(),
  'alerts.get': query('tickets.read', z.strictObject({ alertId })).returns<AlertDetail>(),
  /** Muted, it only counts for so long; told of again after. `record.stale` { seen, current }. */
  'alerts.move': command(
    'tickets.work',
    z.strictObject({
      alertId,
      seen,
      to: target,
    }),
  ).returns<AlertRow>(),
  /** Several at once, in one commit, each in the trail; those that changed since they were seen stay as they are. */
  'alerts.moveAll': command(
    'tickets.work',
    z.strictObject({
      alerts: z.array(z.strictObject({ alertId, seen })).min(1).max(MAX_MOVED).readonly(),
      to: target,
    }),
  ).returns<MovedAlerts>(),
  'alerts.counts': query('tickets.read', z.strictObject({})).returns<AlertCounts>(),
  /** Runs the diagnostic of its rule now. Null where it was stopped; `alert.no-target` where there is nothing to look at. */
  'alerts.diagnose': command('checks.run', z.strictObject({ alertId })).returns<Finding | null>(),
  /** `alert.has-ticket` { number } while its ticket is open. */
  'alerts.ticket': command('tickets.create', z.strictObject({ alertId, language })).returns<AlertTicket>(),
  /**
   * Has the host say outside of its window that alerts were raised, where the window is not in front: what it is, how severe and in which log,
   * which anybody may see on a locked screen, and nothing of what a log says. Null of `alertId`: several.
   */
  'alerts.tellOutside': query(
    'tickets.read',
    z.strictObject({
      alertId: alertId.nullable(),
      total: z.int().min(1).max(1_000_000),
      isEarlier: z.boolean(),
      language,
    }),
  ).returns<OutsideNews>(),
  /** `revision` null: they are as every desk begins. */
  'alerts.settings': query('tickets.read', z.strictObject({})).returns<
    AlertSettings & { readonly revision: number | null }
  >(),
  /** What is due by then is deleted within the hour. `record.stale` { seen, current }. */
  'alerts.saveSettings': command(
    'settings.manage',
    z.strictObject({ seen: seen.nullable(), keepClosedDays: z.literal(keepTerms) }),
  ).returns<AlertSettings & { readonly revision: number | null }>(),
  'alerts.rules': query('tickets.read', z.strictObject({})).returns<readonly RuleView[]>(),
  /** Which rules these lines fit, one by one: neither thresholds nor cool-downs count. `draft` is tried in place of the rule of its code. `rule.slow`. */
  'alerts.tryRules': query(
    'tickets.read',
    z.strictObject({
      text: z.string().max(MAX_TRIED),
      draft: z.strictObject({ code: z.string().max(60), content: ruleContent }).nullable(),
    }),
  ).returns<readonly TriedLine[]>(),
  /**
   * Of the rules in use that these lines fit, the most severe one, of several the one that more lines fit; null for none, and where that takes too
   * long. Articles are those that can still be named. Whoever may create tickets may read them.
   */
  'alerts.fittingRule': query(
    'tickets.create',
    z.strictObject({ text: z.string().max(MAX_TRIED), sourceId }),
  ).returns<FittingRule | null>(),
  /**
   * A ticket that the person created, or any one for who may assign, is that of an alert from now on: the same problem again goes onto it, and no other one is made.
   * `alert.has-ticket` { number } while another one is open for it.
   */
  'alerts.tie': command('tickets.create', z.strictObject({ alertId, ticketId, language })).returns<AlertTicket>(),
  /** Lines go onto the ticket of an alert: what is said of them, and a file of them. `attachment.ticket-full` { limit, used, bytes }. */
  'alerts.addLines': command(
    'tickets.work',
    z.strictObject({ alertId, text: note, files: fileRefs.max(1) }),
  ).returns<AlertTicket>(),
  /** What would keep it from being saved. */
  'alerts.checkRule': query('tickets.read', z.strictObject({ content: ruleContent })).returns<readonly RuleProblem[]>(),
  /**
   * `seen` null: nothing was saved of it yet. `record.stale` { seen, current }, `record.exists` { name } for a new one under a code that is taken,
   * `rule.invalid` { problems }, `rule.too-many` { most }.
   */
  'alerts.saveRule': command(
    'templates.manage',
    z.strictObject({ code: ruleCode, isNew: z.boolean(), seen: seen.nullable(), content: ruleContent }),
  ).returns<RuleView>(),
  /** What ships holds again; a rule of the desk's own is gone, and the answer null. */
  'alerts.revertRule': command('templates.manage', z.strictObject({ code: ruleCode, seen })).returns<RuleView | null>(),
  /** The desk's own version stays, over what ships now. */
  'alerts.keepRule': command('templates.manage', z.strictObject({ code: ruleCode, seen })).returns<RuleView>(),
  /** Its diagnostic, as it was seen, runs on this laptop by itself from now on. `record.stale` where it is another one by now. */
  'alerts.letRun': command(
    'checks.manage',
    z.strictObject({ code: ruleCode, diagnostic: ruleDiagnostic }),
  ).returns<RuleView>(),
  /** A rule that took too long is tried again, on the lines that come from now on. */
  'alerts.retryRule': command('templates.manage', z.strictObject({ code: ruleCode })).returns<RuleView>(),
  /** The desk's own rules and its versions of those that ship. */
  'alerts.exportRules': query('templates.manage', z.strictObject({})).returns<{
    readonly name: string;
    readonly text: string;
  }>(),
  /**
   * All of it or nothing: `rule.unreadable`, `rule.invalid` { code, problems }, `practice.training-file`. `tickets`: rules that do not make tickets by
   * themselves here yet do so from now on (`let`), or only tell of it (`without`); absent: asked where there are any.
   */
  'alerts.importRules': command(
    'templates.manage',
    z.strictObject({ text: z.string().max(MAX_RULES_TEXT), tickets: z.enum(['let', 'without']).optional() }),
  ).returns<RuleImport | RuleImportQuestion>(),
};
