import { useRef, useState, type PointerEvent } from 'react';
import { MAX_POINTS, MAX_STROKES, PAD, type PenPoint, type Stroke } from '#shared/survey/strokes.ts';
import { StrokeLines } from './drawn-signature.tsx';
import classes from './signature.module.css';

interface SignaturePadProps {
  readonly label: string;
  /** Shown while nothing is drawn. */
  readonly prompt: string;
  readonly strokes: readonly Stroke[];
  /** A line is finished: all of them, the new one last. */
  readonly onChange: (strokes: readonly Stroke[]) => void;
}

/** Nearer than this to the point before, a point adds nothing that can be seen. */
const NEAR = 6;

export const isFull = (strokes: readonly Stroke[]): boolean =>
  strokes.length >= MAX_STROKES || strokes.reduce((sum, { length }) => sum + length, 0) >= MAX_POINTS;

/** Where somebody signs with pen, finger or mouse. A hand that rests on the screen beside a pen draws nothing. */
export const SignaturePad = ({ label, prompt, strokes, onChange }: SignaturePadProps) => {
  const pad = useRef<HTMLDivElement>(null);
  const [growing, setGrowing] = useState<Stroke>([]);
  const pen = useRef<{ readonly pointer: number; readonly points: PenPoint[] } | undefined>(undefined);
  const hasPen = useRef(false);
  const startedAt = useRef<number | undefined>(undefined);

  const pointOf = (event: globalThis.PointerEvent): PenPoint => {
    const box = pad.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 1, height: 1 };
    const first = (startedAt.current ??= event.timeStamp - (strokes.at(-1)?.at(-1)?.at ?? 0));
    return {
      x: ((event.clientX - box.left) / box.width) * PAD.width,
      y: ((event.clientY - box.top) / box.height) * PAD.height,
      at: event.timeStamp - first,
      pressure: event.pressure === 0 ? 0.5 : event.pressure,
    };
  };
  const add = (point: PenPoint) => {
    const { current } = pen;
    const last = current?.points.at(-1);
    if (!current || (last && Math.hypot(point.x - last.x, point.y - last.y) < NEAR)) return;
    current.points.push(point);
  };
  const begin = (event: PointerEvent) => {
    if (event.pointerType === 'pen') hasPen.current = true;
    const isPalm = hasPen.current && event.pointerType === 'touch';
    if (event.button !== 0 || isPalm || pen.current || isFull(strokes)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pen.current = { pointer: event.pointerId, points: [] };
    add(pointOf(event.nativeEvent));
    setGrowing([...pen.current.points]);
  };
  const draw = (event: PointerEvent) => {
    const { current } = pen;
    if (current?.pointer !== event.pointerId) return;
    const passed = event.nativeEvent.getCoalescedEvents();
    for (const each of passed.length > 0 ? passed : [event.nativeEvent]) add(pointOf(each));
    setGrowing([...current.points]);
  };
  const end = (event: PointerEvent) => {
    const { current } = pen;
    if (current?.pointer !== event.pointerId) return;
    pen.current = undefined;
    setGrowing([]);
    const left = MAX_POINTS - strokes.reduce((sum, { length }) => sum + length, 0);
    onChange([...strokes, current.points.slice(0, left)]);
  };

  const isEmpty = strokes.length === 0 && growing.length === 0;
  return (
    <div
      ref={pad}
      className={classes['pad']}
      role="img"
      aria-label={label}
      data-pad
      onPointerDown={begin}
      onPointerMove={draw}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <svg viewBox={`0 0 ${PAD.width} ${PAD.height}`} aria-hidden>
        <line className={classes['base']} x1="150" y1="780" x2="2850" y2="780" />
        <StrokeLines strokes={growing.length > 0 ? [...strokes, growing] : strokes} />
      </svg>
      {isEmpty && <span className={classes['prompt']}>{prompt}</span>}
    </div>
  );
};
