/** Mentions in what is said on a ticket, whichever feature says it: found by the names of who can sign in, told to each of them. */
import type { StoredRecord } from '#shared/base/record.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import type { PlannedChange } from '#shared/tickets/transition.ts';
import { mentionId, mentionsIn, withWatchers, type Mentioned, type MentionRecord } from '#shared/watching/mentions.ts';
import type { Records } from './storage/store.ts';
import type { Unit } from './unit.ts';

interface KnownUser extends StoredRecord {
  readonly type: 'user';
  readonly displayName: string;
  readonly disabled: boolean;
}

/** Everybody who can sign in; who cannot is only text. */
const people = (records: Records): readonly Mentioned[] =>
  [...records.ids('user')].flatMap((id) => {
    const user = records.get<KnownUser>('user', id);
    return user && !user.disabled ? [{ id, name: user.displayName }] : [];
  });

/** The event with those whom its text mentions; the same where it mentions nobody. */
const withMentions = <Event extends TimelineEvent>(records: Records, event: Event): Event => {
  if ((event.kind !== 'comment' && event.kind !== 'workNote') || !/[@＠]/u.test(event.text)) return event;
  const mentions = mentionsIn(event.text, people(records));
  return mentions.length > 0 ? { ...event, mentions } : event;
};

const mentionedBy = (event: TimelineEvent): readonly Mentioned[] =>
  event.kind === 'comment' || event.kind === 'workNote' ? (event.mentions ?? []) : [];

/**
 * A planned change with those whom its words mention. Whoever is mentioned by somebody else watches the ticket from then on, so that the
 * answers reach them too.
 */
export const mentioning = (records: Records, actorId: string, { ticket, events }: PlannedChange): PlannedChange => {
  const said = events.map((event) => withMentions(records, event));
  const others = said.flatMap(mentionedBy).flatMap(({ id }) => (id === actorId ? [] : [id]));
  return {
    ticket: others.length > 0 ? { ...ticket, watchers: withWatchers(ticket.watchers ?? [], others) } : ticket,
    events: said,
  };
};

/** Stages what tells each person mentioned in an entry of it, except whoever wrote it. `revision` is that of the ticket with the entry. */
export const noteMentions = (
  unit: Unit,
  { id: entryId, ticketId, at, event }: TimelineEntry,
  revision: number,
): void => {
  for (const { id: userId } of mentionedBy(event)) {
    if (userId === unit.actor.id) continue;
    const stamp = unit.stamp('mention', mentionId(userId, entryId));
    const mention: MentionRecord = { ...stamp, userId, ticketId, entryId, at, revision };
    unit.put(mention);
  }
};
