import { cutText } from '../base/well-formed.ts';
import { computePriority, type PriorityMatrix } from '../priority/matrix.ts';
import { MAX_TEXT, MAX_TITLE } from '../tickets/limits.ts';
import type {
  Channel,
  HoldReason,
  Level,
  Priority,
  ResolutionCode,
  TicketKind,
  TicketState,
} from '../tickets/ticket.ts';
import { readDate } from './dates.ts';
import { codedFields, type CodedField, type DateField, type TicketField } from './fields.ts';
import { firstWords, oneLine, plainText } from './plain-text.ts';
import type { ImportPlan } from './plan.ts';
import { isWarning, type Problem, type ProblemCode } from './problem.ts';
import { stateOf } from './value-tables.ts';
import { zoneReader } from './zones.ts';

/** One row as a ticket would have it. Instants as ms since epoch. */
export interface RowReading {
  readonly externalId: string | null;
  readonly title: string;
  readonly description: string;
  readonly kind: TicketKind;
  readonly channel: Channel;
  readonly state: TicketState;
  readonly holdReason: HoldReason | null;
  /** What the other system calls the state. */
  readonly stateWord: string;
  readonly impact: Level;
  readonly urgency: Level;
  readonly priority: Priority;
  /** As the other system put it, where that is not what impact and urgency give. */
  readonly priorityWord: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly requester: string | null;
  readonly assignee: string | null;
  readonly assignmentGroup: string | null;
  readonly receivedAt: number;
  readonly updatedAt: number;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  readonly resolution: string;
  readonly resolutionCode: ResolutionCode;
  readonly resolvedBy: string | null;
  readonly reopenCount: number;
  readonly workNotes: readonly string[];
  readonly eventAt: number | null;
  readonly eventBy: string | null;
}

export interface RowResult {
  /** Null if a problem forbids to take the row. */
  readonly reading: RowReading | null;
  /** What the report calls the row, also where it is refused. */
  readonly externalId: string | null;
  readonly title: string;
  readonly problems: readonly Problem[];
}

const MAX_NAME = 200;
const MAX_GROUP = 120;
const MAX_TAG = 60;
const MAX_ID = 120;

/** The pair whose matrix value is the priority, where the file names only that. */
const levelsOf: Readonly<Record<Priority, readonly [Level, Level]>> = { 1: [1, 1], 2: [1, 2], 3: [2, 2], 4: [3, 3] };

/**
 * Turns the plan into a function that reads one row of the file. Same plan, same cells, same result. Every cell that does not fit is
 * named with its column; a row is read to its end, so that all its problems are told at once.
 */
