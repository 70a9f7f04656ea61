import type { Level } from '../tickets/ticket.ts';
import type { Outcome } from './finding.ts';

/** How much a ticket matters that begins with a finding, before anybody has said who is hindered by it. */
export const severityOf = (outcome: Outcome): { readonly impact: Level; readonly urgency: Level } => {
  switch (outcome) {
    case 'failed':
      return { impact: 2, urgency: 2 };
    case 'warning':
      return { impact: 3, urgency: 2 };
    case 'ok':
    case 'unknown':
      return { impact: 3, urgency: 3 };
  }
};
