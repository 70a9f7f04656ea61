/**
 * Decision trees that lead from a complaint to its likely cause, and the rules for walking them. Pure: no text is parsed here, no run
 * stored; what somebody did with a tree is in `run.ts`.
 */
import type { ResolutionCode } from '../tickets/ticket.ts';

export const diagnosisLanguages = ['en', 'zh-CN'] as const;
export type DiagnosisLanguage = (typeof diagnosisLanguages)[number];

/** The same in every language of the product. */
export type Words = Readonly<Record<DiagnosisLanguage, string>>;

/** Where an answer leads. A retry goes back on purpose; no other way may come to a node twice. */
export interface Target {
  readonly node: string;
  readonly isRetry: boolean;
}

export interface Answer {
  /** Of a question its place from 1 on, of an instruction what became of it. Unique within the node. */
  readonly key: string;
  readonly label: Words;
  readonly to: Target;
}

interface Step {
  readonly id: string;
  /** How to check it, or why it is asked. */
  readonly hint: Words | null;
  readonly answers: readonly Answer[];
}

export interface AskNode extends Step {
  readonly kind: 'ask';
  readonly text: Words;
}

export interface DoNode extends Step {
  readonly kind: 'do';
  /** In a few words, for trails and timelines. */
  readonly name: Words;
  readonly text: Words;
  /** What is seen when it worked. */
  readonly expect: Words;
}

export interface EndNode {
  readonly kind: 'end';
  readonly id: string;
  /** The likely cause, in words. */
  readonly text: Words;
  /** How it is resolved; null where somebody else has to. */
  readonly resolution: { readonly code: ResolutionCode; readonly text: Words } | null;
  /** To whom it goes and with what; null where it can be resolved here. */
  readonly escalate: Words | null;
  /** What an article about it would be found under. */
  readonly article: Words | null;
}

export type TreeNode = AskNode | DoNode | EndNode;

export interface DiagnosisTree {
  /** Kebab-case; the same for every version of the tree. */
  readonly id: string;
  readonly version: number;
  readonly title: Words;
  /** What it is suggested for. */
  readonly suits: { readonly categories: readonly string[]; readonly words: readonly string[] };
  readonly start: string;
  /** In the order of the text. */
  readonly nodes: readonly TreeNode[];
}

export const doOutcomes = ['worked', 'failed', 'impossible'] as const;
export type DoOutcome = (typeof doOutcomes)[number];

/** What can become of an instruction, as it is offered and as a timeline says it. */
export const outcomeLabels: Readonly<Record<DoOutcome, Words>> = {
  worked: { en: 'Worked', 'zh-CN': '解决了' },
  failed: { en: 'Did not help', 'zh-CN': '没有用' },
  impossible: { en: 'Could not be done', 'zh-CN': '做不了' },
};

export const nodeOf = (tree: DiagnosisTree, id: string): TreeNode | undefined =>
  tree.nodes.find((node) => node.id === id);

/** What is asked or done, in a few words. */
export const nameOf = (node: AskNode | DoNode): Words => (node.kind === 'ask' ? node.text : node.name);

export const answersOf = (node: TreeNode): readonly Answer[] => (node.kind === 'end' ? [] : node.answers);

/** Every way from the start to an end that takes no retry, as the answers given. Finite, for only retries go back. */
export function* pathsOf(
  tree: DiagnosisTree,
  from: string = tree.start,
): Generator<{ readonly answers: readonly (readonly [node: string, key: string])[]; readonly end: EndNode }> {
  const node = nodeOf(tree, from);
  if (!node) return;
  if (node.kind === 'end') {
    yield { answers: [], end: node };
    return;
  }
  for (const { key, to } of node.answers) {
    if (to.isRetry) continue;
    for (const { answers, end } of pathsOf(tree, to.node)) yield { answers: [[node.id, key], ...answers], end };
  }
}
