import { useRef, useState } from 'react';
import { useDraft, type DraftUse } from '#renderer/drafts/use-draft.ts';
import type { OpenCourse } from '#shared/training/operations.ts';
import { attemptDraft, beginAttempt, keptAttempt, quizDraftKey, type BegunAttempt } from './quiz-draft.ts';

export interface AttemptUse extends Pick<DraftUse, 'state' | 'flush'> {
  readonly begun: BegunAttempt;
  /** Another version was published since it was begun: what was answered stays where the question stayed. */
  readonly isOther: boolean;
  readonly answer: (questionId: string, given: readonly string[]) => void;
  /** Handed in: nothing is kept any more. */
  readonly end: () => Promise<void>;
}

/** An attempt in progress: kept with each answer, and continued from where it was after a lock, a crash or another screen. */
export const useAttempt = ({ variant, content }: OpenCourse): AttemptUse => {
  const draft = useDraft(quizDraftKey(variant.articleId));
  const [begun, setBegun] = useState<BegunAttempt>(() => keptAttempt(draft.initial) ?? beginAttempt(variant.version));
  const latest = useRef(begun);
  return {
    begun,
    state: draft.state,
    flush: draft.flush,
    isOther: begun.version !== variant.version,
    answer: (questionId, given) => {
      latest.current = { ...latest.current, given: new Map(latest.current.given).set(questionId, given) };
      setBegun(latest.current);
      draft.type(attemptDraft(latest.current, content.title));
    },
    end: draft.finish,
  };
};
