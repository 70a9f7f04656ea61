import type { PersonRef } from '#shared/base/record.ts';
import { addBusinessDays } from '#shared/calendar/business-days.ts';
import { articleEvent } from '#shared/knowledge/ticket-use.ts';
import { planSurvey } from '#shared/survey/plan.ts';
import { planDueMove } from '#shared/tickets/due.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { receiveTicket } from '#shared/tickets/new-ticket.ts';
import type { HoldReason, Ticket } from '#shared/tickets/ticket.ts';
import type { Delivery, TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { planTransition, type TransitionRequest } from '#shared/tickets/transition.ts';
import { timeAfter } from './business-time.ts';
import { opinionOf } from './opinion.ts';
import type { Plot, Scene, Setting } from './story.ts';

const DAY = 86_400_000;
/** Business days from resolving to closing by rule. */
const AUTO_CLOSE_AFTER = 3;

const deliveryBy = {
  phone: 'phone',
  walk_up: 'in_person',
  on_site: 'in_person',
  email: 'mail',
  portal: 'mail',
} as const;

const rfc3339 = (instant: number): string => new Date(instant).toISOString();

/** One after the other, over and over. */
function* inTurn<Item>(items: readonly Item[]): Generator<Item, never> {
  for (;;) yield* items;
}

/** Tells one ticket from its report on, through the same rules as a person's commands. */
export class Teller {
  readonly #plot: Plot;
  readonly #setting: Setting;
  readonly #acknowledgements: Iterator<string, never>;
  readonly #updates: Iterator<string, never>;
  readonly scenes: Scene[] = [];
  ticket: Ticket;
  #at: number;
  #passed = 0;

  constructor(plot: Plot, setting: Setting, stamp: Pick<Ticket, 'id' | 'createdBy' | 'device'>, number: string) {
    this.#plot = plot;
    this.#setting = setting;
    this.#at = plot.startsAt;
    const { supportCase, team } = plot;
    this.#acknowledgements = inTurn(setting.chance.shuffled(team.acknowledge));
    this.#updates = inTurn(setting.chance.shuffled(team.progress[supportCase.kind]));
    const at = rfc3339(plot.startsAt);
    this.ticket = {
      ...receiveTicket(
        { ...supportCase, ...supportCase.reports[plot.report], requester: plot.requester },
        { ...stamp, type: 'ticket', schema: 1, createdAt: at, updatedAt: at },
        number,
        defaultPriorityMatrix,
      ),
      major: supportCase.major,
      assignmentGroup: supportCase.group,
    };
    const isSelfService = supportCase.channel === 'portal' || supportCase.channel === 'email';
    this.#note(isSelfService ? plot.requester : plot.technician, { kind: 'created', channel: supportCase.channel });
  }

  /** Goes on to a moment of the plot's course. */
  passTo(moment: number): void {
    this.pass(Math.floor(moment) - this.#passed);
    this.#passed = Math.floor(moment);
  }

  /** Lets so many seconds of the ticket's own time pass that are not in its course. */
  pass(seconds: number): void {
    this.#at = timeAfter(this.#plot.pace.keeping, this.#at, Math.floor(seconds));
  }

  /** Lets so many business days pass, whatever the ticket counts. */
  passDays(days: number): void {
    const { calendar } = this.#setting.hours;
    this.#at = timeAfter(calendar, this.#at, Math.floor(days * calendar.usualDaySeconds));
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

  /** Tells the requester that somebody has begun. */
  acknowledge(): void {
    this.#comment(this.#acknowledgements.next().value);
  }

  /** Tells the requester how it goes, in `words` if there are any for this case. */
  inform(words: string | null): void {
    this.#comment(words ?? this.#updates.next().value);
  }

  /** `from` is where the days are counted from: the moment itself if not given. */
  hold(reason: HoldReason, comment: string | null, days: number, from = this.#at): void {
    const end = Math.floor(from + days * DAY);
    this.move({ action: 'hold', reason, comment, until: rfc3339(this.#setting.hours.calendar.nextOpen(end) ?? end) });
  }

  /** Names what the library has for this report, once each. Answers with the first of it; null if there is nothing yet. */
  nameArticles(): string | null {
    const fitting = this.#setting.articlesFor(this.ticket.title, this.#at);
    for (const article of fitting) {
      if (this.scenes.some(({ event }) => event.kind === 'article' && event.articleId === article.id)) continue;
      this.#write(articleEvent(article, 'linked'));
    }
    return fitting[0]?.id ?? null;
  }

  resolve(): void {
    const { code, text } = this.#plot.supportCase.resolution;
    // Picked whether or not it is needed: an article more changes nothing else of what happens.
    const reason = this.#setting.chance.pick(this.#plot.team.noArticle);
    const articleId = this.nameArticles();
    this.move({ action: 'resolve', code, text, articleId, noArticleReason: articleId === null ? reason : null });
  }

  /** By the requester's word, or by the rule when nobody objected. */
  close(): void {
    const { chance, hours, device } = this.#setting;
    const answersAfter = chance.between(0.1, 2.5);
    if (chance.isTrue(0.45)) {
      this.passDays(answersAfter);
      if (!this.handOver(true)) this.move({ action: 'close' });
      return;
    }
    this.#at = addBusinessDays(this.#at, AUTO_CLOSE_AFTER, hours.calendar);
    const at = rfc3339(this.#at);
    const closed = planDueMove(this.ticket, { action: 'autoClose', ticketId: this.ticket.id, at: this.#at }, at);
    if (!closed) throw new Error(`sample ${this.ticket.title}: not resolved`);
    this.ticket = closed.ticket;
    for (const event of closed.events) this.#note(device, event);
  }

  /** Asks the requester what they think; who calls it `solved` closes the ticket with it. Answers whether that happened. */
  handOver(solved: boolean): boolean {
    const { team, requester, technician } = this.#plot;
    const opinion = opinionOf(this.#setting.opinions, team, requester.name);
    const answer = opinion && { ...opinion, solved: solved ? true : null };
    const planned = planSurvey(
      this.ticket,
      [],
      { cycle: this.ticket.cycle, answer, replaces: null },
      { by: technician, at: rfc3339(this.#at) },
    );
    if (!planned.ok) throw new Error(`sample ${this.ticket.title}: ${planned.failure.message}`);
    this.ticket = planned.value.ticket;
    for (const event of planned.value.events) this.#note(technician, event);
    return this.ticket.state === 'closed';
  }

  #comment(text: string): void {
    this.#write({ kind: 'comment', text, delivery: this.#delivery() });
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
