/** Home: the figures of the desk, of somebody's groups or of one person, and what the desk aims at. Nothing but goals is changed here. */
import { refuse, succeed } from '#shared/base/result.ts';
import { backlogOf } from '#shared/home/backlog.ts';
import type { HomeScope } from '#shared/home/behind.ts';
import { DESK_GOALS_ID, type DeskGoals } from '#shared/home/desk-goals.ts';
import { homeMeasures, type HomeFigures } from '#shared/home/operations.ts';
import type { MeasureWindow } from '#shared/services/goals.ts';
import { Tally } from '#shared/services/measures.ts';
import type { Reckoning } from '#shared/services/operations.ts';
import { flowDays, trendWeeks, windowOf } from '#shared/services/windows.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { InScope } from './in-scope.ts';

type HomeOperation = 'home.figures' | 'home.goals' | 'home.saveGoals';

export interface HomeDeps {
  readonly samples: {
    readonly version: number;
    settle(): Reckoning | null;
    addUp(
      spansOf: (
        ticketId: string,
      ) => readonly { readonly during: { readonly from: number; readonly to: number }; readonly tally: Tally }[],
    ): Promise<void>;
  };
  readonly rows: () => readonly TicketRow[];
  readonly openRows: () => readonly TicketRow[];
  readonly row: (ticketId: string) => TicketRow | undefined;
  readonly inScope: InScope;
  /** Grows with every change of any ticket. */
  readonly version: () => number;
  /** Whose days the windows are; IANA name. */
  readonly zone: string;
}

type Reckoned = Pick<HomeFigures, 'measures' | 'firstResponseP90' | 'flow'>;
const nothingYet: Reckoned = { measures: [], firstResponseP90: null, flow: [] };

/** Answers kept: a window and a scope each, for the people at this laptop. */
const MAX_KEPT = 12;

export const homeHandlers = (
  desk: Desk,
  { samples, rows, openRows, row, inScope, version, zone }: HomeDeps,
): FeatureHandlers<HomeOperation> => {
  const kept = new Map<string, Promise<Reckoned>>();
  let keptFor = '';
  const goals = () => desk.records.get<DeskGoals>('deskGoals', DESK_GOALS_ID);

  const reckon = async (passes: (ticket: TicketRow) => boolean, window: MeasureWindow, now: number) => {
    const whole = { during: windowOf(window, now, zone), tally: new Tally() };
    const weeks = trendWeeks(now, zone).map((during) => ({ during, tally: new Tally() }));
    const days = flowDays(now, zone).map(({ day, ...during }) => ({ day, during, tally: new Tally() }));
    const spans = [whole, ...weeks, ...days];
    await samples.addUp((ticketId) => {
      const ticket = row(ticketId);
      return ticket && passes(ticket) ? spans : [];
    });
    const arrived = new Map(days.map(({ day }) => [day, 0]));
    const [first] = days;
    for (const ticket of rows()) {
      if (!first || ticket.createdAt < first.during.from || !passes(ticket)) continue;
      const found = days.find(({ during }) => ticket.createdAt >= during.from && ticket.createdAt < during.to);
      if (found) arrived.set(found.day, (arrived.get(found.day) ?? 0) + 1);
    }
    return {
      measures: homeMeasures.map((measure) => ({
        measure,
        figure: whole.tally.figure(measure),
        target: goals()?.goals.find((goal) => goal.measure === measure && goal.window === window)?.target ?? null,
        trend: weeks.map(({ tally }) => tally.figure(measure).value),
      })),
      firstResponseP90: whole.tally.figure('firstResponseP90'),
      flow: days.map(({ day, tally }) => ({
        day,
        arrived: arrived.get(day) ?? 0,
        resolved: tally.resolved,
      })),
    };
  };

  const reckoned = (scope: HomeScope, window: MeasureWindow, me: string, now: number): Promise<Reckoned> => {
    const upTo = `${version()} ${samples.version} ${goals()?.revision ?? 0} ${Math.floor(now / 60_000)}`;
    if (keptFor !== upTo) kept.clear();
    keptFor = upTo;
    const key = `${scope} ${window} ${scope === 'desk' ? '' : me}`;
    const known = kept.get(key);
    if (known) return known;
    const asked = reckon(inScope(scope, me), window, now);
    kept.set(key, asked);
    for (const oldest of kept.keys()) {
      if (kept.size <= MAX_KEPT) break;
      kept.delete(oldest);
    }
    return asked;
  };

  return {
    'home.figures': async ({ scope, window }, { session }) => {
      const now = desk.ambient.now();
      const reckoning = samples.settle();
      const passes = inScope(scope, session.userId);
      return succeed({
        at: now.toISOString(),
        reckoning,
        ...(reckoning === null ? await reckoned(scope, window, session.userId, now.getTime()) : nothingYet),
        backlog: backlogOf(
          openRows().flatMap((ticket) => (passes(ticket) ? [ticket.createdAt] : [])),
          now.getTime(),
        ),
      });
    },

    'home.goals': () => {
      const { goals: set = [], revision = null } = goals() ?? {};
      return succeed({ goals: set, revision });
    },

    'home.saveGoals': ({ seen, goals: wanted }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const before = unit.get<DeskGoals>('deskGoals', DESK_GOALS_ID);
        if ((before?.revision ?? null) !== seen)
          return refuse('record.stale', `revision ${seen} is not the newest`, {
            seen,
            current: before?.revision ?? null,
          });
        const record: DeskGoals = {
          ...unit.stamp('deskGoals', DESK_GOALS_ID),
          createdAt: before?.createdAt ?? unit.at,
          createdBy: before?.createdBy ?? unit.actor.id,
          revision: (before?.revision ?? 0) + 1,
          goals: wanted,
        };
        unit.write('home.saveGoals', record);
        return succeed({ revision: record.revision });
      }),
  };
};
