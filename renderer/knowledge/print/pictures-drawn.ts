/** Longest wait for a picture that never comes: then the rest is printed without it. */
const LONGEST_MS = 20_000;

/** Pictures below `root` that are still on their way: their place is kept by an image marked as loading. */
const areComing = (root: ParentNode): boolean => root.querySelector('img[data-loading]') !== null;

const untilChanged = (root: Node, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      observer.disconnect();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const observer = new MutationObserver(end);
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-loading', 'src'],
    });
    signal.addEventListener('abort', end);
  });

const decoded = (root: ParentNode): Promise<unknown> =>
  // One that cannot be decoded is named in its place, as on the screen.
  Promise.allSettled([...root.querySelectorAll('img')].map((picture) => picture.decode()));

/** Resolves once every picture below `root` is there and decoded, so that a page printed now shows it. */
export const picturesDrawn = async (root: HTMLElement): Promise<void> => {
  const ending = new AbortController();
  const limit = setTimeout(() => ending.abort(), LONGEST_MS);
  while (areComing(root) && !ending.signal.aborted) await untilChanged(root, ending.signal);
  await decoded(root);
  clearTimeout(limit);
};
