import { encodeStrokes, PAD, type PenPoint } from '#shared/survey/strokes.ts';
import type { Chance } from './chance.ts';

const POINTS_PER_LETTER = 14;
const MS_PER_POINT = 11;

/** A made-up signature: a few loops that lean forward and grow smaller, as a hand in a hurry leaves them, and a line below it at times. */
export const scribble = (chance: Chance): string => {
  const letters = Math.round(chance.between(4, 8));
  const step = chance.between(190, 260);
  const lean = chance.between(0.2, 0.7);
  const left = chance.between(250, 500);
  let at = 0;
  const name: PenPoint[] = [];
  for (let letter = 0; letter < letters; letter++) {
    const height = chance.between(90, letter === 0 ? 330 : 210) * (1 - letter / (letters * 2));
    const width = step * chance.between(0.3, 0.6);
    for (let point = 0; point < POINTS_PER_LETTER; point++) {
      const turn = (point / POINTS_PER_LETTER) * 2 * Math.PI;
      const rise = height * (1 - Math.cos(turn));
      name.push({
        x: left + (letter + point / POINTS_PER_LETTER) * step + width * Math.sin(turn) + lean * rise * 0.5,
        y: 740 - rise,
        at: (at += MS_PER_POINT),
        pressure: chance.between(0.35, 0.65),
      });
    }
  }
  if (chance.isTrue(0.6)) return encodeStrokes([name]);
  const end = left + letters * step;
  const below: readonly PenPoint[] = [0, 0.25, 0.5, 0.75, 1].map((share) => ({
    x: Math.min(PAD.width, left + (end - left) * share),
    y: 850 - 40 * share,
    at: (at += 40),
    pressure: 0.5,
  }));
  return encodeStrokes([name, below]);
};
