import type { ComponentType, ReactNode } from 'react';
import type { FieldControl } from '#renderer/ui/field.tsx';
import type { StoredFile } from '#shared/attachments/operations.ts';
import type { PersonRef } from '#shared/base/record.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { ServiceRef } from '#shared/services/service.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { ActionTarget } from './action-store.ts';

/** What other features show on a ticket; who composes the window fills them in. */
export interface TicketSlots {
  /** In the head line, after the number: one short fact. */
  readonly head: (detail: TicketDetail) => ReactNode;
  /** Between the actions and the properties. */
  readonly clocks: (ticketId: string) => ReactNode;
  /** After the clocks: what may answer an open ticket. */
  readonly suggestions: (detail: TicketDetail) => ReactNode;
  /** In the dialog that resolves one ticket: the article that solved it. */
  readonly solution: (ticketId: string, choice: SolutionChoice) => ReactNode;
  /** In the form of a new ticket, below it: what may be known already. */
  readonly Known: ComponentType<KnownSlot>;
  /** In the head, about the texts in `container`: what a search found there. */
  readonly hits: (ticketId: string, container: HTMLElement | null) => ReactNode;
  /** Among the properties, after the category: what it belongs to. `onBegin` is called before a choice is offered. */
  readonly Property: ComponentType<PropertySlot>;
  /** Between the description and the timeline: a `PanelSection` each, or nothing where there is nothing to show. */
  readonly sections: (detail: TicketDetail) => ReactNode;
  /** In the dialog that resolves tickets, beside the open ones below them; `close` leaves that dialog for another. */
  readonly resolving: (targets: readonly ActionTarget[], close: () => void) => ReactNode;
  /** In a dialog with a longer text: takes files for what it is about, where that is one ticket. */
  readonly dialogFiles: (targets: readonly ActionTarget[]) => ReactNode;
  /** Offers a comment as a mail to be sent from the person's mail program. */
  readonly saveAsMail: (detail: TicketDetail, comment: { readonly entryId: string; readonly text: string }) => void;
  /** In the form of a new ticket: who asks, of the contacts or by name alone. */
  readonly RequesterField: ComponentType<RequesterFieldSlot>;
  /** In the form of a new ticket: the service it is given to; nothing on a desk without a catalogue. */
  readonly ServiceField: ComponentType<ServiceFieldSlot>;
  /** In the properties: the requester, who leads to their page and can be changed. */
  readonly RequesterProperty: ComponentType<RequesterPropertySlot>;
  /** In the form of a new ticket: assets that it is about. */
  readonly DraftAssets: ComponentType<DraftAssetsSlot>;
  /** In the form of a new ticket: files that its draft keeps. */
  readonly DraftFiles: ComponentType<DraftFilesSlot>;
}

/** Which article solved a ticket: null for none that fits, undefined while nobody has said. */
export interface SolutionChoice {
  readonly articleId: string | null | undefined;
  readonly onChange: (articleId: string | null) => void;
}

export interface KnownSlot {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  /** Ids of articles that the ticket is to name. */
  readonly chosen: readonly string[];
  readonly onChoose: (articleIds: readonly string[]) => void;
}

export interface PropertySlot {
  readonly ticket: Ticket;
  readonly canEdit: boolean;
  readonly onBegin: () => void;
  readonly onChoose: (service: ServiceRef | null) => void;
}

export interface RequesterFieldSlot {
  /** From `Field`. */
  readonly control: FieldControl;
  readonly label: string;
  readonly placeholder: string;
  /** Empty name: nobody. */
  readonly requester: PersonRef;
  readonly onChange: (requester: PersonRef) => void;
}

export interface ServiceFieldSlot {
  readonly category: string;
  /** Id of the one chosen; empty for that of the category. */
  readonly service: string;
  readonly onChoose: (serviceId: string) => void;
}

export interface RequesterPropertySlot {
  readonly requester: PersonRef | null;
  readonly canEdit: boolean;
  readonly label: string;
  readonly none: string;
  readonly onBegin: () => void;
  readonly onSave: (requester: PersonRef | null) => void;
}

export interface DraftAssetsSlot {
  readonly assetIds: readonly string[];
  readonly onChange: (assetIds: readonly string[]) => void;
}

export interface DraftFilesSlot {
  readonly draftKey: string;
  readonly files: readonly StoredFile[];
  /** Resolves when the draft with the new list is on disk. */
  readonly onChange: (change: (files: readonly StoredFile[]) => readonly StoredFile[]) => Promise<void>;
}
