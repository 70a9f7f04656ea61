/** Service reports: made from the ticket as it stands, kept as they were issued, and put on paper by the host. */
import { createHash } from 'node:crypto';
import { canonicalJson, wellFormed } from '#shared/audit/canonical-json.ts';
import type { Json, Result } from '#shared/base/result.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import { buildReport, type ReportSources } from '#shared/report/build.ts';
import { noChoices, type ReportChoices } from '#shared/report/choices.ts';
import { reportPrefix, type ReportModel, type StoredReport } from '#shared/report/model.ts';
import { MAX_STAMP_AGE_MS, type IssuedReport, type ReportPrint } from '#shared/report/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { notFound } from '#shared/base/not-found.ts';
import { trainingFileName } from '#shared/practice/mark.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import type { Platform } from '../ports.ts';
import { actorOf, type Session } from '../session.ts';
import { auditObject, stageEvents, ticketFor } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';

type ReportOperation =
  | 'report.begin'
  | 'report.preview'
  | 'report.get'
  | 'report.issue'
  | 'report.copy'
  | 'report.savePdf';

export interface ReportParts {
  readonly platform: Platform;
  /** All but the ticket itself. */
  readonly sourcesOf: (ticketId: string) => Omit<ReportSources, 'ticket'>;
  /** Whether the session that asked is still on: a page that was locked meanwhile prints something else. */
  readonly isOn: (session: Session) => boolean;
}

const digestOf = (model: ReportModel): string =>
  createHash('sha256')
    .update(canonicalJson(wellFormed(model as unknown as Json)), 'utf8')
    .digest('hex');

const issuedView = ({ id, version, digest, createdAt, issuedAt, issuedBy }: StoredReport): IssuedReport => ({
  id,
  version,
  digest,
  at: issuedAt ?? createdAt,
  by: issuedBy,
});

const stale = (message: string): Result<never> => refuse('record.stale', message, { fields: [] });

type Way = 'print' | 'pdf';

/** What somebody asks to have issued, as they saw it. */
interface Asked {
  readonly ticketId: string;
  readonly choices: ReportChoices;
  readonly digest: string;
}

/** What stands on a paper that was made before its report is issued. */
interface PaperStamp {
  readonly version: number;
  /** RFC 3339. */
  readonly at: string;
}

/** Whether what the paper says is so: the version that comes next, and a time that is not to come, nor long gone. */
const isTrue = ({ version, at }: PaperStamp, next: number, now: Date): boolean => {
  const age = now.getTime() - Date.parse(at);
  return version === next && age >= 0 && age <= MAX_STAMP_AGE_MS;
};

