import type { PersonRef } from '#shared/base/record.ts';
import { addBusinessDays } from '#shared/calendar/business-days.ts';
import { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import { mondayToFriday } from '#shared/calendar/plain-calendar.ts';
import { planDueMove } from '#shared/tickets/due.ts';
import { receiveTicket } from '#shared/tickets/new-ticket.ts';
import type { Delivery, HoldReason, Ticket, TimelineEvent } from '#shared/tickets/ticket.ts';
import { planTransition, type TransitionRequest } from '#shared/tickets/transition.ts';
import type { SupportCase, Team } from './catalogue.ts';
import type { Chance } from './chance.ts';
import { nextWorkingMoment } from './working-hours.ts';

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
  readonly requester: PersonRef;
  readonly technician: PersonRef;
  /** Who hands tickets out. */
  readonly lead: PersonRef;
}

export interface Scene {
  readonly at: number;
  readonly by: PersonRef;
  readonly event: TimelineEvent;
}

export interface Story {
  readonly ticket: Ticket;
  readonly scenes: readonly Scene[];
}

export interface Setting {
  readonly chance: Chance;
  /** Nothing happens later; ms since epoch. */
  readonly now: number;
  readonly device: PersonRef;
  readonly zone: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const deliveryBy = {
  phone: 'phone',
  walk_up: 'in_person',
  on_site: 'in_person',
  email: 'mail',
  portal: 'mail',
} as const;

const rfc3339 = (instant: number): string => new Date(instant).toISOString();

/** Tells one ticket from its report to its ending, through the same rules as a person's commands. */
class Teller {
  readonly #plot: Plot;
  readonly #setting: Setting;
  readonly scenes: Scene[] = [];
  ticket: Ticket;
  #at: number;

  constructor(plot: Plot, setting: Setting, stamp: Pick<Ticket, 'id' | 'createdBy' | 'device'>, number: string) {
    this.#plot = plot;
    this.#setting = setting;
    this.#at = plot.startsAt;
    const { supportCase } = plot;
    const at = rfc3339(plot.startsAt);
    this.ticket = {
      ...receiveTicket(
        { ...supportCase, ...supportCase.reports[plot.report], requester: plot.requester },
        { ...stamp, type: 'ticket', schema: 1, createdAt: at, updatedAt: at },
        number,
      ),
      major: supportCase.major,
      assignmentGroup: supportCase.group,
    };
    const isSelfService = supportCase.channel === 'portal' || supportCase.channel === 'email';
    this.#note(isSelfService ? plot.requester : plot.technician, { kind: 'created', channel: supportCase.channel });
  }

