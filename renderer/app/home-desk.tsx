import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { useWaitingCount } from '#renderer/handover/waiting.ts';
import { HomeView } from '#renderer/home/home-view.tsx';
import { MyVisits } from '#renderer/visits/my-visits.tsx';
import { inboxStore } from '#renderer/watching/inbox-store.ts';

/** Home with what other features know to wait for the person at the console. */
export const HomeDesk = () => {
  const mentions = useStore(useSessionStore(inboxStore), ({ inbox }) => inbox?.unreadMentions ?? 0);
  return <HomeView mentions={mentions} handovers={useWaitingCount() ?? 0} Visits={MyVisits} />;
};
