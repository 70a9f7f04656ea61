import { useLayoutEffect } from 'react';

const awaited = new Set<object>();
let held: KeyboardEvent[] = [];
let isReleasing = false;

export const areRowsAwaited = (): boolean => awaited.size > 0;

/** Some wait, so that those pressed after them wait too. */
export const areKeysHeld = (): boolean => held.length > 0;

const write = (field: Element | null, text: string): void => {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.selectionStart === null)
    return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd ?? field.selectionStart, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text, inputType: 'insertText' }));
};

/** One after the other, each on what the one before it made of the page. */
const release = async (): Promise<void> => {
  if (isReleasing) return;
  isReleasing = true;
  while (held[0] && awaited.size === 0) {
    const at = document.activeElement ?? document.body;
    const { key } = held[0];
    // What a browser does with a letter by itself it does for a person only.
    if (at.dispatchEvent(new KeyboardEvent('keydown', held[0])) && key.length === 1) write(at, key);
    await new Promise((resolve) => setTimeout(resolve));
    held = held.slice(1);
  }
  isReleasing = false;
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
