import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { inboxStore } from './inbox-store.ts';

/** Mentions that this person has not seen; undefined shows no number. */
export const useUnreadMentions = (): number | undefined =>
  useStore(useSessionStore(inboxStore), ({ inbox }) => inbox?.unreadMentions || undefined);

/** Watched tickets with news. */
export const useUnreadWatched = (): number | undefined =>
  useStore(useSessionStore(inboxStore), ({ inbox }) => inbox?.unreadWatched.length || undefined);
