import { useMemo } from 'react';
import { decodeStrokes, PAD, pathOf, widthOf, type Stroke } from '#shared/survey/strokes.ts';
import classes from './signature.module.css';

/** Strokes as lines; the ink is the text's. */
export const StrokeLines = ({ strokes }: { readonly strokes: readonly Stroke[] }) =>
  strokes.map((stroke, place) => (
    // Strokes are only ever added and taken off at the end.
    // oxlint-disable-next-line react/no-array-index-key
    <path key={place} d={pathOf(stroke)} strokeWidth={widthOf(stroke)} className={classes['line']} />
  ));

/** A stored signature, drawn again at the size of its place. Nothing where the text holds none. */
export const DrawnSignature = ({ strokes, label }: { readonly strokes: string; readonly label: string }) => {
  const drawn = useMemo(() => decodeStrokes(strokes), [strokes]);
  if (!drawn) return null;
  return (
    <svg
      className={classes['drawn']}
      viewBox={`0 0 ${PAD.width} ${PAD.height}`}
      role="img"
      aria-label={label}
      data-signature
    >
      <StrokeLines strokes={drawn} />
    </svg>
  );
};
