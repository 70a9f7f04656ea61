/** The words by which a line says how bad it is, and where each of them stands when it does. */
import { WordAutomaton } from './word-automaton.ts';
import { codeOf } from './level.ts';

export const ERROR = codeOf('error');
export const WARNING = codeOf('warning');
export const INFO = codeOf('info');
const DEBUG = codeOf('debug');

/** Where a word tells a level. */
export const IN_CAPITALS = 1;
export const IN_BRACKETS = 2;
export const BEHIND_TIME = 4;
export const SPOKEN = 8;
/** Before a level: `level=`. */
export const NAMES = 16;
/** In capitals, with all that is behind it. */
export const AS_IT_IS = 64;
/** Spoken in a language that sets no space between words. */
export const SPOKEN_ANYWHERE = 32;

export const written = IN_CAPITALS | IN_BRACKETS;
const everywhere = written | BEHIND_TIME | SPOKEN;

const words: readonly (readonly [word: string, level: number, where: number])[] = [
  ['fatal', ERROR, everywhere],
  ['panic', ERROR, written | SPOKEN],
  ['emerg', ERROR, written],
  ['emergency', ERROR, IN_CAPITALS | SPOKEN],
  ['alert', ERROR, written],
  ['crit', ERROR, written],
  ['critical', ERROR, IN_CAPITALS | BEHIND_TIME | SPOKEN],
  ['severe', ERROR, written | SPOKEN],
  ['error', ERROR, everywhere],
  ['err', ERROR, IN_CAPITALS | BEHIND_TIME],
  ['exception', ERROR, SPOKEN],
  ['segfault', ERROR, SPOKEN],
  ['out of memory', ERROR, SPOKEN],
  ['warn', WARNING, everywhere],
  ['warning', WARNING, everywhere],
  ['fail', WARNING, SPOKEN],
  ['failed', WARNING, SPOKEN],
  ['failure', WARNING, SPOKEN],
  ['denied', WARNING, SPOKEN],
  ['refused', WARNING, SPOKEN],
  ['timed out', WARNING, SPOKEN],
  ['info', INFO, written | BEHIND_TIME],
  ['log:  ', INFO, AS_IT_IS],
  ['information', INFO, IN_CAPITALS],
  ['note', INFO, IN_BRACKETS],
  ['notice', INFO, written | BEHIND_TIME],
  ['debug', DEBUG, everywhere],
  ['trace', DEBUG, everywhere],
  ['verbose', DEBUG, written | BEHIND_TIME],
  ['fine', DEBUG, written],
  ['finer', DEBUG, written],
  ['finest', DEBUG, written],
  ['level=', 0, NAMES],
  ['lvl=', 0, NAMES],
  ['severity=', 0, NAMES],
  ...['错误', '严重', '致命', '异常'].map((text) => [text, ERROR, SPOKEN_ANYWHERE] as const),
  ...['警告', '失败', '拒绝', '超时'].map((text) => [text, WARNING, SPOKEN_ANYWHERE] as const),
];

export const automaton = new WordAutomaton(words.map(([word]) => word));
export const levelOfPlace = Uint8Array.from(words, ([, level]) => level);
export const whereOfPlace = Uint8Array.from(words, ([, , where]) => where);
export const lengthOfPlace = Uint8Array.from(words, ([word]) => Buffer.byteLength(word));
export const levelPlace = words.findIndex(([word]) => word === 'level=');
export const debugPlace = words.findIndex(([word]) => word === 'debug');
export const finePlace = words.findIndex(([word]) => word === 'fine');
export const errorPlace = words.findIndex(([word]) => word === 'error');
