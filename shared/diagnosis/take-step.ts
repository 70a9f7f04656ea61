import { refuse, succeed, type Result } from '../base/result.ts';
import { nextState } from '../tickets/actions.ts';
import { refuseAction } from '../tickets/transition.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { DiagnosisEvent, RunOutcome } from './event.ts';
import { currentRun, type DiagnosisRun } from './run.ts';
import { answersOf, nameOf, nodeOf, type DiagnosisLanguage, type DiagnosisTree, type EndNode } from './tree.ts';

type State = Pick<Ticket, 'state'>;

const outcomeOf = ({ id, text, resolution, escalate, article }: EndNode, language: DiagnosisLanguage): RunOutcome => ({
  node: id,
  cause: text[language],
  resolution: resolution && { code: resolution.code, text: resolution.text[language] },
  escalate: escalate && escalate[language],
  article: article && article[language],
});

/** What a start says. Refuses with `ticket.illegal-transition`, and with `diagnosis.running` while another run is under way. */
export const planStart = (
  ticket: State,
  runs: readonly DiagnosisRun[],
  tree: DiagnosisTree,
  how: { readonly run: string; readonly edition: string; readonly language: DiagnosisLanguage },
): Result<DiagnosisEvent> => {
  if (nextState(ticket.state, 'diagnose') === undefined) return refuseAction(ticket.state, 'diagnose');
  const running = currentRun(runs);
  if (running?.outcome === null)
    return refuse('diagnosis.running', `${running.title} is under way on this ticket`, { title: running.title });
  const { run, edition, language } = how;
  const { id, version, title, start } = tree;
  return succeed({
    kind: 'diagnosis',
    act: 'start',
    run,
    tree: id,
    version,
    edition,
    title: title[language],
    node: start,
  });
};

/** Where somebody believes a run to stand: refused as `record.stale` if it has moved on. */
interface Standing {
  readonly run: string;
  readonly after: string;
}

const standing = (ticket: State, runs: readonly DiagnosisRun[], { run: id, after }: Standing): Result<DiagnosisRun> => {
  if (nextState(ticket.state, 'diagnose') === undefined) return refuseAction(ticket.state, 'diagnose');
  const run = runs.find((each) => each.id === id);
  if (!run) return refuse('record.not-found', `there is no run ${id}`, { type: 'diagnosis', id });
  if (run.head !== after || run.isAbandoned)
    return refuse('record.stale', `${run.title} has moved on`, { seen: after, current: run.head });
  return succeed(run);
};

/** What an answer says. Refuses with `record.not-found` where the question has no such answer. */
export const planAnswer = (
  ticket: State,
  runs: readonly DiagnosisRun[],
  tree: DiagnosisTree,
  given: Standing & { readonly answer: string; readonly note: string | null; readonly language: DiagnosisLanguage },
): Result<DiagnosisEvent> => {
  const found = standing(ticket, runs, given);
  if (!found.ok) return found;
  const { id: run, node: at } = found.value;
  const { after, language } = given;
  const node = nodeOf(tree, at);
  const answer = node && answersOf(node).find(({ key }) => key === given.answer);
  const next = answer && nodeOf(tree, answer.to.node);
  if (!node || node.kind === 'end' || !answer || !next)
    return refuse('record.not-found', `${at} has no answer ${given.answer}`, { type: 'answer', id: given.answer });
  return succeed({
    kind: 'diagnosis',
    act: 'answer',
    run,
    after,
    node: at,
    question: nameOf(node)[language],
    answer: answer.key,
    label: answer.label[language],
    note: given.note,
    next: next.id,
    outcome: next.kind === 'end' ? outcomeOf(next, language) : null,
  });
};

/** What taking back the answer `of` says, and all after it. Refuses with `record.not-found` if that answer does not stand. */
export const planBack = (
  ticket: State,
  runs: readonly DiagnosisRun[],
  given: Standing & { readonly of: string },
): Result<DiagnosisEvent> => {
  const found = standing(ticket, runs, given);
  if (!found.ok) return found;
  const step = found.value.steps.find(({ entryId }) => entryId === given.of);
  if (!step) return refuse('record.not-found', `no answer ${given.of} stands`, { type: 'entry', id: given.of });
  const { run, after, of } = given;
  return succeed({ kind: 'diagnosis', act: 'back', run, after, of, question: step.question });
};

/** What giving a run up says. One that came to its end can be put away the same way: it stays on the timeline. */
export const planAbandon = (ticket: State, runs: readonly DiagnosisRun[], given: Standing): Result<DiagnosisEvent> => {
  const found = standing(ticket, runs, given);
  return found.ok ? succeed({ kind: 'diagnosis', act: 'abandon', run: given.run, after: given.after }) : found;
};
