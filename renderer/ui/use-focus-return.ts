import { useEffect, useState } from 'react';

/**
 * For dialogs that are mounted while open: the focus goes back to where it was, or to the view if that is gone by then.
 * What took the focus meanwhile, such as a panel that the dialog opened, keeps it.
 */
export const useFocusReturn = (): void => {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement !== document.body) return;
      if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus();
      else document.querySelector('main')?.focus();
    },
    [before],
  );
};
