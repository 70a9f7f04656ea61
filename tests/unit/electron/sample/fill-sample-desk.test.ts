import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import { mondayToFriday } from '#shared/calendar/plain-calendar.ts';
import { dueMoves } from '#shared/tickets/due.ts';
import { nextState } from '#shared/tickets/actions.ts';
import { ticketRow } from '#shared/tickets/row.ts';
import type { Ticket, TicketState, TimelineEntry } from '#shared/tickets/ticket.ts';
import { loadCatalogue } from '#core/sample/catalogue.ts';
import { fillSampleDesk } from '#core/sample/fill-sample-desk.ts';
import { nextWorkingMoment, previousWorkingMoment } from '#core/sample/working-hours.ts';
import { actorOf } from '#core/session.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue', ['administrator']);
const DAY = 86_400_000;

describe('the texts', () => {
  it('are many, in both languages, and all different', () => {
    const cases = loadCatalogue().flatMap((team) => team.cases);
    const reports = cases.flatMap(({ reports: both }) => [...both]);
    expect(new Set(reports.map(({ title }) => title)).size).toBe(reports.length);
    expect(cases.length).toBeGreaterThanOrEqual(90);
    for (const { cases: own } of loadCatalogue()) expect(own.length).toBeGreaterThanOrEqual(45);
  });

  it('are handled by somebody who can', () => {
    for (const { team, cases } of loadCatalogue())
      for (const { group } of cases) expect(team.technicians.some(({ groups }) => groups.includes(group))).toBe(true);
  });
});

/** A Wednesday noon, a Sunday night, and a Monday before opening. */
describe.each(['2026-10-14T12:00:00.000', '2026-10-18T23:40:00.000', '2026-10-19T06:10:00.000'])(
  'a desk filled at %s',
  (local) => {
    const now = new Date(local).getTime();
    let folder: DeskFolder;
    let tickets: readonly Ticket[];
    let timelines: readonly (readonly TimelineEntry[])[];
    beforeEach(async () => {
      folder = await deskFolder(testAmbient(new Date(now).toISOString()));
      await fillSampleDesk(folder.desk, actorOf(lin.session));
      const { records } = folder.desk;
      tickets = [...records.ids('ticket')].flatMap((id) => records.get<Ticket>('ticket', id) ?? []);
      timelines = tickets.map(({ id }) => readTimeline(records, id));
    });
    afterEach(() => folder.remove());

    it('looks like six weeks of work', () => {
      expect(tickets.length).toBeGreaterThanOrEqual(170);
      const share = (state: TicketState) => tickets.filter((ticket) => ticket.state === state).length / tickets.length;
      for (const state of ['new', 'assigned', 'in_progress', 'on_hold', 'resolved', 'cancelled'] as const) {
        expect(share(state)).toBeGreaterThan(0.03);
        expect(share(state)).toBeLessThan(0.2);
      }
      expect(share('closed')).toBeGreaterThan(0.4);
      const ages = tickets.map(({ createdAt }) => (now - Date.parse(createdAt)) / DAY);
      expect(Math.max(...ages)).toBeGreaterThan(35);
      expect(Math.max(...ages)).toBeLessThan(46);
      expect(
        tickets.some(({ assignee, state }) => assignee?.id === lin.session.userId && state === 'in_progress'),
      ).toBe(true);
      expect(tickets.some(({ reopenCount }) => reopenCount > 0)).toBe(true);
      expect(tickets.some(({ major }) => major)).toBe(true);
    });

    it('has timelines that the rules allow, forwards in time and never in the future', () => {
      tickets.forEach((ticket, place) => {
        const timeline = timelines[place] ?? [];
        expect(timeline[0]?.event).toEqual({ kind: 'created', channel: ticket.channel });
        let state: TicketState = 'new';
        for (const { event } of timeline) {
          if (event.kind !== 'transition') continue;
          expect(event.from).toBe(state);
          if (event.action === 'autoClose') expect([event.from, event.to]).toEqual(['resolved', 'closed']);
          else expect(nextState(event.from, event.action as 'take')).toBe(event.to);
          state = event.to;
        }
        expect(state).toBe(ticket.state);
        const moments = timeline.map(({ at }) => Date.parse(at));
        expect(moments).toEqual(moments.toSorted((left, right) => left - right));
        expect(Math.max(...moments, Date.parse(ticket.updatedAt))).toBeLessThanOrEqual(now);
        expect(ticket.updatedAt).toBe(timeline.at(-1)?.at);
      });
    });

    it('has nothing that a rule would change at once', () => {
      const calendar = new CompiledCalendar(mondayToFriday(Intl.DateTimeFormat().resolvedOptions().timeZone));
      expect(dueMoves(tickets.map(ticketRow), now, { calendar, autoCloseAfter: 3 })).toEqual([]);
    });

    it('numbers tickets in the order they came', () => {
      for (const kind of ['incident', 'request'] as const) {
        const numbers = tickets
          .filter((ticket) => ticket.kind === kind)
          .toSorted((left, right) => (left.receivedAt < right.receivedAt ? -1 : 1))
          .map(({ number }) => number);
        expect(numbers).toEqual(numbers.toSorted());
      }
    });

    it('sends nothing, says so once in the trail, and is still there after a restart', async () => {
      expect([...folder.desk.records.ids('outbox')].filter((id) => id.includes('ticket:'))).toEqual([]);
      const lines = await folder.desk.readAudit(1, folder.desk.auditHead.seq);
      expect(lines.filter((line) => line.includes('"sample.fill"'))).toHaveLength(1);
      const again = await folder.reopen();
      expect([...again.records.ids('ticket')]).toHaveLength(tickets.length);
    });

    it('is the same desk every time', async () => {
      const other = await deskFolder(testAmbient(new Date(now).toISOString()));
      await fillSampleDesk(other.desk, actorOf(lin.session));
      const titles = [...other.desk.records.ids('ticket')].map(
        (id) => other.desk.records.get<Ticket>('ticket', id)?.title,
      );
      expect(new Set(titles)).toEqual(new Set(tickets.map(({ title }) => title)));
      await other.remove();
    });
  },
);

describe('working hours', () => {
  it.each([
    ['2026-10-14T10:20', '2026-10-14T10:20', '2026-10-14T10:20'],
    ['2026-10-14T05:20', '2026-10-14T08:20', '2026-10-13T08:20'],
    ['2026-10-14T19:27', '2026-10-15T08:27', '2026-10-14T15:27'],
    ['2026-10-16T19:20', '2026-10-19T08:20', '2026-10-16T08:20'],
    ['2026-10-17T12:20', '2026-10-19T08:20', '2026-10-16T08:20'],
    ['2026-10-19T02:20', '2026-10-19T08:20', '2026-10-16T08:20'],
  ])('around %s are %s and %s', (moment, next, previous) => {
    const instant = new Date(moment).getTime();
    expect(new Date(nextWorkingMoment(instant))).toEqual(new Date(next));
    expect(new Date(previousWorkingMoment(instant))).toEqual(new Date(previous));
  });
});
