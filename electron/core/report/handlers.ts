/** Service reports: made from the ticket as it stands, kept as they were issued, and put on paper by the host. */
import { createHash } from 'node:crypto';
import { canonicalJson, wellFormed } from '#shared/audit/canonical-json.ts';
import type { Json, Result } from '#shared/base/result.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import { buildReport, type ReportSources } from '#shared/report/build.ts';
import { noChoices, type ReportChoices } from '#shared/report/choices.ts';
import { reportPrefix, type ReportModel, type StoredReport } from '#shared/report/model.ts';
import type { IssuedReport, ReportPrint } from '#shared/report/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import type { Platform } from '../ports.ts';
import { actorOf } from '../session.ts';
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
}

const digestOf = (model: ReportModel): string =>
  createHash('sha256')
    .update(canonicalJson(wellFormed(model as unknown as Json)), 'utf8')
    .digest('hex');

const issuedView = ({ id, version, digest, createdAt, issuedBy }: StoredReport): IssuedReport => ({
  id,
  version,
  digest,
  at: createdAt,
  by: issuedBy,
});

const notFound = (type: string, id: string): Result<never> =>
  refuse('record.not-found', `there is no ${type} ${id}`, { type, id });

export const reportHandlers = (desk: Desk, { platform, sourcesOf }: ReportParts): FeatureHandlers<ReportOperation> => {
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
  const noteCopy = (unit: Unit, ticket: Ticket, report: StoredReport, way: string): ReportPrint => {
    const { version, digest } = report;
    unit.audit({ action: 'report.copy', object: auditObject(ticket), after: { version, digest, way } });
    return { issued: issuedView(report), isCopy: true };
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

    'report.issue': ({ ticketId, choices, digest: seen, way }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const found = ticketFor(unit, ticketId, 'workNote');
        if (!found.ok) return found;
        const { model, digest, before } = previewOf(found.value, choices);
        if (digest !== seen) return refuse('record.stale', 'not what was previewed', { fields: [] });
        if (before) return succeed(noteCopy(unit, found.value, before, way));
        if (choices.technician.trim() === '')
          return refuse('ticket.fields-missing', 'nobody signs the report', { fields: ['technician'] });
        const report: StoredReport = {
          ...unit.stamp('report', unit.newChildId('report', ticketId)),
          ticketId,
          version: Math.max(0, ...reportsOf(ticketId).map(({ version }) => version)) + 1,
          digest,
          issuedBy: unit.actor.name,
          choices,
          model,
        };
        const { id, version } = report;
        stageEvents(unit, found.value, [{ kind: 'report', reportId: id, version, digest }]);
        unit.put(report);
        unit.audit({
          action: 'report.issue',
          object: auditObject(found.value),
          after: { reportId: id, version, digest, way },
        });
        return succeed({ issued: issuedView(report), isCopy: false });
      }),

    'report.copy': ({ reportId, way }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const report = unit.get<StoredReport>('report', reportId);
        if (!report) return notFound('report', reportId);
        const ticket = unit.get<Ticket>('ticket', report.ticketId);
        return ticket ? succeed(noteCopy(unit, ticket, report, way)) : notFound('ticket', report.ticketId);
      }),

    'report.savePdf': async ({ name }) => {
      if (!platform.capabilities.savePdf) return refuse('host.unavailable', 'this host makes no PDF files');
      const saved = await platform.savePdf(name);
      if (saved === undefined) return succeed(null);
      return 'problem' in saved
        ? refuse('report.not-saved', saved.problem, { path: saved.path })
        : succeed({ path: saved.path });
    },
  };
};
