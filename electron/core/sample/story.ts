import type { PersonRef } from '#shared/base/record.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import type { SupportCase, Team } from './catalogue.ts';
import type { Chance } from './chance.ts';
import type { Course } from './course.ts';
import type { Hours, Pace } from './pace.ts';

/** Where a ticket stands when the story ends. */
export type Ending =
  | 'new'
  | 'assigned'
  | 'in_progress'
  | 'on_hold'
  | 'resolved'
  | 'closed'
  | 'reopened-and-closed'
  | 'cancelled';

export interface Plot {
  readonly supportCase: SupportCase;
  readonly team: Team;
  /** 0 the first report, 1 the one that comes when it happens again. */
  readonly report: 0 | 1;
  readonly ending: Ending;
  /** ms since epoch. */
  readonly startsAt: number;
  readonly pace: Pace;
  readonly course: Course;
  readonly requester: PersonRef;
  readonly technician: PersonRef;
  /** Who hands tickets out. */
  readonly lead: PersonRef;
}

export interface Scene {
  readonly at: number;
  readonly by: PersonRef;
  readonly event: TimelineEvent;
  /** Of its entry, where another one names it. */
  readonly ulid?: string;
}

export interface Story {
  readonly ticket: Ticket;
  readonly scenes: readonly Scene[];
}

export interface Setting {
  readonly chance: Chance;
  /** What requesters think: apart, so that it changes nothing of what happens. */
  readonly opinions: Chance;
  /** Nothing happens later; ms since epoch. */
  readonly now: number;
  readonly hours: Hours;
  readonly device: PersonRef;
  /** What helps with a report, each as it was read at `at` (ms since epoch); nothing that was published later. */
  readonly articlesFor: (title: string, at: number) => readonly Article[];
}
