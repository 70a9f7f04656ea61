import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
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
