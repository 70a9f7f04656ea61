import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, begin, currentRun, runsOf, type DiagnosisRun, type RunEntry } from '#shared/diagnosis/run.ts';
import { planAbandon, planAnswer, planBack, planStart } from '#shared/diagnosis/take-step.ts';
import { answersOf, nodeOf, type DiagnosisTree, type TreeNode, type Words } from '#shared/diagnosis/tree.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';

const say = (text: string): Words => ({ en: text, 'zh-CN': text });
const ask = (id: string, ...targets: readonly string[]): TreeNode => ({
  kind: 'ask',
  id,
  text: say(`${id}?`),
  hint: null,
  answers: targets.map((target, place) => ({
    key: String(place + 1),
    label: say(target),
    to: { node: target.replace('!', ''), isRetry: target.startsWith('!') },
  })),
});
const end = (id: string): TreeNode => ({
  kind: 'end',
  id,
  text: say(id),
  resolution: { code: 'configuration', text: say('Done.') },
  escalate: null,
  article: null,
});
const tree: DiagnosisTree = {
  id: 'sample',
  version: 2,
  title: say('Sample'),
  suits: { categories: [], words: [] },
  start: 'a',
  nodes: [ask('a', 'b', 'c', 'x'), ask('b', 'c', 'x'), ask('c', '!a', 'x', 'y'), end('x'), end('y')],
};

const open = { state: 'assigned' } as const;
const lin = { id: 'user:1', name: 'Lin' };
const sam = { id: 'user:2', name: 'Sam' };
const language = 'en';

