import { useEffect, type RefObject } from 'react';

/**
 * For the region that a view is worked in: when a key closes what had the focus and nothing else takes it, the focus comes home, so that the
 * next key means something. A click into the void leaves it there.
 */
export const useFocusHome = (home: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    let byKey = false;
    const onKey = () => {
      byKey = true;
    };
    const onPointer = () => {
      byKey = false;
    };
    const onFocusOut = (event: FocusEvent) => {
      if (!byKey || event.relatedTarget !== null) return;
      requestAnimationFrame(() => {
        const at = document.activeElement;
        if (document.hasFocus() && (at === document.body || at?.matches('main')))
          home.current?.focus({ preventScroll: true });
      });
    };
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', onPointer, true);
    document.addEventListener('focusout', onFocusOut);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', onPointer, true);
      document.removeEventListener('focusout', onFocusOut);
    };
  }, [home]);
};
