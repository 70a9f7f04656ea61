import type { TextEdit, TextState } from './text-edits.ts';

export const stateOf = (field: HTMLTextAreaElement): TextState => ({
  text: field.value,
  from: field.selectionStart,
  to: field.selectionEnd,
});

/**
 * Carries an edit out as if it had been typed: undo takes it back. `execCommand` is the only way to do that in a text field; where a
 * browser has given it up, the text is set and cannot be undone.
 */
export const applyEdit = (field: HTMLTextAreaElement, { from, to, insert, select }: TextEdit): void => {
  field.focus();
  field.setSelectionRange(from, to);
  const isDone = insert === '' ? document.execCommand('delete') : document.execCommand('insertText', false, insert);
  if (!isDone) {
    field.setRangeText(insert, from, to, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  field.setSelectionRange(...select);
};
