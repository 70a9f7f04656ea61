import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runsOf } from '#shared/diagnosis/run.ts';
import { surveysOf } from '#shared/survey/standing.ts';
import { decodeStrokes } from '#shared/survey/strokes.ts';
import { dueMoves } from '#shared/tickets/due.ts';
import type { LinkRow } from '#shared/links/link.ts';
import { LinkSet } from '#shared/links/link-set.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { isOpen, nextState } from '#shared/tickets/actions.ts';
import { ticketRow } from '#shared/tickets/row.ts';
import { holdReasons, type Ticket, type TicketState, type TimelineEntry } from '#shared/tickets/ticket.ts';
import { loadCatalogue } from '#core/sample/catalogue.ts';
import { fillSampleDesk } from '#core/sample/fill-sample-desk.ts';
import { actorOf } from '#core/session.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { filledDesk, lin, type FilledDesk } from './filled-desk.ts';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const DAY = 86_400_000;

describe('the texts', () => {
  it('are many, in both languages, and all different', () => {
    const cases = loadCatalogue().flatMap((team) => team.cases);
    const reports = cases.flatMap(({ reports: both }) => [...both]);
    expect(new Set(reports.map(({ title }) => title)).size).toBe(reports.length);
    expect(cases.length).toBeGreaterThanOrEqual(90);
    for (const { cases: own } of loadCatalogue()) expect(own.length).toBeGreaterThanOrEqual(45);
  });

  it('tell requesters how it goes in words of their own, typed as people type', () => {
    for (const { team } of loadCatalogue()) {
      const lists = [team.acknowledge, team.progress.incident, team.progress.request];
      for (const { length } of lists) {
        expect(length).toBeGreaterThanOrEqual(4);
        expect(length).toBeLessThanOrEqual(6);
      }
      const texts = lists.flat();
      expect(new Set(texts).size).toBe(texts.length);
      for (const text of texts) expect(text).not.toMatch(/您|\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    }
  });

  it('wait for everything that one can wait for', () => {
    for (const { cases } of loadCatalogue()) {
      const reasons = new Set(cases.map(({ hold }) => hold?.reason ?? 'requester'));
      expect(reasons).toEqual(new Set(holdReasons));
    }
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
    let filled: FilledDesk;
    let folder: DeskFolder;
    let tickets: readonly Ticket[];
    let timelines: readonly (readonly TimelineEntry[])[];
    beforeEach(async () => {
      filled = await filledDesk(new Date(now).toISOString(), zone);
      ({ folder, tickets } = filled);
      timelines = tickets.map(filled.timelineOf);
    });
    afterEach(() => folder.remove());

    it('asks requesters what they think, and keeps the answer of each cycle', () => {
      const answers = timelines.flatMap((timeline) => surveysOf(timeline)).flatMap(({ answer }) => answer ?? []);
      expect(answers.length).toBeGreaterThan(15);
      const satisfied = answers.filter(({ score }) => score >= 4).length / answers.length;
      expect(satisfied).toBeGreaterThan(0.6);
      expect(satisfied).toBeLessThan(0.98);
      expect(new Set(answers.map(({ language }) => language)).size).toBe(2);
      expect(answers.some(({ comment }) => comment !== '')).toBe(true);
      const drawn = answers.flatMap(({ signature }) => (signature?.way === 'drawn' ? [signature.strokes] : []));
      expect(drawn.length).toBeGreaterThan(3);
      for (const strokes of drawn) expect(decodeStrokes(strokes)).toBeDefined();
      expect(timelines.some((timeline) => surveysOf(timeline).length > 1)).toBe(true);
    });

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
      const policy = { calendar: filled.sla.businessCalendar(), autoCloseAfter: 3 };
      expect(dueMoves(tickets.map(ticketRow), now, policy)).toEqual([]);
    });

    it('has problems behind some of them, told on both sides', () => {
      const { records } = folder.desk;
      const links = new LinkSet(records.rows<LinkRow>('link'));
      const problems = [...records.ids('problem')].flatMap((id) => records.get<Problem>('problem', id) ?? []);
      expect(problems.map(({ state }) => state)).toEqual(['known_error', 'known_error', 'investigating']);
      for (const problem of problems) {
        const behind = links.others(problem.id, 'problem_of');
        expect(behind.length).toBeGreaterThan(1);
        for (const ticketId of behind) {
          const told = timelines[tickets.findIndex(({ id }) => id === ticketId)] ?? [];
          expect(told.map(({ event }) => event)).toContainEqual(
            expect.objectContaining({ kind: 'problem', problemId: problem.id }),
          );
        }
        expect(Date.parse(problem.updatedAt)).toBeLessThanOrEqual(now);
      }
      // Somebody finds a workaround on a ticket of today.
      const open = tickets.filter(({ state }) => isOpen(state)).map(({ id }) => id);
      expect(
        timelines.flat().some(({ event, ticketId }) => event.kind === 'workaround' && open.includes(ticketId)),
      ).toBe(true);
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

    it('has a diagnosis that is done and one that goes on, in each language', () => {
      const runs = tickets.flatMap((ticket, place) =>
        runsOf(timelines[place] ?? []).map((run) => ({ run, ticket, language: /\p{Script=Han}/u.test(run.title) })),
      );
      for (const isHan of [false, true]) {
        const own = runs.filter(({ language }) => language === isHan);
        const done = own.filter(({ run }) => run.outcome !== null);
        const open = own.filter(({ run }) => run.outcome === null);
        expect(done.map(({ ticket }) => ticket.state)).toEqual([expect.stringMatching(/^(resolved|closed)$/)]);
        expect(open.map(({ ticket }) => nextState(ticket.state, 'diagnose'))).toEqual([expect.any(String)]);
        for (const { run } of own) expect(run.besideCount).toBe(0);
      }
      for (const { run } of runs) expect(filled.folder.desk.records.has(run.edition)).toBe(true);
    });

    it('is the same desk every time', async () => {
      const other = await filledDesk(new Date(now).toISOString(), zone);
      const told = ({ tickets: all, timelineOf }: FilledDesk) =>
        all.map((ticket) => [
          ticket.title,
          ticket.state,
          ticket.number,
          timelineOf(ticket).map(({ at, event }) => [
            at,
            // Ids of what was made are new each time.
            JSON.stringify(event.kind === 'diagnosis' ? { ...event, run: '', after: '' } : event).replaceAll(
              /"(?:article|toolRun):\w+"/g,
              '',
            ),
          ]),
        ]);
      expect(new Set(told(other))).toEqual(new Set(told(filled)));
      await other.folder.remove();
    });
  },
);

it('a desk without rules of its own is not filled', async () => {
  const folder = await deskFolder(testAmbient());
  await expect(fillSampleDesk(folder.desk, actorOf(lin.session), [], [], [])).rejects.toThrow('that ship');
  expect([...folder.desk.records.ids('ticket')]).toEqual([]);
  await folder.remove();
});