export const reportHandlers = (
  desk: Desk,
  { platform, sourcesOf, isOn }: ReportParts,
): FeatureHandlers<ReportOperation> => {
  const reportsOf = (ticketId: string): readonly StoredReport[] =>
    desk.records
      .idsWithPrefix(reportPrefix(ticketId))
      .flatMap((id) => desk.records.get<StoredReport>('report', id) ?? []);

  const previewOf = (ticket: Ticket, choices: ReportChoices) => {
    const model = buildReport({ ticket, ...sourcesOf(ticket.id) }, choices);
    const digest = digestOf(model);
    return { model, digest, before: reportsOf(ticket.id).find((report) => report.digest === digest) };
  };

  /** Nothing of the desk changes by printing again: the trail says that it was done, and how. */
  const noteCopy = (unit: Unit, ticket: Ticket, report: StoredReport, way: Way): ReportPrint => {
    const { version, digest } = report;
    unit.audit({ action: 'report.copy', object: auditObject(ticket), after: { version, digest, way } });
    return { number: ticket.number, issued: issuedView(report), isCopy: true };
  };

  const copy = (unit: Unit, reportId: string, way: Way): Result<ReportPrint> => {
    const report = unit.get<StoredReport>('report', reportId);
    if (!report) return notFound('report', reportId);
    const ticket = unit.get<Ticket>('ticket', report.ticketId);
    return ticket ? succeed(noteCopy(unit, ticket, report, way)) : notFound('ticket', report.ticketId);
  };

  const nextVersion = (ticketId: string): number =>
    Math.max(0, ...reportsOf(ticketId).map(({ version }) => version)) + 1;

  /** `paper`: null where the page shows what was issued before it prints. */
  const issue = (unit: Unit, asked: Asked, way: Way, paper: PaperStamp | null): Result<ReportPrint> => {
    const { ticketId, choices } = asked;
    const found = ticketFor(unit, ticketId, 'workNote');
    if (!found.ok) return found;
    const { model, digest, before } = previewOf(found.value, choices);
    if (digest !== asked.digest) return stale('not what was previewed');
    if (before) return paper ? stale('issued meanwhile') : succeed(noteCopy(unit, found.value, before, way));
    if (choices.technician.trim() === '')
      return refuse('ticket.fields-missing', 'nobody signs the report', { fields: ['technician'] });
    const version = nextVersion(ticketId);
    if (paper && !isTrue(paper, version, unit.now)) return stale('the paper says another version or time');
    const report: StoredReport = {
      ...unit.stamp('report', unit.newChildId('report', ticketId)),
      ticketId,
      version,
      digest,
      issuedBy: unit.actor.name,
      ...(paper ? { issuedAt: paper.at } : {}),
      choices,
      model,
    };
    stageEvents(unit, found.value, [{ kind: 'report', reportId: report.id, version, digest }]);
    unit.put(report);
    unit.audit({
      action: 'report.issue',
      object: auditObject(found.value),
      after: { reportId: report.id, version, digest, way },
    });
    return succeed({ number: found.value.number, issued: issuedView(report), isCopy: false });
  };

  return {
    'report.begin': ({ ticketId }, { session }) => {
      const ticket = desk.records.get<Ticket>('ticket', ticketId);
      if (!ticket) return notFound('ticket', ticketId);
      const reports = reportsOf(ticketId);
      const { timeline } = sourcesOf(ticketId);
      return succeed({
        choices: reports.at(-1)?.choices ?? noChoices(session?.displayName ?? ''),
        notes: timeline.flatMap(({ id, at, by, event }) =>
          event.kind === 'workNote' ? [{ id, at, by: by.name, text: event.text }] : [],
        ),
        issued: reports.map(issuedView),
        savesPdf: platform.capabilities.savePdf,
      });
    },

    'report.preview': ({ ticketId, choices }) => {
      const ticket = desk.records.get<Ticket>('ticket', ticketId);
      if (!ticket) return notFound('ticket', ticketId);
      const { model, digest, before } = previewOf(ticket, choices);
      return succeed({ model, digest, issued: before ? issuedView(before) : null });
    },

    'report.get': ({ reportId }) => {
      const report = desk.records.get<StoredReport>('report', reportId);
      return report
        ? succeed({ model: report.model, digest: report.digest, issued: issuedView(report) })
        : notFound('report', reportId);
    },

    'report.issue': (asked, { session }) => desk.commit(actorOf(session), (unit) => issue(unit, asked, 'print', null)),

    'report.copy': ({ reportId }, { session }) =>
      desk.commit(actorOf(session), (unit) => copy(unit, reportId, 'print')),

    'report.savePdf': async (asked, { session }) => {
      if (!platform.capabilities.savePdf) return refuse('host.unavailable', 'this host makes no PDF files');
      const change = (unit: Unit): Result<ReportPrint> =>
        'reportId' in asked ? copy(unit, asked.reportId, 'pdf') : issue(unit, asked, 'pdf', asked);
      // Whoever is going to be refused is not asked for a place first.
      const tried = desk.rehearse(actorOf(session), change);
      if (!tried.ok) return tried;
      let done: Result<ReportPrint> | undefined;
      const { number, issued } = tried.value;
      const name = `${number}-v${issued.version}.pdf`;
      const saved = await platform.savePdf(desk.isPractice ? trainingFileName(name) : name, async () => {
        done = isOn(session)
          ? await desk.commit(actorOf(session), change)
          : refuse('auth.signed-out', 'signed out while the file was made');
        return done.ok;
      });
      if (done?.ok === false) return done;
      if (saved === undefined) return succeed(null);
      if ('problem' in saved) return refuse('report.not-saved', saved.problem, { path: saved.path });
      if (!done) throw new Error('saved, but nobody asked whether it may be');
      return succeed({ ...done.value, path: saved.path });
    },
  };
};
