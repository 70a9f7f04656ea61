const FIELDS = 'input, select, textarea, button, a[href], [tabindex="0"]';

/** Of radio buttons the chosen one stands for its group, as it does for Tab. */
const isStop = (element: HTMLElement): boolean => {
  if (element.matches(':disabled, [tabindex="-1"]') || !element.checkVisibility()) return false;
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked) return true;
  const chosen = element.form?.querySelector(`[name="${CSS.escape(element.name)}"]:checked`) ?? null;
  return chosen === null;
};

const stopsIn = (region: HTMLElement): readonly HTMLElement[] =>
  [...region.querySelectorAll<HTMLElement>(FIELDS)].filter(isStop);

const follows = (element: HTMLElement, other: HTMLElement): boolean =>
  (other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** Gone, or there and taking nothing. */
const takesNothing = (element: HTMLElement): boolean =>
  !element.isConnected || element.matches(':disabled') || !element.checkVisibility();

const MARK = 'data-autofocus';

/**
 * Mantine's trap puts the focus on `[data-autofocus]` by timers, and on a busy laptop these run after somebody has typed on into the next field.
 * What has the focus therefore is what carries the mark.
 */
const mark = (target: HTMLElement, region: HTMLElement): void => {
  for (const marked of region.querySelectorAll(`[${MARK}]`)) marked.removeAttribute(MARK);
  target.setAttribute(MARK, '');
};

const kept = new WeakSet<HTMLElement>();

/**
 * Whoever writes in `region` stays in it: where a change takes away or disables what has the focus, the focus goes to what then stands in
 * its place, else to the field before it. A button that waits for an answer has the focus again after it. Ends with the region;
 * asked for once more it is nothing new.
 */
export const keepFocusIn = (region: HTMLElement): void => {
  if (kept.has(region)) return;
  kept.add(region);
  let at: HTMLElement | undefined;
  let before: readonly HTMLElement[] = [];

  const note = (target: EventTarget | null): void => {
    if (!(target instanceof HTMLElement) || target === region || !region.contains(target)) return;
    mark(target, region);
    at = target;
    before = stopsIn(region).filter((stop) => follows(target, stop) && !stop.contains(target));
  };
  const onFocusOut = ({ target }: FocusEvent): void => {
    // By then it is known whether the person left it or it was taken away.
    queueMicrotask(() => {
      if (at === target && document.activeElement !== at && at && !takesNothing(at)) at = undefined;
    });
  };
  const onChange = (): void => {
    const active = document.activeElement;
    if (!at || (active !== document.body && active !== at) || (active === at && !takesNothing(at))) return;
    if (at.isConnected && !takesNothing(at)) return at.focus();
    // What waits for an answer.
    if (at.isConnected && at instanceof HTMLButtonElement) return;
    const stops = stopsIn(region);
    const last = before.findLast((stop) => region.contains(stop) && !takesNothing(stop));
    const next = last ? (stops.find((stop) => follows(stop, last) && !last.contains(stop)) ?? last) : stops[0];
    next?.focus();
  };
  new MutationObserver(onChange).observe(region, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden'],
  });
  region.addEventListener('focusin', ({ target }) => note(target));
  region.addEventListener('focusout', onFocusOut);
  note(document.activeElement);
};
