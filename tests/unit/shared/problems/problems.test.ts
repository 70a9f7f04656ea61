import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowedProblemActions,
  isProblemOpen,
  nextProblemState,
  problemActions,
  type ProblemAction,
} from '#shared/problems/actions.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { planProblemEdit, planProblemMove, planWorkaround, type ProblemMove } from '#shared/problems/plan.ts';
import { isExplained, problemStates, type Problem, type ProblemState } from '#shared/problems/problem.ts';
import { reportFrom } from '#shared/problems/raise.ts';
import { problemRow } from '#shared/problems/row.ts';
import { isInView, problemText } from '#shared/problems/search.ts';
import { similarProblems, wordsOf } from '#shared/problems/similar.ts';
import { lin, sam, ticketIn } from '../tickets/sample-ticket.ts';
import { problemIn } from './sample-problem.ts';

const at = '2026-10-01T02:00:00.000Z';
const mover = { by: sam, at };

/** A row per state, a column per state it leads to; what leaves the state as it is stands where it does. */
const printed = `
from           new                    investigating          known_error                    resolved                        closed        cancelled
new            assign,edit,note,link  investigate            explain                        resolve                         –             cancel
investigating  –                      assign,edit,note,link  explain                        resolve                         –             cancel
known_error    –                      retract                explain,assign,edit,note,link  resolve                         –             cancel
resolved       –                      reopen                 –                              explain,retract,edit,note,link  close         –
closed         –                      –                      –                              –                               note,link     –
cancelled      –                      –                      –                              –                               –             note
`;

const table = (): ReadonlyMap<string, ProblemState> => {
  const [head = '', ...rows] = printed.trim().split('\n');
  const [, ...states] = head.split(/\s+/);
  const found = new Map<string, ProblemState>();
  for (const row of rows) {
    const [from = '', ...cells] = row.split(/\s{2,}/);
    cells.forEach((cell, column) => {
      for (const action of cell.split(','))
        if (action !== '–') found.set(`${from} ${action}`, states[column] as ProblemState);
    });
  }
  return found;
};

describe('the table of problems', () => {
  it('holds what is printed here, and nothing else', () => {
    const expected = table();
    for (const state of problemStates)
      for (const action of problemActions)
        expect([state, action, nextProblemState(state, action)]).toEqual([
          state,
          action,
          expected.get(`${state} ${action}`),
        ]);
  });

  it.each(problemStates)('decides who may do what in %s', (state) => {
    const possible = problemActions.filter((action) => nextProblemState(state, action) !== undefined);
    const deciding: readonly ProblemAction[] = ['resolve', 'reopen', 'close', 'cancel'];
    const asked = { state, owner: lin };
    expect(allowedProblemActions(asked, sam, ['team-lead'])).toEqual(possible);
    expect(allowedProblemActions(asked, lin, ['technician'])).toEqual(possible);
    expect(allowedProblemActions(asked, sam, ['technician'])).toEqual(
      possible.filter((action) => !deciding.includes(action)),
    );
    expect(allowedProblemActions(asked, lin, ['auditor'])).toEqual([]);
    expect(allowedProblemActions({ state, owner: null }, sam, ['field-engineer'])).not.toContain('resolve');
  });
});

const moves: Readonly<Record<ProblemMove['action'], ProblemMove>> = {
  investigate: { action: 'investigate' },
  assign: { action: 'assign', owner: lin, group: 'Network' },
  resolve: { action: 'resolve', code: 'system_update', text: 'Firmware 1.0.9 on all docks' },
  reopen: { action: 'reopen', reason: 'Two docks again' },
  close: { action: 'close' },
  cancel: { action: 'cancel', reason: 'accepted' },
};

describe('moving a problem', () => {
  it.each(problemStates.flatMap((state) => Object.values(moves).map((move) => [state, move] as const)))(
    'from %s by %o goes where the table says, or nowhere',
    (state, move) => {
      const problem = problemIn(state);
      const planned = planProblemMove(problem, move, mover);
      const to = nextProblemState(state, move.action);
      if (to === undefined) {
        expect(planned).toMatchObject({
          failure: { code: 'problem.illegal-transition', details: { from: state, action: move.action } },
        });
        return;
      }
      expect(planned).toMatchObject({ ok: true, value: { problem: { state: to, revision: 2, updatedAt: at } } });
    },
  );

  it('gives it to whom begins, unless somebody answers for it', () => {
    expect(planProblemMove(problemIn('new'), moves.investigate, mover)).toMatchObject({
      value: { problem: { owner: sam }, events: [{ kind: 'assignment' }, { kind: 'transition' }] },
    });
    expect(planProblemMove(problemIn('new', { owner: lin }), moves.investigate, mover)).toMatchObject({
      value: { problem: { owner: lin }, events: [{ kind: 'transition' }] },
    });
  });

  it('opens one with a known cause again as the known error that it was', () => {
    expect(planProblemMove(problemIn('resolved', { rootCause: 'Firmware' }), moves.reopen, mover)).toMatchObject({
      value: { problem: { state: 'known_error', resolution: null } },
    });
  });
});

