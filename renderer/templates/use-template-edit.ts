import { useState } from 'react';
import { useDraft, type DraftUse } from '#renderer/drafts/use-draft.ts';
import type { TemplateContent, TemplateRecord, TemplateView } from '#shared/templates/template.ts';
import { keptTemplate, sameContent, templateDraft, type EditedTemplate } from './template-draft.ts';

interface TemplateEdit extends Pick<DraftUse, 'state' | 'flush'> {
  readonly content: TemplateContent;
  readonly scope: TemplateRecord['scope'];
  /** The version that this was made from; null for one that is new. */
  readonly version: number | null;
  readonly isChanged: boolean;
  /** Somebody saved another version since this was begun. */
  readonly isStale: boolean;
  /** Grows whenever the content is another one by no typing: fields that hold what is typed in them begin anew. */
  readonly epoch: number;
  readonly change: (content: TemplateContent) => void;
  /** Content from elsewhere takes the place of what was typed. */
  readonly take: (content: TemplateContent) => void;
  readonly chooseScope: (scope: TemplateRecord['scope']) => void;
  /** Goes on from the newest version: saving then replaces it. */
  readonly rebase: () => void;
  /** Saved, or given up. */
  readonly end: () => Promise<void>;
}

/**
 * A template being changed: kept as a draft from the first change on, and continued from it. Unchanged it follows what others save; changed it
 * stays as it is.
 */
export const useTemplateEdit = (
  draftKey: string,
  template: TemplateView | undefined,
  initial: TemplateContent,
  usualScope: TemplateRecord['scope'],
): TemplateEdit => {
  const draft = useDraft(draftKey);
  const [edited, setEdited] = useState<EditedTemplate | undefined>(() => keptTemplate(draft.initial));
  const [epoch, setEpoch] = useState(0);
  const newest = template?.version ?? null;
  const [shown, setShown] = useState(newest);
  if (shown !== newest) {
    setShown(newest);
    if (!edited) setEpoch(epoch + 1);
  }
  const current: EditedTemplate = edited ?? { content: initial, scope: template?.scope ?? usualScope, version: newest };
  const put = (next: EditedTemplate) => {
    const isBack = sameContent(next.content, initial) && next.version === newest;
    setEdited(isBack && template ? undefined : next);
    draft.type(isBack ? {} : templateDraft(next));
  };
  return {
    ...current,
    state: draft.state,
    flush: draft.flush,
    isChanged: edited !== undefined && !sameContent(edited.content, initial),
    isStale: edited !== undefined && edited.version !== newest,
    epoch,
    change: (content) => put({ ...current, content }),
    take: (content) => {
      put({ ...current, content });
      setEpoch(epoch + 1);
    },
    chooseScope: (scope) => put({ ...current, scope }),
    rebase: () => put({ ...current, version: newest }),
    end: async () => {
      setEdited(undefined);
      setEpoch(epoch + 1);
      await draft.finish();
    },
  };
};
