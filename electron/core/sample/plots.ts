import type { PersonRef } from '#shared/base/record.ts';
import { castSampleDesk, priorityOf, type Cast } from './casting.ts';
import type { Chance } from './chance.ts';
import { dropped, finished, held, underWay, waiting, type Course } from './course.ts';
import type { Hours, Pace } from './pace.ts';
import { receiptOf } from './receipt.ts';
import type { Plot, Setting } from './story.ts';

const courseOf = (cast: Cast, pace: Pace, chance: Chance, hours: Hours): Course => {
  const { ending, standing, answersLate, resolvesLate, supportCase } = cast;
  switch (ending) {
    case 'new':
    case 'assigned':
      return waiting(chance, pace, standing);
    case 'in_progress':
      return underWay(chance, pace, standing, answersLate);
    case 'on_hold':
      return held(chance, pace, answersLate, hours.calendar.usualDaySeconds);
    case 'cancelled':
      return dropped(chance, pace);
    case 'resolved':
    case 'closed':
    case 'reopened-and-closed':
      return finished(chance, pace, {
        answersLate,
        resolvesLate,
        pauses: supportCase.hold !== null,
        most: ending === 'reopened-and-closed' ? 0.6 : 0.92,
      });
  }
};

/** All tickets of the sample desk in the order they came in. `me` works some of them; `contacts`, by name, ask for them; everybody else is only a name. */
export const plotSampleDesk = (
  setting: Setting,
  me: PersonRef,
  contacts: ReadonlyMap<string, PersonRef> = new Map(),
): readonly Plot[] => {
  const { chance, hours } = setting;
  const stranger = (name: string): PersonRef => ({ id: null, name });
  const asked = (name: string): PersonRef => contacts.get(name) ?? stranger(name);
  return castSampleDesk(chance)
    .map((cast): Plot => {
      const { supportCase, team, ending, report } = cast;
      const pace = hours.paces[priorityOf(cast)];
      const course = courseOf(cast, pace, chance, hours);
      const skilled = team.technicians.filter(({ groups }) => groups.includes(supportCase.group));
      return {
        supportCase,
        team,
        report,
        ending,
        pace,
        course,
        startsAt: receiptOf(cast, pace, course, setting),
        requester: asked(chance.pick(team.requesters)),
        technician: chance.isTrue(0.18) ? me : stranger(chance.pick(skilled).name),
        lead: me,
      };
    })
    .toSorted((left, right) => left.startsAt - right.startsAt);
};
