/** Asked for again where it could not be fetched. */
const keeping = (dialog?: HTMLElement): void => {
  import('./keep-focus-in.ts').then(({ keepFocusIn }) => dialog && keepFocusIn(dialog)).catch(() => undefined);
};

/** The focus stays in a dialog, and where it is there. What sees to that comes when the window has nothing else to do, or with the first dialog. */
export const keepDialogFocus = (): void => {
  window.requestIdleCallback(() => keeping());
  document.addEventListener('focusin', ({ target }) => {
    const dialog = target instanceof Element && target.closest<HTMLElement>('[data-modal-content]');
    if (dialog) keeping(dialog);
  });
};
