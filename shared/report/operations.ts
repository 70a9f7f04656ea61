import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import { MAX_NOTES, MAX_PART_TEXT, MAX_PARTS, MAX_QUANTITY, paperLanguages, type ReportChoices } from './choices.ts';
import type { ReportModel } from './model.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const reportId = z.string().regex(/^report:[0-9A-HJKMNP-TV-Z]{26}:[0-9A-HJKMNP-TV-Z]{26}$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const partText = z.string().trim().max(MAX_PART_TEXT);

const choices = z.strictObject({
  language: z.enum(paperLanguages),
  site: partText,
  parts: z
    .array(
      z.strictObject({
        name: partText.min(1),
        number: partText,
        quantity: z.number().positive().max(MAX_QUANTITY),
      }),
    )
    .max(MAX_PARTS)
    .readonly(),
  noteIds: z.array(z.string().max(80)).max(MAX_NOTES).readonly(),
  technician: partText,
});

/** A report that was issued, for the list of them. */
export interface IssuedReport {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  readonly at: string;
  readonly by: string;
}

/** A report that can be looked at and printed. */
export interface ReportSheet {
  readonly model: ReportModel;
  readonly digest: string;
  /** The issue that holds exactly this model; null: it was not issued yet. */
  readonly issued: IssuedReport | null;
}

/** How much older than its saving the time on a paper may be: somebody looked for a folder meanwhile. */
export const MAX_STAMP_AGE_MS = 3_600_000;

/** What came out of the printer, or is about to. */
export interface ReportPrint {
  /** Of its ticket. */
  readonly number: string;
  readonly issued: IssuedReport;
  /** It was issued before: this one says that it is a copy. */
  readonly isCopy: boolean;
}

export const reportOperations = {
  /** What a new report begins with, the notes that may be chosen for it, and those that were issued, oldest first. */
  'report.begin': query('tickets.read', z.strictObject({ ticketId })).returns<{
    readonly choices: ReportChoices;
    readonly notes: readonly { readonly id: string; readonly at: string; readonly by: string; readonly text: string }[];
    readonly issued: readonly IssuedReport[];
    /** Whether this host makes PDF files itself. */
    readonly savesPdf: boolean;
  }>(),
  'report.preview': query('tickets.read', z.strictObject({ ticketId, choices })).returns<ReportSheet>(),
  'report.get': query('tickets.read', z.strictObject({ reportId })).returns<ReportSheet>(),
  /**
   * Issues what was previewed, for a page that prints itself: kept whole, named in timeline and trail. `digest` is that of the preview: what has changed since is refused as
   * `record.stale`. A model that was issued before is a copy, which only the trail notes.
   */
  'report.issue': command('tickets.work', z.strictObject({ ticketId, choices, digest })).returns<ReportPrint>(),
  /** Notes in the trail that an issued report is printed once more. */
  'report.copy': command('tickets.work', z.strictObject({ reportId })).returns<ReportPrint>(),
  /**
   * Saves what the page prints now as a PDF, where the person says, and issues it, or notes the copy, once all of it is on the disk: null if
   * they cancel, and nothing has changed. `version` and `at` are what stands on the paper. Refused as `record.stale` where the paper is no
   * longer what would be issued, as `host.unavailable` where the browser makes PDFs, as `report.not-saved` { path } where the file cannot
   * be written: then, too, nothing was issued and no file is left.
   */
  'report.savePdf': command(
    'tickets.work',
    z.union([
      z.strictObject({ ticketId, choices, digest, version: z.int().min(1), at: z.iso.datetime() }),
      z.strictObject({ reportId }),
    ]),
  ).returns<(ReportPrint & { readonly path: string }) | null>(),
};
