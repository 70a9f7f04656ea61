/** A view that was gone to by key is marked where it can be seen. */
export const intoView = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' });
