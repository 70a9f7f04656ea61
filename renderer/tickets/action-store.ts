import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { TicketAction } from '#shared/tickets/actions.ts';
import type { TicketState } from '#shared/tickets/ticket.ts';

/** What an action has to know of a ticket before it asks: enough to name it and to say why it cannot be done. */
export interface ActionTarget {
  readonly id: string;
  readonly number: string;
  readonly state: TicketState;
  readonly major: boolean;
}

/** Actions that need more than a key press. */
export const askingActions = [
  'assign',
  'hold',
  'changeHold',
  'resolve',
  'reopen',
  'cancel',
  'merge',
  'followUp',
] as const satisfies readonly TicketAction[];
export type AskingAction = (typeof askingActions)[number];
/** What a dialog is open for: a move of the table, or the priority, which is no move. Closing asks only where tickets below are open. */
export type DialogAction = AskingAction | 'setPriority' | 'close';
/** Done where they stand: in a field, in the composer, at an entry of the timeline, on the hand-over screen. */
type InPlaceAction = 'edit' | 'workNote' | 'comment' | 'deliver' | 'reply' | 'diagnose' | 'survey';
export type PlainAction = Exclude<TicketAction, AskingAction | InPlaceAction>;
/** Has a button and a command. */
export type ButtonAction = AskingAction | PlainAction;

export const isAsking = (action: ButtonAction): action is AskingAction => askingActions.some((each) => each === action);

export const textKinds = ['workNote', 'comment', 'reply'] as const;
export type TextKind = (typeof textKinds)[number];

interface ActionState {
  readonly dialog: {
    readonly action: DialogAction;
    readonly targets: readonly ActionTarget[];
    readonly note: string;
  } | null;
  /** What the composer writes; `seq` grows whenever it should take the focus. */
  readonly compose: { readonly kind: TextKind; readonly seq: number };
  /** `note`: what the dialog begins with where it takes one. */
  ask(action: DialogAction, targets: readonly ActionTarget[], note?: string): void;
  close(): void;
  /** Turns the composer of this ticket to `kind` and gives it the focus, as soon as it is on screen. */
  write(kind: TextKind, ticketId: string): void;
  /** As `write` for a text that begins or goes on with `text`: a comment, unless `kind` says otherwise. */
  insert(text: string, ticketId: string, kind?: TextKind): void;
  /** True once for each `write` on this ticket, for what was drawn for it: what is about to go would take the focus along. */
  takeFocus(ticketId: string, seq: number): boolean;
  /** What was to be inserted on this ticket; undefined once it was taken. */
  takeText(ticketId: string): string | undefined;
}

/** Which dialog is open and for which tickets; what is in it belongs to the dialog. */
export const actionStore: SessionFactory<StoreApi<ActionState>> = () => {
  let focusOn: string | undefined;
  let inserted: { readonly ticketId: string; readonly text: string } | undefined;
  return createStore<ActionState>()((set, get) => ({
    dialog: null,
    compose: { kind: 'workNote', seq: 0 },
    ask: (action, targets, note = '') => set({ dialog: { action, targets, note } }),
    close: () => set({ dialog: null }),
    write: (kind, ticketId) => {
      focusOn = ticketId;
      set({ compose: { kind, seq: get().compose.seq + 1 } });
    },
    insert: (text, ticketId, kind = 'comment') => {
      inserted = { ticketId, text };
      get().write(kind, ticketId);
    },
    takeText: (ticketId) => {
      if (inserted?.ticketId !== ticketId) return undefined;
      const { text } = inserted;
      inserted = undefined;
      return text;
    },
    takeFocus: (ticketId, seq) => {
      const takes = focusOn === ticketId && seq === get().compose.seq;
      if (takes) focusOn = undefined;
      return takes;
    },
  }));
};
