import type { CheckContent, Subject } from '#shared/checks/check.ts';
import type { Diagnostic } from '#shared/checks/diagnostic.ts';
import { areLimits, type Limits } from '#shared/checks/limits.ts';
import type { Level } from '#shared/tickets/ticket.ts';
import { draftOf, emptyDraft, readDraft, type DiagnosticDraft, type ReadDraft } from './diagnostic-draft.ts';

/** A check as it is typed. */
export interface CheckDraft {
  readonly title: string;
  readonly subject: Subject;
  readonly diagnostic: DiagnosticDraft;
  readonly everyMinutes: number;
  readonly inARow: number;
  readonly warn: string;
  readonly fail: string;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly maintenanceFrom: string | undefined;
  readonly maintenanceTo: string | undefined;
  readonly category: string;
  readonly impact: Level;
  readonly urgency: Level;
}

export type CheckFault = 'title' | 'limits' | 'quiet' | 'maintenance';

export const nobody: Subject = { siteId: null, assetId: null };

/** A new check; of a diagnostic that was just run, where there is one. */
export const newCheck = (
  diagnostic: Diagnostic | undefined,
  subject: Subject,
  begin: Partial<DiagnosticDraft> = {},
): CheckDraft => ({
  title: '',
  subject,
  diagnostic: diagnostic ? draftOf(diagnostic) : { ...emptyDraft, ...begin },
  everyMinutes: 15,
  inARow: 3,
  warn: '',
  fail: '',
  quietFrom: '',
  quietTo: '',
  maintenanceFrom: undefined,
  maintenanceTo: undefined,
  category: '',
  impact: 2,
  urgency: 2,
});

export const checkDraftOf = (content: CheckContent): CheckDraft => ({
  title: content.title,
  subject: content.subject,
  diagnostic: draftOf(content.diagnostic),
  everyMinutes: content.everyMinutes,
  inARow: content.inARow,
  warn: content.limits === null ? '' : String(content.limits.warn),
  fail: content.limits === null ? '' : String(content.limits.fail),
  quietFrom: content.quiet?.from ?? '',
  quietTo: content.quiet?.to ?? '',
  maintenanceFrom: content.maintenance?.from,
  maintenanceTo: content.maintenance?.to,
  category: content.ticket.category ?? '',
  impact: content.ticket.impact,
  urgency: content.ticket.urgency,
});

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Null where both are empty, undefined where the two do not fit. */
const limitsOf = ({ warn, fail, diagnostic }: CheckDraft): Limits | null | undefined => {
  if (warn.trim() === '' && fail.trim() === '') return null;
  if (warn.trim() === '' || fail.trim() === '') return undefined;
  const limits = { warn: Number(warn), fail: Number(fail) };
  return areLimits(diagnostic.kind, limits) ? limits : undefined;
};

const quietOf = ({ quietFrom: from, quietTo: to }: CheckDraft): CheckContent['quiet'] | undefined => {
  if (from.trim() === '' && to.trim() === '') return null;
  return CLOCK.test(from) && CLOCK.test(to) && from !== to ? { from, to } : undefined;
};

const maintenanceOf = ({
  maintenanceFrom: from,
  maintenanceTo: to,
}: CheckDraft): CheckContent['maintenance'] | undefined => {
  if (from === undefined && to === undefined) return null;
  return from !== undefined && to !== undefined && from < to ? { from, to } : undefined;
};

export interface ReadCheck {
  /** Undefined while something is wrong. */
  readonly content: CheckContent | undefined;
  readonly read: ReadDraft;
  readonly faults: ReadonlySet<CheckFault>;
}

/** What a draft says, or what is not right yet. */
export const readCheck = (draft: CheckDraft): ReadCheck => {
  const read = readDraft(draft.diagnostic);
  const [limits, quiet, maintenance] = [limitsOf(draft), quietOf(draft), maintenanceOf(draft)];
  const faults = new Set<CheckFault>();
  if (draft.title.trim() === '') faults.add('title');
  if (limits === undefined) faults.add('limits');
  if (quiet === undefined) faults.add('quiet');
  if (maintenance === undefined) faults.add('maintenance');
  if (!read.diagnostic || limits === undefined || quiet === undefined || maintenance === undefined || faults.size > 0)
    return { content: undefined, read, faults };
  const { subject, everyMinutes, inARow, impact, urgency } = draft;
  const ticket = { category: draft.category.trim() || null, impact, urgency };
  const content = {
    title: draft.title.trim(),
    subject,
    diagnostic: read.diagnostic,
    limits,
    everyMinutes,
    inARow,
    quiet,
  };
  return { content: { ...content, maintenance, ticket }, read, faults };
};
