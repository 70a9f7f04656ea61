import { useState } from 'react';
import type { DraftFields } from './draft-saver.ts';
import { useDraft, type DraftUse } from './use-draft.ts';

interface RevisionEditOptions<Value> {
  /** Of the draft. */
  readonly key: string;
  /** As it stands now; for one that is new, what its form begins with. */
  readonly initial: Value;
  /** The revision that holds now; null for one that is new. */
  readonly newest: number | null;
  readonly fieldsOf: (value: Value) => DraftFields;
  /** Read back; undefined where there is nothing, or nothing that can be read. */
  readonly valueOf: (fields: DraftFields) => Value | undefined;
}

export interface RevisionEdit<Value> extends Pick<DraftUse, 'state' | 'flush'> {
  readonly value: Value;
  /** The revision that it was made from; null for one that is new. */
  readonly seen: number | null;
  readonly isChanged: boolean;
  /** Somebody saved another revision since this was begun. */
  readonly isStale: boolean;
  /** Grows whenever the value is another one by no typing: fields that hold what is typed in them begin anew. */
  readonly epoch: number;
  readonly change: (change: Partial<Value>) => void;
  /** Goes on from the newest revision: saving then replaces it. */
  readonly rebase: () => void;
  /** Saved, or given up. */
  readonly end: () => Promise<void>;
}

interface Edited<Value> {
  readonly value: Value;
  readonly seen: number | null;
}

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

const seenOf = ({ seen = '' }: DraftFields): number | null => (seen === '' ? null : Number(seen));

/**
 * Something with revisions being changed: kept as a draft from the first change on, continued from it, and no draft any more once it is as it
 * was. What others save meanwhile is told of and never overwritten unseen.
 */
export const useRevisionEdit = <Value extends object>({
  key,
  initial,
  newest,
  fieldsOf,
  valueOf,
}: RevisionEditOptions<Value>): RevisionEdit<Value> => {
  const draft = useDraft(key);
  const [edited, setEdited] = useState<Edited<Value> | undefined>(() => {
    const value = valueOf(draft.initial);
    return value && { value, seen: seenOf(draft.initial) };
  });
  const [epoch, setEpoch] = useState(0);
  const current = edited ?? { value: initial, seen: newest };
  const put = ({ value, seen }: Edited<Value>) => {
    const isBack = isSame(value, initial) && seen === newest;
    setEdited(isBack ? undefined : { value, seen });
    draft.type(isBack ? {} : { ...fieldsOf(value), seen: seen === null ? '' : String(seen) });
  };
  return {
    ...current,
    state: draft.state,
    flush: draft.flush,
    isChanged: edited !== undefined,
    isStale: edited !== undefined && edited.seen !== newest,
    epoch,
    change: (change) => put({ ...current, value: { ...current.value, ...change } }),
    rebase: () => put({ ...current, seen: newest }),
    end: async () => {
      setEdited(undefined);
      setEpoch(epoch + 1);
      await draft.finish();
    },
  };
};
