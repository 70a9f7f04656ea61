import { revisionOf } from '#shared/tickets/revision.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import { timelinePrefix, type Ticket, type TimelineEntry } from '#shared/tickets/ticket.ts';
import type { MentionRecord } from '#shared/watching/mentions.ts';
import type { Change, Desk } from '../desk.ts';

/** Whose entries a timeline holds, as of one revision of its ticket. */
interface Authors {
  readonly revision: number;
  readonly all: number;
  readonly by: ReadonlyMap<string, number>;
}

/**
 * Who watches which tickets, and who was mentioned where: every change of any ticket asks for it, and must not look through all of them. Read
 * when first asked, then kept up with every commit. Lives as long as the desk.
 */
export class NewsIndex {
  readonly #desk: Desk;
  readonly #rows: () => Iterable<TicketRow>;
  #isRead = false;
  /** Both ways: a ticket that changes has to leave those who watch it no more. */
  readonly #watchersOf = new Map<string, readonly string[]>();
  readonly #watchedBy = new Map<string, Set<string>>();
  /** By whom they mention, then by id. */
  readonly #mentions = new Map<string, Map<string, MentionRecord>>();
  readonly #authors = new Map<string, Authors>();

  /** `rows`: every ticket as it is now. */
  constructor(desk: Desk, rows: () => Iterable<TicketRow>) {
    this.#desk = desk;
    this.#rows = rows;
    desk.onApplied((change) => {
      if (this.#isRead) this.#apply(change);
    });
  }

  watched(userId: string): readonly string[] {
    this.#read();
    return [...(this.#watchedBy.get(userId) ?? [])];
  }

  /** Newest first. */
  mentionsOf(userId: string): readonly MentionRecord[] {
    this.#read();
    return [...(this.#mentions.get(userId)?.values() ?? [])].toSorted((left, right) => (left.id < right.id ? 1 : -1));
  }

  isMentioned(userId: string, ticketId: string): boolean {
    this.#read();
    for (const mention of this.#mentions.get(userId)?.values() ?? []) if (mention.ticketId === ticketId) return true;
    return false;
  }

  /** How many entries of the timeline are not this person's. A count, for neither times nor ids say what came last once a clock was set. */
  othersEntries(ticket: Ticket, userId: string): number {
    const revision = revisionOf(ticket);
    let authors = this.#authors.get(ticket.id);
    if (authors?.revision !== revision) {
      const by = new Map<string, number>();
      let all = 0;
      for (const id of this.#desk.records.idsWithPrefix(timelinePrefix(ticket.id))) {
        const entry = this.#desk.records.get<TimelineEntry>('entry', id);
        if (!entry) continue;
        all++;
        by.set(entry.createdBy, (by.get(entry.createdBy) ?? 0) + 1);
      }
      authors = { revision, all, by };
      this.#authors.set(ticket.id, authors);
    }
    return authors.all - (authors.by.get(userId) ?? 0);
  }

  #read(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    for (const { id, watcherIds = [] } of this.#rows()) this.#watch(id, watcherIds);
    for (const id of this.#desk.records.ids('mention')) {
      const mention = this.#desk.records.get<MentionRecord>('mention', id);
      if (mention) this.#mention(mention);
    }
  }

  #apply({ puts, removes }: Change): void {
    for (const record of puts) {
      if (record.type === 'ticket') this.#watch(record.id, (record as Ticket).watchers ?? []);
      else if (record.type === 'mention') this.#mention(record as MentionRecord);
    }
    for (const id of removes) {
      if (id.startsWith('ticket:')) this.#watch(id, []);
      else if (id.startsWith('mention:')) for (const mentions of this.#mentions.values()) mentions.delete(id);
    }
  }

  #watch(ticketId: string, watchers: readonly string[]): void {
    for (const userId of this.#watchersOf.get(ticketId) ?? []) this.#watchedBy.get(userId)?.delete(ticketId);
    if (watchers.length === 0) {
      this.#watchersOf.delete(ticketId);
      this.#authors.delete(ticketId);
      return;
    }
    this.#watchersOf.set(ticketId, watchers);
    for (const userId of watchers) {
      const watched = this.#watchedBy.get(userId);
      if (watched) watched.add(ticketId);
      else this.#watchedBy.set(userId, new Set([ticketId]));
    }
  }

  #mention(mention: MentionRecord): void {
    const known = this.#mentions.get(mention.userId);
    if (known) known.set(mention.id, mention);
    else this.#mentions.set(mention.userId, new Map([[mention.id, mention]]));
  }
}
