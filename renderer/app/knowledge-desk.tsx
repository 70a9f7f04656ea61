import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { KnowledgeView } from '#renderer/knowledge/knowledge-view.tsx';
import { lastTicketStore } from './last-ticket.ts';

/** The knowledge base, with what it takes from other features: the ticket that somebody is working on. */
export const KnowledgeDesk = () => (
  <KnowledgeView ticket={useStore(useSessionStore(lastTicketStore), ({ ticket }) => ticket)} />
);
