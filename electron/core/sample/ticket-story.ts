import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Ending, Plot, Setting, Story } from './story.ts';
import { Teller } from './teller.ts';

/** What somebody does at a moment of the course. */
interface Beat {
  readonly at: number;
  readonly tell: () => void;
}

const perform = (teller: Teller, beats: readonly Beat[]): void => {
  for (const { at, tell } of beats.toSorted((left, right) => left.at - right.at)) {
    teller.passTo(at);
    tell();
  }
};

/** Handed out or taken, and answered. */
const receive = (teller: Teller, plot: Plot, { chance }: Setting, answerAt: number): readonly Beat[] => {
  const { lead, technician, supportCase } = plot;
  const answer: Beat = { at: answerAt, tell: () => teller.acknowledge() };
  const isUrgent = supportCase.impact === 1;
  if (isUrgent || chance.isTrue(0.5))
    return [{ at: answerAt * 0.7, tell: () => teller.move({ action: 'take' }) }, answer];
  return [
    {
      at: answerAt * 0.3,
      tell: () => teller.move({ action: 'assign', assignee: technician, group: supportCase.group }, lead),
    },
    { at: answerAt * 0.8, tell: () => teller.move({ action: 'start' }) },
    answer,
  ];
};

interface Findings {
  readonly notes: readonly string[];
  /** What the requester is told last. */
  readonly outcome: string | null;
}

/** From the receipt to the end of the plot's course. */
const work = (teller: Teller, plot: Plot, setting: Setting, { notes, outcome }: Findings): void => {
  const { answerAt, updatesAt, endsAt } = plot.course;
  const beginsAt = answerAt ?? 0;
  const knownAt = updatesAt.at(-1) ?? endsAt;
  perform(teller, [
    ...receive(teller, plot, setting, beginsAt),
    ...notes.map((text, place) => ({
      at: beginsAt + ((knownAt - beginsAt) * (place + 1)) / (notes.length + 1),
      tell: () => teller.workNote(text),
    })),
    ...updatesAt.map((at) => ({ at, tell: () => teller.inform(at === knownAt ? outcome : null) })),
  ]);
};

/** Up to its resolution. */
const mend = (teller: Teller, plot: Plot, setting: Setting): void => {
  const { supportCase, course } = plot;
  const { hold, notes, comment } = supportCase;
  work(teller, plot, setting, { notes, outcome: comment });
  if (hold && course.pause) {
    teller.passTo(course.pause.at);
    teller.hold(hold.reason, hold.comment, 20);
    teller.pass(course.pause.seconds);
    teller.move({ action: 'resume' });
  }
  teller.passTo(course.endsAt);
  teller.resolve();
};

const endings: Readonly<Record<Ending, (teller: Teller, plot: Plot, setting: Setting) => void>> = {
  new: () => undefined,
  assigned: (teller, { technician, supportCase, lead, course }, { chance }) => {
    teller.passTo(course.endsAt * chance.between(0.1, 0.7));
    teller.move({ action: 'assign', assignee: technician, group: supportCase.group }, lead);
  },
  in_progress: (teller, plot, setting) => {
    const { notes, comment } = plot.supportCase;
    work(teller, plot, setting, { notes: notes.slice(0, 1), outcome: setting.chance.isTrue(0.5) ? comment : null });
    teller.nameArticles();
  },
  on_hold: (teller, plot, setting) => {
    const { supportCase, course, team } = plot;
    const { hold, notes, comment } = supportCase;
    work(teller, plot, setting, { notes: notes.slice(0, 1), outcome: hold && comment });
    teller.nameArticles();
    teller.passTo(course.endsAt);
    const days = setting.chance.between(0.6, 6);
    if (hold) teller.hold(hold.reason, hold.comment, days, setting.now);
    else teller.hold('requester', setting.chance.pick(team.ask), days, setting.now);
  },
  resolved: mend,
  closed: (teller, plot, setting) => {
    mend(teller, plot, setting);
    teller.close();
  },
  'reopened-and-closed': (teller, plot, setting) => {
    const { chance } = setting;
    const { pace, supportCase, team } = plot;
    mend(teller, plot, setting);
    teller.handOver(false);
    teller.passDays(chance.between(1, 2.5));
    teller.move({ action: 'reopen', reason: team.reopened });
    // What is left of the target: the clock goes on where the first resolution stopped it.
    teller.pass(pace.response * chance.between(0.1, 0.5));
    teller.acknowledge();
    teller.pass(pace.resolve * chance.between(0.02, 0.1));
    teller.workNote(supportCase.notes.at(-1));
    teller.pass(pace.resolve * chance.between(0.02, 0.1));
    teller.resolve();
    teller.close();
  },
  cancelled: (teller, { course }, { chance }) => {
    teller.passTo(course.answerAt ?? 0);
    teller.acknowledge();
    teller.passTo(course.endsAt);
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
