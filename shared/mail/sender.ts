import type { PersonRef } from '../base/record.ts';
import type { TimelineEntry } from '../tickets/ticket.ts';

/** Who a mail comes from, as a ticket sees it. */
export interface Sender {
  /** Whose words they are. */
  readonly person: PersonRef;
  /** False: nobody on this ticket is known to write from there. A ticket number can be guessed, a name borrowed. */
  readonly isKnown: boolean;
}

/** What a ticket knows of people: who asked, and what they wrote. */
export interface Correspondence {
  readonly requester: PersonRef | null;
  readonly timeline: readonly TimelineEntry[];
}

const sameName = (left: string, right: string): boolean => {
  const fold = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
  return fold(left) === fold(right);
};

/**
 * Known is who wrote from this address before, on the ticket or on one that was merged into it. A name counts only while there is no
 * address of the requester: after that, the same name from elsewhere is how somebody pretends to be them.
 */
export const senderOn = (
  correspondences: readonly Correspondence[],
  { from, address }: { readonly from: string; readonly address: string },
): Sender => {
  let namesake: PersonRef | undefined;
  for (const { requester, timeline } of correspondences) {
    let hasAddress = false;
    for (const { event, by } of timeline) {
      const mail = event.kind === 'created' || event.kind === 'reply' ? event.mail : undefined;
      const writer = event.kind === 'created' ? requester : by;
      if (!mail || mail.from === '' || !writer) continue;
      if (mail.from === address) return { person: writer, isKnown: true };
      hasAddress ||= writer.name === requester?.name;
    }
    if (requester && !hasAddress && sameName(requester.name, from)) namesake ??= requester;
  }
  if (namesake) return { person: namesake, isKnown: true };
  return { person: { id: null, name: from }, isKnown: false };
};
