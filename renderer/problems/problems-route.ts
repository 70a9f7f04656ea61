import { problemViews, type ProblemView } from '#shared/problems/search.ts';

/** Where a person is among the problems: which list, what is open beside it, and whether a new one is being written. */
export interface ProblemsPlace {
  readonly view: ProblemView;
  readonly problemId: string | null;
  /** Key of the draft of a new problem, `new-problem:1`. */
  readonly draft: string | null;
}

const isView = (segment: string | undefined): segment is ProblemView => problemViews.some((view) => view === segment);

/** `#/problems`, `#/problems/<problem>`, each also below `#/problems/<view>`, and `#/problems/new-problem:1`. Never fails. */
export const problemsPlace = (segments: readonly string[]): ProblemsPlace => {
  const [first, second] = segments;
  const view = isView(first) ? first : 'open';
  const open = isView(first) ? second : first;
  return {
    view,
    problemId: open?.startsWith('problem:') === true ? open : null,
    draft: open?.startsWith('new-problem:') === true ? open : null,
  };
};

export const problemSegments = (view: ProblemView, open: string | null): readonly string[] => [
  ...(view === 'open' ? [] : [view]),
  ...(open === null ? [] : [open]),
];
