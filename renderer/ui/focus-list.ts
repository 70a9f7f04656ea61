/** Out of the search of a list to its rows. One that has none yet takes the focus from the view with its first ones. */
export const focusList = (list: HTMLElement | null): void => (list ?? document.querySelector('main'))?.focus();
