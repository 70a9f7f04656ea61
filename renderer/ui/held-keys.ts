import { useLayoutEffect } from 'react';
import { isTextField } from './text-field.ts';

interface HeldKey {
  readonly event: KeyboardEvent;
  /** Nothing on screen answers it yet. */
  readonly isUnclaimed: () => boolean;
}

const awaited = new Set<object>();
const parts = new Set<object>();
let held: HeldKey[] = [];
/** Those that were held act, one after the other. */
let isReleasing = false;

export const areRowsAwaited = (): boolean => awaited.size > 0;
export const arePartsAwaited = (): boolean => parts.size > 0;

/** Some wait, so that those pressed after them wait too. */
export const areKeysHeld = (): boolean => held.length > 0 || isReleasing;

const write = (field: Element | null, text: string): void => {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.selectionStart === null)
    return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd ?? field.selectionStart, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text, inputType: 'insertText' }));
};

const actNext = (): void => {
  const at = document.activeElement ?? document.body;
  const event = held.shift()?.event;
  // What a browser does with a letter by itself it does for a person only.
  if (event && at.dispatchEvent(new KeyboardEvent('keydown', event)) && event.key.length === 1) write(at, event.key);
};

/** Text needs no rows, and what is answered no further parts. */
const mayNextAct = (): boolean =>
  isTextField(document.activeElement) || (awaited.size === 0 && (parts.size === 0 || held[0]?.isUnclaimed() === false));

/** One after the other, each on what the one before it made of the page. */
const release = async (): Promise<void> => {
  if (isReleasing) return;
  isReleasing = true;
  while (held.length > 0 && mayNextAct()) {
    actNext();
    await new Promise((resolve) => setTimeout(resolve));
  }
  isReleasing = false;
};

/**
 * Before a key acts in a text field: what was pressed before it stands there already. False: the key has to wait too, since one of those led out of
 * the field. Keys that did not lead into it are dropped: they meant rows that were left by other means.
 */
export const catchUp = (field: EventTarget | null): boolean => {
  if (!isReleasing) held = [];
  while (held.length > 0 && isTextField(document.activeElement)) actNext();
  return held.length === 0 && document.activeElement === field;
};

export const holdKey = (event: KeyboardEvent, isUnclaimed: () => boolean): void => {
  event.preventDefault();
  event.stopImmediatePropagation();
  held.push({ event, isUnclaimed });
};

const useWaiting = (tokens: Set<object>, isAwaited: boolean): void => {
  useLayoutEffect(() => {
    if (!isAwaited) return undefined;
    const token = {};
    tokens.add(token);
    return () => {
      tokens.delete(token);
      // Not before the commands of this view are those of what came.
      setTimeout(() => void release());
    };
  }, [tokens, isAwaited]);
};

/**
 * Keys that act on rows wait while other rows are on their way: whoever types fast means those. They then act in the order in which they were
 * pressed, and what is text by then is written.
 */
export const useKeysWait = (isAwaited: boolean): void => useWaiting(awaited, isAwaited);

/** Letters that nothing answers yet wait while parts of the screen are on their way: they may be keys of those. All that follow wait behind them. */
export const useUnclaimedKeysWait = (isAwaited: boolean): void => useWaiting(parts, isAwaited);

/** In place of a part that is being fetched. */
export const PartComing = (): null => {
  useUnclaimedKeysWait(true);
  return null;
};
