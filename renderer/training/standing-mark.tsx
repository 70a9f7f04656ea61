import { IconCircle } from '@tabler/icons-react';
import { BreachGlyph, OkGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import type { CourseStanding } from '#shared/training/standing.ts';
import { useStandingWords } from './use-standing-words.ts';
import classes from './training.module.css';

const Glyph = ({ standing: { state, isAsked, isOverdue, isEnding } }: { readonly standing: CourseStanding }) => {
  if (state === 'passed') return isEnding ? <RiskGlyph /> : <OkGlyph />;
  if (isOverdue) return <BreachGlyph />;
  if (state === 'repeat') return <RiskGlyph />;
  return isAsked ? <IconCircle size={14} stroke={1.6} aria-hidden /> : null;
};

/** How somebody stands to a course: a shape, and the words. */
export const StandingMark = ({ standing }: { readonly standing: CourseStanding }) => {
  const words = useStandingWords();
  return (
    <span className={classes['mark']} data-free={(standing.state === 'todo' && !standing.isAsked) || undefined}>
      <Glyph standing={standing} />
      {words(standing)}
    </span>
  );
};
