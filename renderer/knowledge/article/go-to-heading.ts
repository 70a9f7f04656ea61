/** The id of a heading in the document: articles side by side may have the same. */
export const headingDomId = (prefix: string, id: string): string => `${prefix}-${id}`;

/** Idle moments to wait for a heading of a long text that is still being drawn. */
const PATIENCE = 60;

/** Brings a heading to the top of what is read, and the focus with it. */
export const goToHeading = (prefix: string, id: string, patience = PATIENCE): void => {
  const heading = document.getElementById(headingDomId(prefix, id));
  if (heading) {
    heading.scrollIntoView({ block: 'start' });
    heading.focus({ preventScroll: true });
  } else if (patience > 0) window.requestIdleCallback(() => goToHeading(prefix, id, patience - 1));
};
