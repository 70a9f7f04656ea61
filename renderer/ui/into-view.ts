/** For a line that was gone to by key: it is brought to where it can be seen. */
export const intoView = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' });
