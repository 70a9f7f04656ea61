/**
 * Tickets for measuring: seeded, about 1.5 KB of JSON each, half of them Chinese. Shares, skews and lengths are those of real desks:
 * priorities, reassignments and who calls how often from the ServiceNow event log (UCI 498, 890 incidents), text lengths from the
 * help-desk set (Endava, 47,837 texts: median 175, p90 612, p99 1,933 bytes without stop words, which are two fifths of running text).
 */
import type { PersonRef, StoredRecord } from '#shared/base/record.ts';
import { encodeUlid } from '#shared/base/ulid.ts';
import { channels, holdReasons, resolutionCodes } from '#shared/tickets/ticket.ts';
import type { Hold, Level, Priority, Resolution, Ticket, TicketState, TimelineEntry } from '#shared/tickets/ticket.ts';
import { chinese, english } from './ticket-texts.ts';
import type { Texts } from './ticket-texts.ts';
import { seededRandom } from './random.ts';
import type { Random } from './random.ts';

const FIRST_DAY = Date.UTC(2024, 0, 8, 7);
const SPAN_MS = 2 * 365 * 86_400_000;
const HOUR_MS = 3_600_000;
/** One ticket after another until 100,000 fill the span; more go round again. */
const ARRIVAL_MS = SPAN_MS / 100_000;
const DEVICE = 'device:01HKZ5B3C4D5E6F7G8H9JAKBMC';

const states: readonly TicketState[] = ['closed', 'resolved', 'cancelled', 'new', 'assigned', 'in_progress', 'on_hold'];
const stateShares = [0.8, 0.05, 0.03, 0.03, 0.03, 0.03, 0.03];
/** P1 … P4 in the event log. */
const priorityShares = [0.017, 0.037, 0.85, 0.096];
const levelsOf: readonly (readonly [Level, Level])[] = [
  [1, 1],
  [1, 2],
  [2, 2],
  [3, 3],
];
const channelShares = [0.3, 0.25, 0.3, 0.06, 0.02, 0.05, 0.02];
/** Description bytes: log-normal with the set's median and spread, lengthened to running text. */
const MEDIAN_TEXT_BYTES = 175 * 1.65;
const TEXT_SPREAD = 0.95;
const LONGEST_TEXT_BYTES = 20_000;

const PEOPLE = 3_000;
const TECHNICIANS = 108;

const iso = (time: number): string => new Date(time).toISOString();

/** The same person for the same number, whoever asks. */
const person = (texts: Texts, kind: string, index: number): PersonRef => {
  const random = seededRandom(0x7065, index);
  const given = random.pick(texts.givenNames);
  const surname = random.pick(texts.surnames);
  return {
    id: `${kind}:${encodeUlid(FIRST_DAY - index * 1_000, random.bytes(10))}`,
    name: texts === chinese ? `${surname}${given}` : `${given} ${surname}`,
  };
};

