import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import type { Failure } from '../base/result.ts';
import { childrenChoices } from '../tickets/children.ts';
import type { TicketDetail } from '../tickets/operations.ts';
import { templateContent } from './schema.ts';
import type { TemplateVersion, TemplateView } from './template.ts';
import type { TemplateValues } from './variables.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const templateId = z.string().regex(/^template:[0-9A-HJKMNP-TV-Z]{26}$/);

/** What becomes of open tickets below one that the macro resolves, as `tickets.resolve` asks it. */
const children = z.enum(childrenChoices).nullable().optional();

/** `id` and `version` null: a new one. `version` is the one that the person saw: `record.stale` { seen, current } if it is not the newest. */
const edited = z.strictObject({
  id: templateId.nullable(),
  version: z.int().min(1).nullable(),
  retired: z.boolean(),
  content: templateContent,
});

export const templateOperations = {
  /** Those of the desk and one's own, retired ones too; most used first. */
  'templates.list': query('tickets.read', z.strictObject({})).returns<readonly TemplateView[]>(),
  /** Oldest first. */
  'templates.versions': query('tickets.read', z.strictObject({ id: templateId })).returns<readonly TemplateVersion[]>(),
  /** What a text about this ticket, or about none yet, is filled with; `answers` is empty. */
  'templates.values': query(
    'tickets.read',
    z.strictObject({ ticketId: ticketId.nullable() }),
  ).returns<TemplateValues>(),
  /** Saves one of the desk's. Refusals: `checkTemplate`. */
  'templates.save': command('templates.manage', edited).returns<TemplateView>(),
  /** Saves one that only its author sees. */
  'templates.saveOwn': command('tickets.work', edited).returns<TemplateView>(),
  /** A canned reply was put into a text. */
  'templates.used': command('tickets.work', z.strictObject({ id: templateId })).returns<null>(),
  /** What each step would do to these tickets, without doing it: null, or the failure that would stop it, by ticket. */
  'templates.tryMacro': query(
    'tickets.read',
    z.strictObject({ id: templateId, ticketIds: z.array(ticketId).min(1).max(500), children }),
  ).returns<readonly MacroTrial[]>(),
  /** All steps on one ticket in one commit, or none. `version` is the one that the person saw. */
  'templates.runMacro': command(
    'tickets.work',
    z.strictObject({ id: templateId, version: z.int().min(1), ticketId, children }),
  ).returns<TicketDetail>(),
};

export interface MacroTrial {
  readonly ticketId: string;
  readonly number: string;
  readonly failure: Failure | null;
}
