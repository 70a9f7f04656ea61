/** Mentions in what is said on a ticket, whichever feature says it: found by the names of who can sign in, told to each of them. */
import type { StoredRecord } from '#shared/base/record.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { mentionId, mentionsIn, type Mentioned, type MentionRecord } from '#shared/watching/mentions.ts';
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
export const withMentions = <Event extends TimelineEvent>(records: Records, event: Event): Event => {
  if ((event.kind !== 'comment' && event.kind !== 'workNote') || !/[@＠]/u.test(event.text)) return event;
  const mentions = mentionsIn(event.text, people(records));
  return mentions.length > 0 ? { ...event, mentions } : event;
};

export const mentionedBy = (event: TimelineEvent): readonly Mentioned[] =>
  event.kind === 'comment' || event.kind === 'workNote' ? (event.mentions ?? []) : [];

/** Tells each person mentioned, except whoever wrote it. The commit's audit note, written after this, covers it. */
export const stageMentions = (unit: Unit, entries: readonly TimelineEntry[]): void => {
  for (const { id: entryId, ticketId, at, event } of entries)
    for (const { id: userId } of mentionedBy(event)) {
      if (userId === unit.actor.id) continue;
      const stamp = unit.stamp('mention', mentionId(userId, entryId));
      const mention: MentionRecord = { ...stamp, userId, ticketId, entryId, at };
      unit.put(mention);
    }
};
