/**
 * Everything a person can do by key or palette. A view registers its commands while it is on screen:
 *
 * ```tsx
 * useCommands('queue', [
 *   { id: 'queue.next', label: t('next'), key: 'j', status: { order: 1, label: t('keys.move') }, run: next },
 *   { id: 'queue.previous', label: t('previous'), key: 'k', status: { order: 1, label: t('keys.move') }, run: previous },
 *   { id: 'ticket.hold', label: t('hold'), group: t('thisTicket'), icon: IconPlayerPause, key: 'h',
 *     unavailable: onHold ? t('alreadyOnHold') : undefined, run: openHold },
 * ]);
 * ```
 *
 * Layers registered later lie on top; for the same key the topmost wins. A layer with `{ modal: true }` (a dialog) hides
 * everything below it; where the focus is inside a dialog that registered none, no key acts at all. Single letters do nothing while a person types or an input method composes;
 * `whileTyping` lifts that for keys such as Escape. Disabled commands stay listed and say why.
 * The array may be made anew on each render: only what is shown is compared, and `run` is always the latest.
 */
import type { ComponentType } from 'react';
import { stepsOf, worksWhileTyping, type KeyBinding } from './keys.ts';

export interface CommandIconProps {
  readonly size?: number | string;
  readonly stroke?: number | string;
  readonly className?: string;
}

export interface Command {
  /** Unique and stable: `feature.verb`. */
  readonly id: string;
  /** Translated, as the palette and the list of keys show it. An ellipsis at the end means: asks for more first. */
  readonly label: string;
  readonly run: () => void;
  readonly key?: KeyBinding | undefined;
  /** Further keys that do the same, not drawn. */
  readonly otherKeys?: readonly KeyBinding[] | undefined;
  /** Translated heading in the palette and in the list of keys; without one it is listed under its layer's first group. */
  readonly group?: string | undefined;
  readonly icon?: ComponentType<CommandIconProps> | undefined;
  /** Translated words at the right in the palette: `asks for a date`. */
  readonly hint?: string | undefined;
  /** Further words that find it in the palette, any language. */
  readonly keywords?: string | undefined;
  /** Why it cannot be done now, translated. Undefined: it can. */
  readonly unavailable?: string | undefined;
  /** Place in the status bar, lowest first; commands with equal order and label share one entry (`J K move`). */
  readonly status?: { readonly order: number; readonly label: string } | undefined;
  /** Also acts while the focus is in a text field. */
  readonly whileTyping?: boolean | undefined;
  /** Also stands in the “…” menu of the record it acts on; lowest first. */
  readonly more?: number | undefined;
  /** Kept out of the palette: movement and other things that mean nothing there. */
  readonly keyOnly?: boolean | undefined;
}

export interface CommandLayer {
  readonly name: string;
  readonly modal: boolean;
  readonly commands: readonly Command[];
}

/** `matched`: run `command`, or say why not. `pending`: the first step of a sequence was pressed. */
export type KeyOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'matched'; readonly command: Command };

/** Layers that may act now: from the topmost modal one upwards. */
export const activeLayers = <Layer extends CommandLayer>(layers: readonly Layer[]): readonly Layer[] => {
  const modal = layers.findLastIndex((layer) => layer.modal);
  return modal < 0 ? layers : layers.slice(modal);
};

const keysOf = (command: Command): readonly KeyBinding[] => [
  ...(command.key === undefined ? [] : [command.key]),
  ...(command.otherKeys ?? []),
];

/**
 * Which command the steps pressed so far mean. The topmost layer wins, and within it a whole binding before the beginning of a longer one.
 */
export const resolveKeys = (
  layers: readonly CommandLayer[],
  pressed: readonly string[],
  isTyping: boolean,
): KeyOutcome => {
  for (const layer of activeLayers(layers).toReversed()) {
    let pending = false;
    for (const command of layer.commands) {
      for (const binding of keysOf(command)) {
        const steps = stepsOf(binding);
        if (isTyping && command.whileTyping !== true && !worksWhileTyping(steps[0] ?? '')) continue;
        if (!pressed.every((step, index) => steps[index] === step)) continue;
        if (steps.length === pressed.length) return { kind: 'matched', command };
        pending = true;
      }
    }
    if (pending) return { kind: 'pending' };
  }
  return { kind: 'none' };
};

export interface StatusKey {
  readonly label: string;
  readonly keys: readonly KeyBinding[];
}

/** The keys that work now, for the status bar: at most `limit`, in the order of use. Letters do not while a person types. */
export const statusKeys = (layers: readonly CommandLayer[], limit: number, isTyping: boolean): readonly StatusKey[] => {
  const hints = new Map<string, { order: number; label: string; keys: KeyBinding[] }>();
  for (const layer of activeLayers(layers)) {
    for (const command of layer.commands) {
      if (!command.status || command.key === undefined || command.unavailable !== undefined) continue;
      if (isTyping && command.whileTyping !== true && !worksWhileTyping(stepsOf(command.key)[0] ?? '')) continue;
      const id = `${command.status.order} ${command.status.label}`;
      const hint = hints.get(id) ?? { ...command.status, keys: [] };
      if (!hint.keys.includes(command.key)) hint.keys.push(command.key);
      hints.set(id, hint);
    }
  }
  return [...hints.values()].toSorted((a, b) => a.order - b.order).slice(0, limit);
};
