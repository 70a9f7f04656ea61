import { useState } from 'react';
import { useDraft, type DraftUse } from '#renderer/drafts/use-draft.ts';
import type { ListedTool } from '#shared/tools/operations.ts';
import { editedOf, keptTool, toolDraft, type EditedTool, type ToolEdit } from './edited-tool.ts';

interface ToolEditing extends ToolEdit, Pick<DraftUse, 'state' | 'flush'> {
  readonly isChanged: boolean;
  /** Somebody saved another revision since this was begun. */
  readonly isStale: boolean;
  readonly change: (change: Partial<EditedTool>) => void;
  /** Goes on from the newest revision: saving then replaces it. */
  readonly rebase: () => void;
  /** Saved, or given up. */
  readonly end: () => Promise<void>;
}

/** A definition being changed: kept as a draft from the first change on, and continued from it. */
export const useToolEdit = (tool: ListedTool, isNew: boolean): ToolEditing => {
  const draft = useDraft(isNew ? `new-${tool.id}` : tool.id);
  const initial = editedOf(tool.definition);
  const newest = isNew ? null : tool.revision;
  const [edited, setEdited] = useState<ToolEdit | undefined>(() => keptTool(draft.initial, initial));
  const current = edited ?? { tool: initial, seen: newest };
  const put = (next: ToolEdit) => {
    const isBack = JSON.stringify(next.tool) === JSON.stringify(initial) && next.seen === newest;
    setEdited(isBack ? undefined : next);
    draft.type(isBack ? {} : toolDraft(next));
  };
  return {
    ...current,
    state: draft.state,
    flush: draft.flush,
    isChanged: edited !== undefined,
    isStale: edited !== undefined && edited.seen !== newest,
    change: (change) => put({ ...current, tool: { ...current.tool, ...change } }),
    rebase: () => put({ ...current, seen: newest }),
    end: async () => {
      setEdited(undefined);
      await draft.finish();
    },
  };
};
