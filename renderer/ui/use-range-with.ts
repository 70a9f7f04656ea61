import { useCallback } from 'react';
import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';

/** What a long list draws: what is in sight, and the focused row even out of sight, for `aria-activedescendant` names it. */
export const useRangeWith = (focusIndex: number, count: number): ((range: Range) => number[]) =>
  useCallback(
    (range) => {
      const shown = defaultRangeExtractor(range);
      if (focusIndex < 0 || focusIndex >= count || shown.includes(focusIndex)) return shown;
      return [...shown, focusIndex].toSorted((left, right) => left - right);
    },
    [focusIndex, count],
  );
