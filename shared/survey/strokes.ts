/** A point of the pen: `x` and `y` on the pad, `at` ms since the pen first came down, `pressure` 0 … 1 (0.5 where the device has none). */
export interface PenPoint {
  readonly x: number;
  readonly y: number;
  readonly at: number;
  readonly pressure: number;
}

/** From where the pen comes down to where it is lifted. */
export type Stroke = readonly PenPoint[];

/** The pad that points lie on, whatever its size on screen. */
export const PAD = { width: 3000, height: 1000 } as const;
export const MAX_STROKES = 120;
/** Of all strokes together. */
export const MAX_POINTS = 4000;
const MAX_MS = 600_000;
const PRESSURE_STEPS = 100;
/** Four numbers of a point take 3, 3, 5 and 2 digits at the most; a mark stands between strokes. */
export const MAX_ENCODED = 13 * MAX_POINTS + MAX_STROKES;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BETWEEN = '.';

/** Base 32 from the lowest digit up, as source maps do: the sixth bit of a digit says that another follows. */
const writeNumber = (value: number): string => {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = '';
  do {
    const digit = rest % 32;
    rest = Math.floor(rest / 32);
    text += DIGITS.charAt(rest > 0 ? digit + 32 : digit);
  } while (rest > 0);
  return text;
};

/** Undefined where the text holds no whole numbers of that kind. */
const readNumbers = (text: string): readonly number[] | undefined => {
  const numbers: number[] = [];
  let value = 0;
  let weight = 1;
  for (const letter of text) {
    const digit = DIGITS.indexOf(letter);
    if (digit < 0 || weight > 32 ** 5) return undefined;
    value += (digit % 32) * weight;
    weight *= 32;
    if (digit >= 32) continue;
    numbers.push(value % 2 === 0 ? value / 2 : -(value - 1) / 2);
    value = 0;
    weight = 1;
  }
  return weight === 1 ? numbers : undefined;
};

const within = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)));

type Steps = readonly [x: number, y: number, at: number, pressure: number];
const START: Steps = [0, 0, 0, 0];

const stepsOf = ({ x, y, at, pressure }: PenPoint): Steps => [
  within(x, PAD.width),
  within(y, PAD.height),
  within(at, MAX_MS),
  within(pressure * PRESSURE_STEPS, PRESSURE_STEPS),
];

/**
 * Strokes as a text of `A–Z a–z 0–9 - _` and a full stop between strokes: each number of a point as its difference from the point before.
 * Places are rounded to one step of the pad, times to a millisecond, pressure to a hundredth. What is beyond the bounds is left out.
 */
export const encodeStrokes = (strokes: readonly Stroke[]): string => {
  let before = START;
  let left = MAX_POINTS;
  const texts: string[] = [];
  for (const stroke of strokes.slice(0, MAX_STROKES)) {
    const points = stroke.slice(0, left);
    left -= points.length;
    if (points.length === 0) continue;
    let text = '';
    for (const point of points) {
      const steps = stepsOf(point);
      text += steps.map((step, place) => writeNumber(step - (before[place] ?? 0))).join('');
      before = steps;
    }
    texts.push(text);
  }
  return texts.join(BETWEEN);
};

/** Undefined for anything but what `encodeStrokes` writes of at least one point: no other spelling, nothing out of bounds. */
export const decodeStrokes = (text: string): readonly Stroke[] | undefined => {
  if (text === '' || text.length > MAX_ENCODED) return undefined;
  let [x, y, at, pressure] = START;
  const strokes: Stroke[] = [];
  for (const part of text.split(BETWEEN)) {
    const numbers = readNumbers(part);
    if (numbers === undefined || numbers.length === 0 || numbers.length % 4 !== 0) return undefined;
    const points: PenPoint[] = [];
    for (let place = 0; place < numbers.length; place += 4) {
      x += numbers[place] ?? 0;
      y += numbers[place + 1] ?? 0;
      at += numbers[place + 2] ?? 0;
      pressure += numbers[place + 3] ?? 0;
      points.push({ x, y, at, pressure: pressure / PRESSURE_STEPS });
    }
    strokes.push(points);
  }
  return encodeStrokes(strokes) === text ? strokes : undefined;
};

const place = (value: number): number => Math.round(value * 10) / 10;

/** An SVG path through the points, rounded between them. One point is a dot. */
export const pathOf = (stroke: Stroke): string => {
  const [first, ...rest] = stroke;
  if (!first) return '';
  const start = `M${place(first.x)} ${place(first.y)}`;
  const last = rest.at(-1);
  if (!last) return `${start}h0`;
  const curves = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    return `Q${place(point.x)} ${place(point.y)} ${place((point.x + next.x) / 2)} ${place((point.y + next.y) / 2)}`;
  });
  return `${start}${curves.join('')}L${place(last.x)} ${place(last.y)}`;
};

/** How wide the line is drawn, in steps of the pad: by how hard the pen was pressed. */
export const widthOf = (stroke: Stroke): number => {
  const pressed = stroke.reduce((sum, { pressure }) => sum + pressure, 0) / Math.max(1, stroke.length);
  return place(10 + 20 * pressed);
};
