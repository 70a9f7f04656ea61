import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import type { TicketDetail } from '../tickets/operations.ts';
import type { CheckedTree } from './check-tree.ts';
import { MAX_NOTE, MAX_TREE_TEXT } from './limits.ts';
import { diagnosisLanguages, type DiagnosisTree, type Words } from './tree.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const entryId = z.string().max(80);
const runId = z.string().max(80);
const tree = z.string().max(60);
const edition = z.string().max(120);
const text = z.string().max(MAX_TREE_TEXT);
const language = z.enum(diagnosisLanguages);

/** A tree as lists show it. */
export interface TreeSummary {
  readonly tree: string;
  readonly title: Words;
  readonly suits: DiagnosisTree['suits'];
  readonly version: number;
  /** Whether the product ships one of this name. */
  readonly isShipped: boolean;
  /** What holds was saved on this desk, when and by whom; null while what ships holds. */
  readonly saved: { readonly at: string; readonly by: string } | null;
  readonly steps: number;
  readonly ends: number;
  /** Found wrong by the rules as they are now: such a tree is not offered. */
  readonly problems: number;
}

/** One of the texts that a tree had. `text` is null where it was put back to what ships, or out of use. */
export interface TreeVersion {
  readonly edition: string;
  readonly version: number;
  readonly at: string;
  readonly by: string;
  readonly text: string | null;
}

export interface TreeDetail extends TreeSummary {
  /** Names what holds, for saying what one saw; null: what ships. */
  readonly edition: string | null;
  readonly text: string;
  /** Null for a tree of the desk's own. */
  readonly shippedText: string | null;
  readonly checked: CheckedTree;
  /** What was saved on this desk, newest first. */
  readonly versions: readonly TreeVersion[];
}

export const diagnosisOperations = {
  /** Every tree in use, those that ship first. */
  'diagnosis.trees': query('tickets.read', z.strictObject({})).returns<readonly TreeSummary[]>(),
  'diagnosis.tree': query('tickets.read', z.strictObject({ tree })).returns<TreeDetail>(),
  /** The tree as a run walks it, whatever became of it since. */
  'diagnosis.edition': query('tickets.read', z.strictObject({ edition })).returns<DiagnosisTree>(),
  /** What is wrong with a text, without keeping anything of it. */
  'diagnosis.check': query('tickets.read', z.strictObject({ text })).returns<CheckedTree>(),
  /**
   * Keeps the text as the next version; the number of the version in it is made to be that. `seen` is the edition that was edited: refused
   * as `record.stale` if another holds by now. `tree` null: a new one, refused as `record.exists` if there is one of that name.
   */
  'diagnosis.save': command(
    'settings.manage',
    z.strictObject({ tree: tree.nullable(), seen: edition.nullable(), text }),
  ).returns<TreeDetail>(),
  /** What ships holds again; a tree of the desk's own goes out of use. Answers null then. */
  'diagnosis.reset': command('settings.manage', z.strictObject({ tree, seen: edition })).returns<TreeDetail | null>(),
  'diagnosis.start': command('tickets.work', z.strictObject({ ticketId, tree, language })).returns<TicketDetail>(),
  /** `after` is the head of the run as the person saw it: refused as `record.stale` if somebody else went on meanwhile. */
  'diagnosis.answer': command(
    'tickets.work',
    z.strictObject({
      ticketId,
      run: runId,
      after: entryId,
      answer: z.string().max(20),
      note: z.string().trim().min(1).max(MAX_NOTE).nullable(),
      language,
    }),
  ).returns<TicketDetail>(),
  /** Takes back the answer whose entry is `of`, and those after it. */
  'diagnosis.back': command(
    'tickets.work',
    z.strictObject({ ticketId, run: runId, after: entryId, of: entryId }),
  ).returns<TicketDetail>(),
  'diagnosis.abandon': command(
    'tickets.work',
    z.strictObject({ ticketId, run: runId, after: entryId }),
  ).returns<TicketDetail>(),
};