describe('a known error', () => {
  const explained = (problem: Problem) => ({ is: isExplained(problem), state: problem.state });

  it('is one exactly while its cause or a workaround is known', () => {
    const text = fc.constantFrom('', 'Firmware 1.0.8', 'Unplug the dock');
    const step = fc.record({ field: fc.constantFrom('rootCause', 'workaround'), text });
    fc.assert(
      fc.property(fc.constantFrom('new', 'investigating'), fc.array(step, { maxLength: 8 }), (state, steps) => {
        let problem = problemIn(state);
        for (const { field, text: wanted } of steps) {
          const planned =
            field === 'rootCause'
              ? planProblemEdit(
                  problem,
                  { rootCause: wanted },
                  { seen: { rootCause: problem.rootCause }, at, matrix: defaultPriorityMatrix },
                )
              : planWorkaround(problem, { text: wanted, seen: problem.workaround?.text ?? '', told: 0 }, mover);
          if (!planned.ok) throw new Error(planned.failure.code);
          const was = problem.state;
          ({ problem } = planned.value);
          const { is, state: now } = explained(problem);
          expect(now === 'known_error').toBe(is);
          expect(problemRow(problem).isKnownError).toBe(is);
          expect(planned.value.events.some(({ kind }) => kind === 'transition')).toBe(was !== now);
        }
      }),
    );
  });

  it('keeps a resolved problem resolved', () => {
    const planned = planProblemEdit(
      problemIn('resolved'),
      { rootCause: 'Firmware' },
      { seen: { rootCause: '' }, at, matrix: defaultPriorityMatrix },
    );
    expect(planned).toMatchObject({ value: { problem: { state: 'resolved' }, events: [{ kind: 'edit' }] } });
  });

  it('takes no workaround once closed, and none over one that was not seen', () => {
    const closed = planWorkaround(problemIn('closed'), { text: 'Unplug', seen: '', told: 0 }, mover);
    expect(closed).toMatchObject({ failure: { code: 'problem.illegal-transition' } });
    const workaround = { text: 'Unplug', at, by: lin };
    const stale = planWorkaround(problemIn('known_error', { workaround }), { text: 'Wait', seen: '', told: 0 }, mover);
    expect(stale).toMatchObject({
      failure: {
        code: 'record.stale',
        details: { fields: [{ field: 'workaround', current: 'Unplug', wanted: 'Wait' }] },
      },
    });
    const same = planWorkaround(problemIn('known_error', { workaround }), { text: 'Unplug', seen: '', told: 0 }, mover);
    expect(same).toMatchObject({ ok: true, value: { events: [] } });
  });
});

describe('editing a problem', () => {
  it('of anything but impact and urgency leaves the priority as it is, whatever the matrix says by now', () => {
    const matrix = { ...defaultPriorityMatrix, 2: { 1: 1, 2: 1, 3: 1 } } as const;
    const problem = problemIn('new');
    expect(planProblemEdit(problem, { title: 'Docks' }, { seen: problem, at, matrix })).toMatchObject({
      value: { problem: { title: 'Docks', priority: 3 }, events: [{ changes: [{ field: 'title' }] }] },
    });
  });

  it('follows the matrix and says what changed', () => {
    expect(
      planProblemEdit(problemIn('new'), { impact: 1 }, { seen: { impact: 2 }, at, matrix: defaultPriorityMatrix }),
    ).toMatchObject({
      value: {
        problem: { impact: 1, priority: 2 },
        events: [
          {
            changes: [
              { field: 'impact', from: '2', to: '1' },
              { field: 'priority', from: '3', to: '2' },
            ],
          },
        ],
      },
    });
  });

  it('is refused where the field is not as it was seen, and not where it is as wanted', () => {
    const problem = problemIn('investigating', { title: 'Changed by another' });
    expect(
      planProblemEdit(
        problem,
        { title: 'Mine' },
        { seen: { title: 'As I saw it' }, at, matrix: defaultPriorityMatrix },
      ),
    ).toMatchObject({
      failure: { code: 'record.stale', details: { fields: [{ field: 'title', seen: 'As I saw it' }] } },
    });
    expect(
      planProblemEdit(
        problem,
        { title: 'Changed by another' },
        { seen: { title: 'As I saw it' }, at, matrix: defaultPriorityMatrix },
      ),
    ).toMatchObject({ ok: true, value: { events: [] } });
  });

  it.each(['closed', 'cancelled'] as const)('is over once %s', (state) => {
    expect(
      planProblemEdit(problemIn(state), { title: 'New' }, { seen: { title: '' }, at, matrix: defaultPriorityMatrix }),
    ).toMatchObject({
      failure: { code: 'problem.illegal-transition' },
    });
  });
});

