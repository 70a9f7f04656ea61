import type { TicketRow } from '../tickets/row.ts';
import { shortNumber } from '../tickets/number.ts';
import {
  cancelReasons,
  channels,
  holdReasons,
  type Channel,
  type Ticket,
  type TimelineEntry,
} from '../tickets/ticket.ts';
import type { TimelineEvent } from '../tickets/timeline-event.ts';

/** Where on a ticket a text stands. */
export const searchFields = [
  'title',
  'requester',
  'assignee',
  'group',
  'category',
  'tag',
  'description',
  'resolution',
  'comment',
  'workNote',
  'reply',
  'attachment',
  'history',
] as const;
export type SearchField = (typeof searchFields)[number];

export interface FieldText {
  readonly field: SearchField;
  readonly text: string;
}

/** Every way of writing the numbers of a ticket. */
export const numberTexts = ({ number, externalId }: TicketRow): readonly string[] => {
  const short = shortNumber(number);
  const forms = [number, short, number.replaceAll('-', ''), short.replaceAll('-', '')];
  return externalId === null ? forms : [...forms, externalId];
};

/** What lists show of a ticket besides its number, the title first; here parts of words are found too. */
export const rowTexts = (row: TicketRow): readonly FieldText[] => {
  const texts: FieldText[] = [{ field: 'title', text: row.title }];
  for (const field of ['requester', 'assignee', 'group', 'category'] as const) {
    const text = row[field];
    if (text !== null) texts.push({ field, text });
  }
  return texts;
};

const reasonCodes: ReadonlySet<string> = new Set([...holdReasons, ...cancelReasons]);

const history = (...texts: readonly (string | null | undefined)[]): readonly FieldText[] =>
  texts.flatMap((text) => (text ? [{ field: 'history', text }] : []));

/** What was written in an event. A kind of event not named here is found by its `text` and its `name`. */
const eventTexts = (event: TimelineEvent): readonly FieldText[] => {
  switch (event.kind) {
    case 'comment':
    case 'workNote':
    case 'reply':
      return [{ field: event.kind, text: event.text }];
    case 'transition':
      return event.reason === null || reasonCodes.has(event.reason) ? [] : history(event.reason);
    case 'task':
      return history(event.reason, ...event.tasks.map(({ title }) => title));
    case 'time':
      return history(event.note);
    case 'diagnosis':
      return event.act === 'answer' ? history(event.question, event.label, event.note) : [];
    case 'edit':
      return history(event.reason);
    case 'toolRun':
      return history(event.argv.join(' '));
    case 'created':
    case 'delivery':
    case 'link':
    case 'assignment':
      return [];
    default:
      return namedTexts(event);
  }
};

const namedTexts = (event: object): readonly FieldText[] => {
  const texts: FieldText[] = [];
  if ('name' in event && typeof event.name === 'string') texts.push({ field: 'attachment', text: event.name });
  if ('text' in event && typeof event.text === 'string') texts.push({ field: 'history', text: event.text });
  return texts;
};

/** What was written on a ticket beside what lists show, in the order it is searched. */
export const bodyTexts = (ticket: Ticket, timeline: readonly TimelineEntry[]): readonly FieldText[] => {
  const texts: FieldText[] = [];
  for (const text of ticket.tags) texts.push({ field: 'tag', text });
  texts.push({ field: 'description', text: ticket.description });
  const { resolution } = ticket;
  if (resolution) {
    texts.push({ field: 'resolution', text: resolution.text });
    if (resolution.noArticleReason !== null) texts.push({ field: 'resolution', text: resolution.noArticleReason });
  }
  for (const { event } of timeline) {
    // A resolution stands on the ticket and in its history: once is enough.
    for (const text of eventTexts(event)) if (text.text !== resolution?.text) texts.push(text);
  }
  return texts.filter(({ text }) => text !== '');
};

/** What a ticket holds and how it came, which no row says: bits of one number. */
export const factBits = {
  comment: 1,
  note: 2,
  reply: 4,
  attachment: 8,
  resolution: 16,
  description: 32,
  tag: 64,
  link: 128,
  reopened: 256,
} as const;

const CHANNEL_SHIFT = 16;

const eventBits: Readonly<Record<string, number>> = {
  comment: factBits.comment,
  workNote: factBits.note,
  reply: factBits.reply,
  attachment: factBits.attachment,
  link: factBits.link,
};

export const factsOf = (ticket: Ticket, timeline: readonly TimelineEntry[]): number => {
  let facts = channels.indexOf(ticket.channel) << CHANNEL_SHIFT;
  if (ticket.resolution) facts |= factBits.resolution;
  if (ticket.description !== '') facts |= factBits.description;
  if (ticket.tags.length > 0) facts |= factBits.tag;
  if (ticket.reopenCount > 0) facts |= factBits.reopened;
  for (const { event } of timeline) facts |= eventBits[event.kind] ?? 0;
  return facts;
};

export const channelIn = (facts: number): Channel | undefined => channels[facts >>> CHANNEL_SHIFT];