/** Writes the steps of one console down, a second apart. */
class Desk {
  readonly entries: RunEntry[] = [];
  #last = 0;
  readonly #by: typeof lin;
  constructor(by = lin, entries: readonly RunEntry[] = [], from = 0) {
    this.#by = by;
    this.entries.push(...entries);
    this.#last = from;
  }
  get run(): DiagnosisRun {
    const run = runsOf(this.entries).at(-1);
    if (!run) throw new Error('no run');
    return run;
  }
  #write(planned: ReturnType<typeof planStart>): this {
    if (!planned.ok) throw new Error(planned.failure.code);
    this.#last += 1000;
    const at = new Date(this.#last).toISOString();
    const id = `entry:${at}:${this.#by.name}`;
    this.entries.push({ id, at, by: this.#by, event: planned.value });
    return this;
  }
  start(run = 'run:1'): this {
    return this.#write(planStart(open, runsOf(this.entries), tree, { run, edition: 'edition', language }));
  }
  answer(answer: string, note: string | null = null): this {
    const { id: run, head: after } = this.run;
    return this.#write(planAnswer(open, runsOf(this.entries), tree, { run, after, answer, note, language }));
  }
  back(steps = 1): this {
    const { id: run, head: after, steps: given } = this.run;
    const of = given.at(-steps)?.entryId ?? '';
    return this.#write(planBack(open, runsOf(this.entries), { run, after, of }));
  }
  abandon(): this {
    const { id: run, head: after } = this.run;
    return this.#write(planAbandon(open, runsOf(this.entries), { run, after }));
  }
}

describe('a run', () => {
  it('goes from question to question, and ends with what was found', () => {
    const { run } = new Desk().start().answer('1', '169.254.1.2').answer('2');
    expect(run).toMatchObject({
      title: 'Sample',
      version: 2,
      node: 'x',
      outcome: { node: 'x', cause: 'x', resolution: { code: 'configuration', text: 'Done.' } },
      steps: [
        { question: 'a?', label: 'b', note: '169.254.1.2' },
        { question: 'b?', label: 'x', note: null },
      ],
      besideCount: 0,
    });
  });

  it('goes back to any question, also from an end', () => {
    const desk = new Desk().start().answer('1').answer('1').answer('2').back(2);
    expect(desk.run).toMatchObject({ node: 'b', outcome: null, steps: [{ node: 'a' }] });
    expect(desk.back().run).toMatchObject({ node: 'a', steps: [] });
  });

  it('may come to a question again by a retry', () => {
    const { run } = new Desk().start().answer('2').answer('1').answer('1');
    expect(run).toMatchObject({ node: 'b', steps: [{ node: 'a' }, { node: 'c' }, { node: 'a' }] });
  });

  it('refuses what does not follow from where it stands', () => {
    const desk = new Desk().start();
    const first = desk.run.head;
    desk.answer('1');
    const runs = runsOf(desk.entries);
    const given = { run: 'run:1', after: first, answer: '1', note: null, language } as const;
    expect(planAnswer(open, runs, tree, given)).toMatchObject({ failure: { code: 'record.stale' } });
    expect(planBack(open, runs, { ...given, of: 'entry:none' })).toMatchObject({ failure: { code: 'record.stale' } });
    const now = { ...given, after: desk.run.head };
    expect(planAnswer(open, runs, tree, { ...now, answer: '7' })).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    expect(planBack(open, runs, { ...now, of: 'entry:none' })).toMatchObject({ failure: { code: 'record.not-found' } });
    expect(planAnswer(open, runs, tree, { ...now, run: 'run:2' })).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    expect(planStart(open, runs, tree, { run: 'run:2', edition: 'e', language })).toMatchObject({
      failure: { code: 'diagnosis.running', details: { title: 'Sample' } },
    });
  });

  it('is walked while somebody still has to do something', () => {
    const runs = runsOf(new Desk().start().entries);
    for (const state of ticketStates) {
      const isOpen = ['new', 'assigned', 'in_progress', 'on_hold'].includes(state);
      const given = { run: 'run:1', after: runs[0]!.head, answer: '1', note: null, language } as const;
      const how = { run: 'run:2', edition: 'e', language } as const;
      for (const outcome of [planStart({ state }, [], tree, how), planAnswer({ state }, runs, tree, given)])
        expect(outcome).toMatchObject(
          isOpen
            ? { ok: true }
            : { failure: { code: 'ticket.illegal-transition', details: { from: state, action: 'diagnose' } } },
        );
    }
  });

  it('that was given up stays given up; another one may begin', () => {
    const desk = new Desk().start().answer('1').abandon();
    expect(currentRun(runsOf(desk.entries))).toBeUndefined();
    desk.start('run:2');
    expect(currentRun(runsOf(desk.entries))?.id).toBe('run:2');
    expect(runsOf(desk.entries).map(({ isAbandoned }) => isAbandoned)).toEqual([true, false]);
  });

  it('goes by the earlier of two who answered the same question apart, and says that there was another', () => {
    const shared = new Desk().start();
    const one = new Desk(lin, shared.entries, 5000).answer('1').answer('1');
    const other = new Desk(sam, shared.entries, 5500).answer('3');
    const [run] = runsOf([...other.entries, ...one.entries.slice(1)]);
    expect(run).toMatchObject({ node: 'c', steps: [{ by: lin }, { by: lin }], besideCount: 1 });
  });
});

/** What one console does: 0–8 answers one of the choices, 9 goes back, by one step or several. */
const deeds = fc.array(fc.nat(9), { maxLength: 25 });

const walk = (desk: Desk, moves: readonly number[]): void => {
  for (const move of moves) {
    const { run } = desk;
    const node = nodeOf(tree, run.node)!;
    const answers = answersOf(node);
    if (move === 9 || answers.length === 0) {
      if (run.steps.length > 0) desk.back(1 + (move % run.steps.length));
    } else desk.answer(answers[move % answers.length]!.key);
  }
};

describe('any walk, with going back', () => {
  it('is the same entry by entry as from the whole timeline', () => {
    fc.assert(
      fc.property(deeds, (moves) => {
        const desk = new Desk().start();
        walk(desk, moves);
        const [first, ...rest] = desk.entries;
        const grown = rest.reduce(advance, begin(first!)!);
        expect(grown).toEqual(desk.run);
        expect(desk.run.besideCount).toBe(0);
        // Each step answers the node that the one before it led to.
        let at = tree.start;
        for (const { node, answer } of desk.run.steps) {
          expect(node).toBe(at);
          at = answersOf(nodeOf(tree, node)!).find(({ key }) => key === answer)!.to.node;
        }
        expect(at).toBe(desk.run.node);
        expect(desk.run.outcome === null).toBe(nodeOf(tree, at)?.kind !== 'end');
      }),
    );
  });

  it('of two people apart comes to the same run in whatever order their entries arrive', () => {
    fc.assert(
      fc.property(
        deeds,
        deeds,
        deeds,
        fc.nat(30_000),
        fc.infiniteStream(fc.nat()),
        (before, one, other, lead, dice) => {
          const shared = new Desk().start();
          walk(shared, before.slice(0, 5));
          const left = new Desk(lin, shared.entries, 100_000);
          const right = new Desk(sam, shared.entries, 100_000 + lead);
          walk(left, one);
          walk(right, other);
          const all = [...left.entries, ...right.entries.slice(shared.entries.length)];
          const shuffled = all
            .map((entry) => ({ entry, order: dice.next().value ?? 0 }))
            .toSorted((a, b) => a.order - b.order)
            .map(({ entry }) => entry);
          const [run] = runsOf(all);
          expect(runsOf(shuffled)).toEqual([run]);
          // Nothing is lost: what does not count is counted as beside.
          const counted = [left.run, right.run].some(({ head }) => head === run?.head);
          expect(counted).toBe(true);
        },
      ),
    );
  });
});