  /** Lets `low` to `high` hours pass, at the desk; near the end of the story time runs slower, never backwards. */
  wait(low: number, high: number): void {
    const wanted = nextWorkingMoment(Math.floor(this.#at + this.#setting.chance.between(low, high) * HOUR));
    const limit = this.#setting.now;
    this.#at = wanted < limit ? wanted : this.#at + Math.floor((limit - this.#at) / 4);
  }

  move(request: TransitionRequest, by: PersonRef = this.#plot.technician): void {
    const outcome = planTransition(this.ticket, request, { by, at: rfc3339(this.#at) });
    if (!outcome.ok) throw new Error(`sample ${this.ticket.title}: ${outcome.failure.message}`);
    this.ticket = outcome.value.ticket;
    for (const event of outcome.value.events) this.#note(by, event);
  }

  workNote(text: string | undefined): void {
    if (text !== undefined) this.#write({ kind: 'workNote', text });
  }

  comment(text: string | null): void {
    if (text !== null) this.#write({ kind: 'comment', text, delivery: this.#delivery() });
  }

  /** `from` is where the days are counted from: the moment itself if not given. */
  hold(reason: HoldReason, comment: string | null, days: number, from = this.#at): void {
    this.move({ action: 'hold', reason, comment, until: rfc3339(nextWorkingMoment(Math.floor(from + days * DAY))) });
  }

  resolve(): void {
    const { code, text } = this.#plot.supportCase.resolution;
    const noArticleReason = this.#setting.chance.pick(this.#plot.team.noArticle);
    this.move({ action: 'resolve', code, text, articleId: null, noArticleReason });
  }

  /** By the requester's word, or by the rule when nobody objected. */
  close(): void {
    const { chance, now, zone, device } = this.#setting;
    const ruleAt = addBusinessDays(this.#at, 3, new CompiledCalendar(mondayToFriday(zone)));
    if (ruleAt >= now || chance.isTrue(0.45)) {
      this.wait(1, 26);
      this.move({ action: 'close' });
      return;
    }
    this.#at = ruleAt;
    const closed = planDueMove(
      this.ticket,
      { action: 'autoClose', ticketId: this.ticket.id, at: ruleAt },
      rfc3339(ruleAt),
    );
    if (!closed) throw new Error(`sample ${this.ticket.title}: not resolved`);
    this.ticket = closed.ticket;
    for (const event of closed.events) this.#note(device, event);
  }

  #write(event: TimelineEvent): void {
    this.ticket = { ...this.ticket, updatedAt: rfc3339(this.#at) };
    this.#note(this.#plot.technician, event);
  }

  #note(by: PersonRef, event: TimelineEvent): void {
    this.scenes.push({ at: this.#at, by, event });
  }

  #delivery(): Delivery {
    const { channel } = this.#plot.supportCase;
    return channel in deliveryBy ? deliveryBy[channel as keyof typeof deliveryBy] : 'mail';
  }
}

const receive = (teller: Teller, { lead, technician, supportCase }: Plot, { chance }: Setting): void => {
  const isUrgent = supportCase.impact === 1;
  if (isUrgent) teller.wait(0.05, 0.15);
  else teller.wait(0.2, 3);
  if (!isUrgent && chance.isTrue(0.5)) {
    teller.move({ action: 'assign', assignee: technician, group: supportCase.group }, lead);
    teller.wait(0.3, 4);
    teller.move({ action: 'start' });
  } else teller.move({ action: 'take' });
  if (isUrgent) teller.wait(0.05, 0.2);
  else teller.wait(0.2, 2);
};

const investigate = (teller: Teller, { supportCase }: Plot): void => {
  const isUrgent = supportCase.impact === 1;
  for (const note of supportCase.notes) {
    teller.workNote(note);
    if (isUrgent) teller.wait(0.2, 1);
    else teller.wait(0.5, 5);
  }
  teller.comment(supportCase.comment);
  if (isUrgent) teller.wait(0.3, 1.5);
  else teller.wait(1, 9);
};

const mend = (teller: Teller, plot: Plot, setting: Setting): void => {
  receive(teller, plot, setting);
  investigate(teller, plot);
  const { hold } = plot.supportCase;
  if (hold) {
    teller.hold(hold.reason, hold.comment, 5);
    teller.wait(plot.supportCase.impact === 1 ? 1 : 5, plot.supportCase.impact === 1 ? 3 : 40);
    teller.move({ action: 'resume' });
    teller.wait(0.2, 2);
  }
  teller.resolve();
};

const endings: Readonly<Record<Ending, (teller: Teller, plot: Plot, setting: Setting) => void>> = {
  new: () => undefined,
  assigned: (teller, { technician, supportCase, lead }) => {
    teller.wait(0.2, 3);
    teller.move({ action: 'assign', assignee: technician, group: supportCase.group }, lead);
  },
  in_progress: (teller, plot, setting) => {
    receive(teller, plot, setting);
    teller.workNote(plot.supportCase.notes[0]);
    if (!setting.chance.isTrue(0.6)) return;
    teller.wait(0.3, 3);
    teller.comment(plot.supportCase.comment);
  },
  on_hold: (teller, plot, setting) => {
    receive(teller, plot, setting);
    teller.workNote(plot.supportCase.notes[0]);
    teller.wait(0.5, 4);
    const { hold } = plot.supportCase;
    const days = setting.chance.between(0.6, 6);
    if (hold) teller.hold(hold.reason, hold.comment, days, setting.now);
    else teller.hold('requester', setting.chance.pick(plot.team.ask), days, setting.now);
  },
  resolved: mend,
  closed: (teller, plot, setting) => {
    mend(teller, plot, setting);
    teller.close();
  },
  'reopened-and-closed': (teller, plot, setting) => {
    mend(teller, plot, setting);
    teller.wait(20, 50);
    teller.move({ action: 'reopen', reason: plot.team.reopened });
    teller.wait(1, 6);
    teller.workNote(plot.supportCase.notes.at(-1));
    teller.wait(1, 8);
    teller.resolve();
    teller.close();
  },
  cancelled: (teller, _plot, { chance }) => {
    teller.wait(0.2, 6);
    teller.move({
      action: 'cancel',
      reason: chance.pick(['duplicate', 'duplicate', 'withdrawn', 'not_an_incident'] as const),
    });
  },
};

/** The ticket as it stands at the end, and its timeline in order. */
export const tellStory = (
  plot: Plot,
  setting: Setting,
  stamp: Pick<Ticket, 'id' | 'createdBy' | 'device'>,
  number: string,
): Story => {
  const teller = new Teller(plot, setting, stamp, number);
  endings[plot.ending](teller, plot, setting);
  return { ticket: teller.ticket, scenes: teller.scenes };
};
