/** Tickets of what a log says: with the lines as a file, the asset whose log it is, and the articles that the rule names. */
import { planAttach } from '#shared/attachments/plan-attach.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { AlertTicket } from '#shared/alerts/operations.ts';
import type { Finding } from '#shared/checks/finding.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import { receiveTicket } from '#shared/tickets/new-ticket.ts';
import { prefixOfKind } from '#shared/tickets/number.ts';
import type { Level, Ticket } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { linkArticles } from '../article-door.ts';
import { attachFiles } from '../attach-files.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { storeFile, withStoredFiles } from '../stored-files.ts';
import { addToTimeline } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';

export interface TicketDoors {
  readonly matrix: () => PriorityMatrix;
  /** Stages that a ticket is about an asset. */
  readonly linkAsset: (unit: Unit, ticketId: string, ciId: string) => Result<null>;
}

export interface LogReport {
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
  readonly impact: Level;
  readonly urgency: Level;
  readonly tags: readonly string[];
  readonly assetId: string | null;
  readonly articleIds: readonly string[];
  readonly file: { readonly name: string; readonly text: string };
  /** What a diagnostic found of it; null for none. */
  readonly finding: Finding | null;
}

/** `before` may refuse, `after` stages what else is to be true once there is a ticket: all of it is one commit. */
export interface Around {
  readonly before?: (unit: Unit) => Result<null>;
  readonly after?: (unit: Unit, ticket: Ticket) => void;
}

export const makeTicket = async (
  desk: Desk,
  { matrix, linkAsset }: TicketDoors,
  actor: Actor,
  report: LogReport,
  { before, after }: Around = {},
): Promise<Result<AlertTicket>> => {
  const stored = await storeFile(desk, Buffer.from(report.file.text.toWellFormed(), 'utf8'));
  if (!stored.ok) return stored;
  try {
    return await withStoredFiles(desk, [{ sha256: stored.value.sha256, name: report.file.name }], (files) =>
      desk.commit(actor, (unit): Result<AlertTicket> => {
        const allowed = before?.(unit);
        if (allowed?.ok === false) return allowed;
        const { title, description, category, impact, urgency, tags } = report;
        const ticket: Ticket = {
          ...receiveTicket(
            { kind: 'incident', channel: 'log_alert', title, description, category, impact, urgency, requester: null },
            unit.stamp('ticket', unit.newId('ticket')),
            unit.nextNumber(prefixOfKind.incident),
            matrix(),
          ),
          tags: [...new Set(tags)],
        };
        const attached = planAttach([], files);
        if (!attached.ok) return attached;
        const { finding } = report;
        const events: readonly TimelineEvent[] = [
          { kind: 'created', channel: 'log_alert' },
          ...(finding ? [{ kind: 'check', act: 'result', check: null, finding } as const] : []),
        ];
        addToTimeline(unit, ticket, events, ticket.createdAt);
        unit.write('ticket.create', ticket);
        attachFiles(unit, ticket, attached.value, ticket.createdAt);
        // What the source or the rule named may be gone since: no reason to lose the ticket.
        if (report.assetId !== null && unit.get('ci', report.assetId)) {
          const linked = linkAsset(unit, ticket.id, report.assetId);
          if (!linked.ok) return linked;
        }
        const offered = report.articleIds.filter((id) => unit.get<Article>('article', id)?.retired === null);
        const named = linkArticles(unit, ticket.id, offered);
        if (!named.ok) return named;
        after?.(unit, ticket);
        return succeed({ ticketId: ticket.id, number: ticket.number, isOpen: true });
      }),
    );
  } finally {
    stored.value.letGo();
  }
};
