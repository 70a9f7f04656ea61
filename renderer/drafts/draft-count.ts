import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { draftsStore } from './drafts-store.ts';

/** How many drafts wait, beside “Drafts”; none shows no number. */
export const useDraftCount = (): number | undefined =>
  useStore(useSessionStore(draftsStore), (state) => state.drafts?.length || undefined);
