import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useSessionStore, type SessionFactory } from '#renderer/api/session.tsx';

/** Edits by rule and version, as long as somebody is signed in. */
type KeptEdits<Content> = StoreApi<{ readonly edits: ReadonlyMap<string, Content> }>;

/** Holds what was changed in rules of one kind and not saved yet: looking at another rule, or at tickets, loses nothing. */
export const createKeptEdits =
  <Content>(): SessionFactory<KeptEdits<Content>> =>
  () =>
    createStore(() => ({ edits: new Map<string, Content>() }));

/** An edit belongs to the version it was begun on: it never lands on one that somebody else has saved meanwhile. */
export const editKey = ({ id, version }: { readonly id: string; readonly version: number }): string =>
  `${id} ${version}`;

interface KeptEdit<Content> {
  /** As edited, else as saved. */
  readonly content: Content;
  readonly isEdited: boolean;
  readonly edit: (next: Content) => void;
  /** Also after saving: what is saved is no edit any more. */
  readonly drop: () => void;
}

export const useKeptEdit = <Content>(
  kept: SessionFactory<KeptEdits<Content>>,
  key: string,
  saved: Content,
): KeptEdit<Content> => {
  const store = useSessionStore(kept);
  const edited = useStore(store, ({ edits }) => edits.get(key));
  return {
    content: edited ?? saved,
    isEdited: edited !== undefined,
    edit: (next) => store.setState(({ edits }) => ({ edits: new Map(edits).set(key, next) })),
    drop: () =>
      store.setState(({ edits }) => {
        const rest = new Map(edits);
        rest.delete(key);
        return { edits: rest };
      }),
  };
};

export const useEditedKeys = <Content>(kept: SessionFactory<KeptEdits<Content>>): ReadonlySet<string> => {
  const edits = useStore(useSessionStore(kept), (state) => state.edits);
  return new Set(edits.keys());
};
