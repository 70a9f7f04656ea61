import { keepFocusIn } from './keep-focus-in.ts';

/** The focus stays in a dialog, and where it is there. */
export const keepDialogFocus = (): void => {
  document.addEventListener('focusin', ({ target }) => {
    const dialog = target instanceof Element && target.closest<HTMLElement>('[data-modal-content]');
    if (dialog) keepFocusIn(dialog);
  });
};
