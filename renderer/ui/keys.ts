/**
 * Key bindings as text: `j`, `?`, `Enter`, `shift+x`, `mod+k`, `mod+Enter`, or a sequence `g q`.
 * `mod` is ⌘ on macOS and Ctrl elsewhere. Letters are lower case and mean the letter typed, not the place on the keyboard;
 * for signs (`?`, `[`, `/`) shift is part of the sign and is not written.
 */
export type KeyBinding = string;

/** What matters of a key press, so that rules need no DOM. */
export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** AltGr is down: `@` or `[` on many European keyboards, never a shortcut. */
  readonly altGraph: boolean;
}

const isLetter = (key: string): boolean => key.length === 1 && key.toLowerCase() !== key.toUpperCase();

/** The press written as one binding step; undefined for a bare modifier or what no binding can name. */
export const stepOf = (press: KeyPress, isMac: boolean): KeyBinding | undefined => {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process', 'Unidentified'].includes(press.key))
    return undefined;
  const mod = isMac ? press.meta : press.ctrl;
  const otherMod = isMac ? press.ctrl : press.meta;
  const typed = press.altGraph ? { mod: false, otherMod: false, alt: false } : { mod, otherMod, alt: press.alt };
  if (typed.otherMod) return undefined;
  const named = press.key.length > 1;
  const key = named ? press.key : press.key === ' ' ? 'Space' : press.key.toLowerCase();
  const shift = press.shift && (named || isLetter(press.key));
  return `${typed.mod ? 'mod+' : ''}${typed.alt ? 'alt+' : ''}${shift ? 'shift+' : ''}${key}`;
};

export const stepsOf = (binding: KeyBinding): readonly string[] => binding.split(' ');

/** True for bindings that may act while text is typed: they hold a modifier, or are keys that type nothing. */
export const worksWhileTyping = (step: string): boolean =>
  step.startsWith('mod+') || step.startsWith('alt+') || /^(shift\+)?F\d+$/.test(step);

const caps: Readonly<Record<string, string>> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Backspace: '⌫',
  Delete: 'Del',
};

/** The key caps to draw for a binding, in order: `mod+k` gives `Ctrl`, `K`. */
export const keyCaps = (binding: KeyBinding, isMac: boolean): readonly string[] =>
  stepsOf(binding).flatMap((step) => {
    const parts = step.split('+').filter((part) => part !== '');
    return parts.map((part) => {
      if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
      if (part === 'shift') return isMac ? '⇧' : 'Shift';
      if (part === 'alt') return isMac ? '⌥' : 'Alt';
      return caps[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    });
  });
