import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import type { DraftView } from '#shared/drafts/operations.ts';
import { DraftSaver, type DraftFields, type DraftState } from './draft-saver.ts';
import { draftsStore } from './drafts-store.ts';

export interface DraftUse {
  /** What the form begins with; no fields when there is no draft. */
  readonly initial: DraftFields;
  readonly state: DraftState;
  readonly type: (fields: DraftFields) => void;
  readonly flush: () => Promise<void>;
  /** The text was submitted or given up: removes the draft, also one being saved just now. */
  readonly finish: () => Promise<void>;
}

/** False until it is known whether a draft exists, for the few milliseconds after signing in. A form waits for it. */
export const useDraftsReady = (): boolean =>
  useStore(useSessionStore(draftsStore), (state) => state.drafts !== undefined || state.failure !== undefined);

export interface Drafts {
  /** As on disk; empty until they are read. */
  readonly drafts: readonly DraftView[];
  /** Whether anything was typed under this key, saved yet or not. */
  readonly has: (key: string) => boolean;
}

/** What the person signed in has begun, for a list that shows it. */
export const useDrafts = (): Drafts => {
  const store = useSessionStore(draftsStore);
  return {
    drafts: useStore(store, (state) => state.drafts) ?? none,
    has: (key) => Object.keys(store.getState().fieldsOf(key)).length > 0,
  };
};

const none: readonly DraftView[] = [];

/** Puts a text from elsewhere under a key that no form is open on: the form that opens there goes on with it. */
export const useBeginDraft = (): ((key: string, fields: DraftFields) => void) => {
  const client = useClient();
  const store = useSessionStore(draftsStore);
  return (key, fields) => {
    store.getState().typed(key, fields);
    void client.call('drafts.save', { key, fields });
  };
};

/**
 * Ties a form to its draft: begins with what was typed, saves while typing, and saves at once when the form leaves or the window hides.
 * One key for the life of the component: give it `key={draftKey}`.
 */
export const useDraft = (key: string): DraftUse => {
  const client = useClient();
  const drafts = useSessionStore(draftsStore);
  const [initial] = useState(() => drafts.getState().fieldsOf(key));
  const [state, setState] = useState<DraftState>(() => {
    const saved = drafts.getState().drafts?.find((draft) => draft.key === key);
    return saved ? { kind: 'saved', at: saved.updatedAt } : { kind: 'empty' };
  });
  const [saver] = useState(() => new DraftSaver(client, key, setState));

  useEffect(() => {
    const flush = () => void saver.flush();
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [saver]);

  return {
    initial,
    state,
    type: (fields) => {
      drafts.getState().typed(key, fields);
      saver.type(fields);
    },
    flush: () => saver.flush(),
    finish: async () => {
      drafts.getState().typed(key, {});
      await saver.drop();
      await client.call('drafts.discard', { key });
    },
  };
};
