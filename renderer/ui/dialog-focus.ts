const MARK = 'data-autofocus';

/**
 * The focus of a dialog stays where it is: Mantine's trap puts it on `[data-autofocus]` by timers, and on a busy laptop these run after
 * somebody has typed on into the next field. What has the focus therefore is what carries the mark.
 */
export const keepDialogFocus = (): void => {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const dialog = target.closest('[data-modal-content]');
    if (!dialog || dialog === target) return;
    for (const marked of dialog.querySelectorAll(`[${MARK}]`)) marked.removeAttribute(MARK);
    target.setAttribute(MARK, '');
  });
};