describe('raising one from tickets', () => {
  it('begins with the first, the category of most, and the highest impact and urgency', () => {
    const tickets = [
      ticketIn('new', { title: 'VPN drops', category: 'Hardware', impact: 3, urgency: 2 }),
      ticketIn('new', { title: 'No VPN', category: 'Network', impact: 2, urgency: 3 }),
      ticketIn('new', { category: 'Network', impact: 3, urgency: 3 }),
      ticketIn('new', { category: null, impact: 3, urgency: 3 }),
    ];
    expect(reportFrom(tickets)).toMatchObject({ title: 'VPN drops', category: 'Network', impact: 2, urgency: 2 });
    expect(reportFrom([])).toEqual({ title: '', description: '', category: null, impact: 2, urgency: 2 });
  });
});

describe('problems that may be the same', () => {
  const rows = [
    problemRow(
      problemIn('investigating', { id: 'problem:1', title: 'VPN drops on the new docks', category: 'Network' }),
    ),
    problemRow(problemIn('known_error', { id: 'problem:2', title: 'Printer driver hangs', category: 'Printing' })),
    problemRow(problemIn('closed', { id: 'problem:3', title: 'VPN drops on docks', category: 'Network' })),
    problemRow(problemIn('new', { id: 'problem:4', title: '邮箱客户端无法同步日历', category: '邮件' })),
  ];
  const idsFor = (title: string, category: string | null) =>
    similarProblems(rows, { title, category }).map(({ problem }) => problem.id);

  it('are open and share the category or several words', () => {
    expect(idsFor('vpn DROPS when docked', 'Network')).toEqual(['problem:1']);
    expect(idsFor('VPN drops', null)).toEqual(['problem:1']);
    expect(idsFor('Printer is offline', 'Printing')).toEqual(['problem:2']);
    expect(idsFor('Printer is offline', null)).toEqual([]);
    expect(idsFor('日历不同步', '邮件')).toEqual(['problem:4']);
    expect(idsFor('', 'Network')).toEqual([]);
    expect(idsFor('The phone rings on and on after the update', null)).toEqual([]);
  });

  it('say what they share, as written', () => {
    expect(similarProblems(rows, { title: 'VPN drops', category: 'Network' })).toMatchObject([
      { sameCategory: true, words: ['VPN', 'drops'] },
    ]);
    expect([...wordsOf('Outlook 无法同步 2').keys()]).toEqual(['outlook', '法同', '同步']);
  });
});

describe('lists', () => {
  it('hold each problem where it belongs', () => {
    for (const state of problemStates) {
      const row = problemRow(problemIn(state, { owner: lin }));
      expect(isInView(row, 'open', 'me')).toBe(isProblemOpen(state));
      expect(isInView(row, 'mine', lin.id ?? '')).toBe(isProblemOpen(state));
      expect(isInView(row, 'mine', 'me')).toBe(false);
      expect(isInView(row, 'knownErrors', 'me')).toBe(state === 'known_error');
      expect(isInView(row, 'all', 'me')).toBe(true);
    }
  });

  it('find a problem by its number in any way of writing it, and by its workaround', () => {
    const text = problemText(problemIn('known_error', { workaround: { text: 'ＵＮＰＬＵＧ the dock', at, by: lin } }));
    for (const part of ['prb-7k3q-1', 'prb7k3q000001', 'unplug', 'firmware']) expect(text).toContain(part);
  });
});