const fill = (random: Random, texts: Texts, pattern: string): string => {
  const text = pattern.replaceAll('{s}', random.pick(texts.systems)).replaceAll('{n}', String(1 + random.below(480)));
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const describe = (random: Random, texts: Texts): string => {
  const wanted = Math.min(LONGEST_TEXT_BYTES, MEDIAN_TEXT_BYTES * Math.exp(TEXT_SPREAD * random.normal()));
  const bytesPerCharacter = texts === chinese ? 2.6 : 1;
  const gap = texts === chinese ? '' : ' ';
  let text = `${random.pick(texts.opening)}\n`;
  do text += fill(random, texts, random.pick(texts.sentences)) + gap;
  while (text.length * bytesPerCharacter < wanted);
  return `${text}\n${random.pick(texts.closing)}`;
};

const resolve = (random: Random, texts: Texts, at: number): Resolution => ({
  code: random.pick(resolutionCodes),
  text: fill(random, texts, random.pick(texts.resolutions)),
  articleId: null,
  noArticleReason: fill(
    random,
    texts,
    texts === chinese ? '仅涉及{s}的单次操作，无需成文' : 'One-off, nothing to write about {s}',
  ),
  at: iso(at),
  by: person(texts, 'user', random.zipf(TECHNICIANS)),
});

/** Ticket number `index` of the desk that `seed` stands for; the same whichever others are made. */
export const generateTicket = (seed: number, index: number): Ticket => {
  const random = seededRandom(seed, index);
  const texts = random.below(2) === 0 ? english : chinese;
  const createdAt = FIRST_DAY + (((index * ARRIVAL_MS) % SPAN_MS) + random.below(ARRIVAL_MS));
  const state = states[random.weighted(stateShares)] ?? 'closed';
  const priority = random.weighted(priorityShares);
  const [impact, urgency] = levelsOf[priority] ?? [2, 2];
  const updatedAt = createdAt + Math.floor(HOUR_MS * Math.exp(1.5 + 1.2 * random.normal()));
  const isDone = state === 'closed' || state === 'resolved';
  const kind = random.next() < 0.7 ? 'incident' : 'request';
  const requester = person(texts, 'person', random.zipf(PEOPLE));
  const hold: Hold | null =
    state === 'on_hold'
      ? { reason: random.pick(holdReasons), until: iso(updatedAt + 48 * HOUR_MS), since: iso(updatedAt) }
      : null;
  return {
    id: `ticket:${encodeUlid(createdAt, random.bytes(10))}`,
    type: 'ticket',
    schema: 1,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    createdBy: person(texts, 'user', random.zipf(TECHNICIANS)).id ?? DEVICE,
    device: DEVICE,
    number: `${kind === 'incident' ? 'INC' : 'REQ'}-7K3Q-${String(index + 1).padStart(6, '0')}`,
    kind,
    channel: channels[random.weighted(channelShares)] ?? 'phone',
    receivedAt: iso(createdAt - random.below(20 * 60_000)),
    title: fill(random, texts, random.pick(texts.titles)),
    description: describe(random, texts),
    state,
    impact,
    urgency,
    priority: (priority + 1) as Priority,
    priorityOverride: null,
    major: random.next() < 0.004,
    category: texts.categories[random.zipf(texts.categories.length)] ?? null,
    tags: random.next() < 0.25 ? [random.pick(texts.systems)] : [],
    requester,
    assignee: state === 'new' ? null : person(texts, 'user', random.zipf(TECHNICIANS)),
    assignmentGroup: texts.groups[random.zipf(texts.groups.length)] ?? null,
    hold,
    resolution: isDone ? resolve(random, texts, updatedAt) : null,
    cancelReason: state === 'cancelled' ? 'withdrawn' : null,
    closedAt: state === 'closed' ? iso(updatedAt) : null,
    reopenCount: random.next() < 0.011 ? 1 : 0,
    cycle: 1,
    mergedInto: null,
    parentId: null,
    imported: null,
  };
};

export function* generateTickets(count: number, seed = 1): Generator<Ticket> {
  for (let index = 0; index < count; index++) yield generateTicket(seed, index);
}

/** A work note on `ticket`, as a technician adds it. */
export const generateWorkNote = (ticket: Ticket, seed: number, index: number): TimelineEntry => {
  const random = seededRandom(seed ^ 0x6e6f7465, index);
  const texts = random.below(2) === 0 ? english : chinese;
  const at = Date.parse(ticket.updatedAt) + index;
  const stamp: Omit<StoredRecord, 'id' | 'type' | 'schema'> = {
    createdAt: iso(at),
    updatedAt: iso(at),
    createdBy: person(texts, 'user', random.zipf(TECHNICIANS)).id ?? DEVICE,
    device: DEVICE,
  };
  return {
    id: `entry:${ticket.id.slice('ticket:'.length)}:${encodeUlid(at, random.bytes(10))}`,
    type: 'entry',
    schema: 1,
    ...stamp,
    ticketId: ticket.id,
    at: iso(at),
    by: person(texts, 'user', random.zipf(TECHNICIANS)),
    event: { kind: 'workNote', text: fill(random, texts, random.pick(texts.sentences)) },
    imported: null,
  };
};