export const rowReader = (
  plan: ImportPlan,
  header: readonly string[],
  matrix: PriorityMatrix,
): ((cells: readonly string[]) => RowResult) => {
  const toInstant = zoneReader(plan.zone);
  const empty = new Set(plan.emptyMarks);
  const columnsOf = (field: TicketField): readonly number[] =>
    plan.columns.flatMap((mapped, column) => (mapped === field ? [column] : []));
  const columns: Readonly<Partial<Record<TicketField, readonly number[]>>> = Object.fromEntries(
    plan.columns.flatMap((field) => (field === null ? [] : [[field, columnsOf(field)]])),
  );
  const codes = new Map<CodedField, ReadonlyMap<string, string>>(
    codedFields.map((field) => [field, new Map<string, string>(Object.entries(plan.values[field]))]),
  );
  const titleColumns =
    plan.title.from === 'words'
      ? [plan.title.column]
      : plan.title.from === 'join'
        ? plan.title.columns
        : (columns.title ?? []);
  const fillReceivedAt = Date.parse(plan.fill.receivedAt);

  return (cells) => {
    const problems: Problem[] = [];
    const complain = (code: ProblemCode, column: number | null, value: string): void => {
      problems.push({ code, column, value: cutText(value, 120) });
    };
    const cell = (column: number): string => {
      const text = cells[column]?.trim() ?? '';
      return empty.has(text) ? '' : text;
    };
    const first = (field: TicketField): { readonly text: string; readonly column: number } => {
      for (const column of columns[field] ?? []) {
        const text = cell(column);
        if (text !== '') return { text, column };
      }
      return { text: '', column: -1 };
    };
    const line = (field: TicketField, longest: number): string | null => {
      const { text, column } = first(field);
      // What no text may be as long as is not worth cleaning.
      const value = text.length > MAX_TEXT ? text : oneLine(text);
      if (value.length > longest) complain('text.too-long', column, value);
      return value === '' ? null : cutText(value, longest);
    };
    const texts = (field: TicketField): string[] =>
      (columns[field] ?? []).flatMap((column) => {
        const text = plainText(cell(column));
        if (text.length > MAX_TEXT) complain('text.too-long', column, text);
        return text === '' ? [] : [text];
      });
    const code = (field: CodedField): { readonly code: string | null; readonly word: string } => {
      const { text, column } = first(field);
      if (text === '') return { code: null, word: '' };
      const known = codes.get(field)?.get(text);
      if (known === undefined) complain('value.unknown', column, text);
      return { code: known ?? null, word: text };
    };
    const instant = (field: DateField): number | null => {
      const { text, column } = first(field);
      if (text === '') return null;
      const order = plan.dates[String(column)];
      const wall = order === undefined ? null : readDate(text, order);
      if (!wall) complain('date.invalid', column, text);
      return wall && toInstant(wall);
    };

    if (cells.length < header.length) complain('row.narrower', null, String(cells.length));
    const extra = cells.slice(header.length).filter((text) => text.trim() !== '');
    if (extra.length > 0) complain('row.wider', null, extra.join(' '));

    const externalId = line('externalId', MAX_ID);
    if (externalId === null && (plan.shape === 'events' || columns.externalId))
      complain('id.missing', columns.externalId?.[0] ?? null, '');

    const written =
      plan.title.from === 'words'
        ? firstWords(cell(plan.title.column), plan.title.words)
        : titleColumns
            .map((column) => oneLine(cell(column)))
            .filter(Boolean)
            .join(' · ');
    const given = written || (externalId ?? '');
    const cut = given.length > MAX_TITLE;
    const titleColumn = titleColumns[0] ?? null;
    if (written === '' && given === '') complain('title.missing', titleColumn, '');
    else if (written === '') complain('title.from-id', null, '');
    if (cut) complain('title.cut', titleColumn, given);

    const details = (columns.details ?? []).flatMap((column) => {
      const text = plainText(cell(column));
      return text === '' ? [] : [`${header[column] ?? ''}: ${text}`];
    });
    const description = [
      ...(cut ? [given] : []),
      ...texts('description'),
      ...(details.length + extra.length > 0 ? [[...details, ...extra.map(plainText)].join('\n')] : []),
    ].join('\n\n');
    if (description.length > MAX_TEXT) complain('text.too-long', columns.description?.[0] ?? null, description);

    const state = code('state');
    const { state: ticketState, hold } = stateOf((state.code ?? plan.fill.state) as typeof plan.fill.state);
    const priorityGiven = code('priority');
    const impactCode = code('impact').code;
    const urgencyCode = code('urgency').code;
    const fromPriority = priorityGiven.code === null ? null : levelsOf[Number(priorityGiven.code) as Priority];
    const useLevels = impactCode !== null || urgencyCode !== null || fromPriority === null;
    const impact = useLevels ? ((Number(impactCode) || plan.fill.impact) as Level) : fromPriority[0];
    const urgency = useLevels ? ((Number(urgencyCode) || plan.fill.urgency) as Level) : fromPriority[1];
    const computed = computePriority(impact, urgency, matrix);
    const priority = priorityGiven.code === null ? computed : (Number(priorityGiven.code) as Priority);

    const resolvedAt = instant('resolvedAt');
    const closedAt = instant('closedAt');
    const receivedAt = instant('receivedAt') ?? fillReceivedAt;
    const eventAt = instant('eventAt');
    if (plan.shape === 'events' && eventAt === null && first('eventAt').text === '')
      complain('date.invalid', columns.eventAt?.[0] ?? null, '');
    const assignee = line('assignee', MAX_NAME);
    const assignmentGroup = line('assignmentGroup', MAX_GROUP) ?? plan.fill.assignmentGroup;
    const reading: RowReading = {
      externalId,
      title: cut ? `${cutText(given, MAX_TITLE - 1).trimEnd()}…` : given,
      description,
      kind: (code('kind').code ?? plan.fill.kind) as TicketKind,
      channel: (code('channel').code ?? plan.fill.channel) as Channel,
      // What other systems call open is assigned to somebody or it is new.
      state: ticketState === 'assigned' && assignee === null && assignmentGroup === null ? 'new' : ticketState,
      holdReason: hold,
      stateWord: state.word,
      impact,
      urgency,
      priority,
      priorityWord: priority === computed ? null : priorityGiven.word,
      category: line('category', MAX_NAME) ?? plan.fill.category,
      tags: [...new Set((columns.tags ?? []).flatMap((column) => tagsIn(cell(column))))].slice(0, 40),
      requester: line('requester', MAX_NAME) ?? plan.fill.requester,
      assignee,
      assignmentGroup,
      receivedAt,
      updatedAt: instant('updatedAt') ?? eventAt ?? closedAt ?? resolvedAt ?? receivedAt,
      resolvedAt,
      closedAt,
      resolution: texts('resolution').join('\n\n'),
      resolutionCode: (code('resolutionCode').code ?? 'other') as ResolutionCode,
      resolvedBy: line('resolvedBy', MAX_NAME),
      reopenCount: Math.min(999, Math.max(0, Math.trunc(Number(first('reopenCount').text)) || 0)),
      workNotes: texts('workNote'),
      eventAt,
      eventBy: line('eventBy', MAX_NAME),
    };
    const isWhole = problems.every(({ code: found }) => isWarning(found));
    return { reading: isWhole ? reading : null, externalId, title: reading.title, problems };
  };
};

const tagsIn = (cell: string): readonly string[] =>
  cell
    .split(/[,;，；\n]/u)
    .map((tag) => cutText(oneLine(tag), MAX_TAG))
    .filter(Boolean);
