import { useState } from 'react';
import { useDraft, type DraftUse } from '#renderer/drafts/use-draft.ts';
import type { RuleView } from '#shared/alerts/operations.ts';
import { keptRule, ruleDraftKey, ruleFields } from './rule-draft.ts';
import { editOfView, newRule, type RuleEdit } from './rule-edit.ts';

interface RuleEditUse extends Pick<DraftUse, 'state'> {
  readonly edit: RuleEdit;
  readonly isChanged: boolean;
  /** Somebody saved the rule since this was begun. */
  readonly isStale: boolean;
  readonly put: (edit: RuleEdit) => void;
  /** Goes on over what is there now: saving replaces it. */
  readonly rebase: () => void;
  /** Saved, or given up. */
  readonly end: () => Promise<void>;
}

/** A rule being written: kept as a draft from the first change on, and continued from it. */
export const useRuleEdit = (rule: RuleView | undefined): RuleEditUse => {
  const draft = useDraft(ruleDraftKey(rule?.code));
  const base = rule ? editOfView(rule) : newRule;
  const [edited, setEdited] = useState(() => keptRule(draft.initial, base));
  const put = (next: RuleEdit) => {
    const isBack = JSON.stringify(next) === JSON.stringify(base);
    setEdited(isBack ? undefined : next);
    draft.type(isBack ? {} : ruleFields(next));
  };
  return {
    edit: edited ?? base,
    state: draft.state,
    isChanged: edited !== undefined,
    isStale: edited !== undefined && edited.seen !== base.seen,
    put,
    rebase: () => {
      if (edited) put({ ...edited, seen: base.seen });
    },
    end: async () => {
      setEdited(undefined);
      await draft.finish();
    },
  };
};
