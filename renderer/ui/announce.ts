/**
 * Short messages after an action: drawn over the list and read out by screen readers. For what needs a decision, use a banner.
 */
export type Tone = 'done' | 'refused' | 'failed';

export interface Announcement {
  readonly tone: Tone;
  /** Translated, one sentence. */
  readonly text: string;
  /** One thing to do about it, for example undo. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** Nothing that the person did failed, and it stands elsewhere as well: it goes by itself. */
  readonly isNews?: boolean;
}

export interface ShownAnnouncement extends Announcement {
  readonly id: number;
}

let shown: readonly ShownAnnouncement[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

const publish = (next: readonly ShownAnnouncement[]): void => {
  shown = next;
  for (const listener of listeners) listener();
};

/** At most three are kept on screen; the oldest goes first. */
export const announce = (announcement: Announcement): void => {
  publish([...shown, { ...announcement, id: nextId++ }].slice(-3));
};

export const dismiss = (id: number): void => publish(shown.filter((each) => each.id !== id));

export const announcements = {
  current: (): readonly ShownAnnouncement[] => shown,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
