import {
  IconMoodCry,
  IconMoodEmpty,
  IconMoodHappy,
  IconMoodSad,
  IconMoodSmile,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Score } from '#shared/survey/answer.ts';

const faces: Readonly<Record<Score, TablerIcon>> = {
  1: IconMoodCry,
  2: IconMoodSad,
  3: IconMoodEmpty,
  4: IconMoodSmile,
  5: IconMoodHappy,
};

/** The shape of a score; its word stands beside it. */
export const ScoreFace = ({ score, size = 16 }: { readonly score: Score; readonly size?: number }) => {
  const Face = faces[score];
  return <Face size={size} stroke={1.6} aria-hidden />;
};
