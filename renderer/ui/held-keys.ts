import { useLayoutEffect } from 'react';
import { isTextField } from './text-field.ts';

const awaited = new Set<object>();
let held: KeyboardEvent[] = [];
/** Those that were held act, one after the other. */
let isReleasing = false;

export const areRowsAwaited = (): boolean => awaited.size > 0;

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
  const event = held.shift();
  // What a browser does with a letter by itself it does for a person only.
  if (event && at.dispatchEvent(new KeyboardEvent('keydown', event)) && event.key.length === 1) write(at, event.key);
};

/** One after the other, each on what the one before it made of the page. Text needs no rows. */
const release = async (): Promise<void> => {
  if (isReleasing) return;
  isReleasing = true;
  while (held.length > 0 && (awaited.size === 0 || isTextField(document.activeElement))) {
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

export const holdKey = (event: KeyboardEvent): void => {
  event.preventDefault();
  event.stopImmediatePropagation();
  held.push(event);
};

/**
 * Keys that act on rows wait while other rows are on their way: whoever types fast means those. They then act in the order in which they were
 * pressed, and what is text by then is written.
 */
export const useKeysWait = (isAwaited: boolean): void => {
  useLayoutEffect(() => {
    if (!isAwaited) return undefined;
    const token = {};
    awaited.add(token);
    return () => {
      awaited.delete(token);
      // Not before the commands of this view are those of the rows that came.
      setTimeout(() => void release());
    };
  }, [isAwaited]);
};
