import type { Path, PlaceOf, TreeProblem } from './problem.ts';
import { answersOf, diagnosisLanguages, type Answer, type DiagnosisTree, type TreeNode } from './tree.ts';

/** Where the text says what an answer leads to. */
const pathOf = (node: TreeNode, { key, to }: Answer): Path => [
  'nodes',
  node.id,
  ...(node.kind === 'ask' ? ['answers', Number(key) - 1, 'next'] : [key]),
  ...(to.isRetry ? ['retry'] : []),
];

/** Nodes that some walk comes to, retries included. */
export const reachedNodes = (tree: DiagnosisTree): ReadonlySet<string> => {
  const byId = new Map(tree.nodes.map((node) => [node.id, node]));
  const reached = new Set<string>();
  const open = [tree.start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = byId.get(id);
    if (!node || reached.has(id)) continue;
    reached.add(id);
    for (const { to } of answersOf(node)) open.push(to.node);
  }
  return reached;
};

/** Answers, none of them a retry, that lead back to a node on the way to them: one for each way round. */
const loops = (tree: DiagnosisTree): readonly { readonly node: TreeNode; readonly answer: Answer }[] => {
  const byId = new Map(tree.nodes.map((node) => [node.id, node]));
  const state = new Map<string, 'onTheWay' | 'done'>();
  const found: { node: TreeNode; answer: Answer }[] = [];
  const visit = (node: TreeNode): void => {
    state.set(node.id, 'onTheWay');
    for (const answer of answersOf(node)) {
      const next = answer.to.isRetry ? undefined : byId.get(answer.to.node);
      if (!next) continue;
      if (state.get(next.id) === 'onTheWay') found.push({ node, answer });
      else if (!state.has(next.id)) visit(next);
    }
    state.set(node.id, 'done');
  };
  for (const node of tree.nodes) if (!state.has(node.id)) visit(node);
  return found;
};

/** Whether a tree whose nodes all read can be walked from its start to an end, whatever is answered. */
export const checkWays = (tree: DiagnosisTree, placeOf: PlaceOf): readonly TreeProblem[] => {
  const known = new Set(tree.nodes.map(({ id }) => id));
  const problems: TreeProblem[] = [];
  const add = (
    code: TreeProblem['code'],
    path: Path,
    part: 'name' | 'value',
    node: string | null,
    details: TreeProblem['details'] = {},
  ): void => void problems.push({ code, ...placeOf(path, part), node, details });

  if (!known.has(tree.start)) add('unknown-target', ['start'], 'value', null, { target: tree.start });
  for (const node of tree.nodes) {
    const answers = answersOf(node);
    for (const answer of answers)
      if (!known.has(answer.to.node))
        add('unknown-target', pathOf(node, answer), 'value', node.id, { target: answer.to.node });
    if (node.kind !== 'end' && answers.every(({ to }) => to.isRetry))
      add('only-retries', ['nodes', node.id], 'name', node.id, { node: node.id });
    answers.forEach(({ label }, place) => {
      const before = answers.slice(0, place);
      const language = diagnosisLanguages.find((each) => before.some((other) => other.label[each] === label[each]));
      if (language === undefined || node.kind !== 'ask') return;
      add('same-label', ['nodes', node.id, 'answers', place, 'label', language], 'value', node.id, {
        label: label[language],
      });
    });
  }
  for (const { node, answer } of loops(tree))
    add('loop', pathOf(node, answer), 'value', node.id, { target: answer.to.node });
  // A misspelt target cuts off all that lies behind it: that is one mistake, not many.
  if (problems.some(({ code }) => code === 'unknown-target')) return problems;
  const reached = reachedNodes(tree);
  for (const { id } of tree.nodes) if (!reached.has(id)) add('unreachable', ['nodes', id], 'name', id, { node: id });
  return problems;
};
