import { checkWays } from './check-ways.ts';
import { shapeProblems } from './check-shape.ts';
import type { PlaceOf, TreeProblem } from './problem.ts';
import { askShape, doShape, endShape, nodeShapes, treeShape, type NodeKind, type TargetShape } from './schema.ts';
import { doOutcomes, outcomeLabels, type DiagnosisTree, type Target, type TreeNode } from './tree.ts';

/** What came of a text: a tree only if nothing is wrong with it. `outline` is what could be made out all the same, for showing. */
export interface CheckedTree {
  readonly tree: DiagnosisTree | null;
  readonly outline: DiagnosisTree | null;
  /** In the order of the text. */
  readonly problems: readonly TreeProblem[];
}

const targetOf = (target: TargetShape): Target =>
  typeof target === 'string' ? { node: target, isRetry: false } : { node: target.retry, isRetry: true };

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readNode = (
  id: string,
  value: unknown,
  placeOf: PlaceOf,
): { readonly node?: TreeNode; readonly problems: readonly TreeProblem[] } => {
  const path = ['nodes', id];
  const wrong = (code: 'node-kind' | 'not-fields' | 'end-without-way' | 'end-both-ways') => ({
    problems: [{ code, ...placeOf(path, 'name'), node: id, details: { field: id } }],
  });
  if (!isFields(value)) return wrong('not-fields');
  const kinds = (Object.keys(nodeShapes) as NodeKind[]).filter((kind) => Object.hasOwn(value, kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) return wrong('node-kind');
  switch (kind) {
    case 'ask': {
      const read = askShape.safeParse(value);
      if (!read.success) return { problems: shapeProblems(read.error, value, placeOf, path) };
      const { ask, hint, answers } = read.data;
      return {
        node: {
          kind,
          id,
          text: ask,
          hint: hint ?? null,
          answers: answers.map(({ label, next }, place) => ({ key: String(place + 1), label, to: targetOf(next) })),
        },
        problems: [],
      };
    }
    case 'do': {
      const read = doShape.safeParse(value);
      if (!read.success) return { problems: shapeProblems(read.error, value, placeOf, path) };
      const { name, do: text, expect, hint, ...targets } = read.data;
      const answers = doOutcomes.flatMap((key) => {
        const target = targets[key];
        return target === undefined ? [] : [{ key, label: outcomeLabels[key], to: targetOf(target) }];
      });
      return { node: { kind, id, name, text, expect, hint: hint ?? null, answers }, problems: [] };
    }
    case 'end': {
      const read = endShape.safeParse(value);
      if (!read.success) return { problems: shapeProblems(read.error, value, placeOf, path) };
      const { end, code, resolution, escalate, article } = read.data;
      if (escalate !== undefined && (code !== undefined || resolution !== undefined)) return wrong('end-both-ways');
      if (escalate === undefined && (code === undefined || resolution === undefined)) return wrong('end-without-way');
      return {
        node: {
          kind,
          id,
          text: end,
          resolution: code && resolution ? { code, text: resolution } : null,
          escalate: escalate ?? null,
          article: article ?? null,
        },
        problems: [],
      };
    }
  }
};

const byPlace = (left: TreeProblem, right: TreeProblem): number =>
  left.line === right.line ? left.column - right.column : left.line - right.line;

/**
 * Reads what the text of a tree holds, every plain value as text: its shape by schema, then whether it can be walked: every target there,
 * every node reached, a way on from each, no way round but by retry. Ways are judged once every node reads.
 */
export const checkTree = (value: unknown, placeOf: PlaceOf): CheckedTree => {
  const read = treeShape.safeParse(value);
  const problems = read.success ? [] : [...shapeProblems(read.error, value, placeOf)];
  const given = isFields(value) && isFields(value['nodes']) ? value['nodes'] : {};
  const nodes: TreeNode[] = [];
  for (const [id, each] of Object.entries(given)) {
    const made = readNode(id, each, placeOf);
    if (made.node) nodes.push(made.node);
    problems.push(...made.problems);
  }
  if (!read.success) return { tree: null, outline: null, problems: problems.toSorted(byPlace) };
  const { id, version, title, suits, start } = read.data;
  const outline: DiagnosisTree = { id, version: Number(version), title, suits, start, nodes };
  if (problems.length === 0) problems.push(...checkWays(outline, placeOf));
  return { tree: problems.length === 0 ? outline : null, outline, problems: problems.toSorted(byPlace) };
};
