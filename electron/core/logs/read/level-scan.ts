/** How bad a line says it is, from its bytes: what `levelOf` finds in its text, of the lines that can be told without making text of them. */
import { CLOSES, CLOSES_BRACKET, DIGIT, kinds, LETTER, OPENS, OPENS_BRACKET, PARTS } from './byte-kinds.ts';
import { codeOf, HEAD, levelOfWord } from './level.ts';
import { PROXY } from './product-levels.ts';
import {
  AS_IT_IS,
  automaton,
  BEHIND_TIME,
  debugPlace,
  ERROR,
  errorPlace,
  finePlace,
  IN_BRACKETS,
  IN_CAPITALS,
  INFO,
  lengthOfPlace,
  levelOfPlace,
  levelPlace,
  NAMES,
  SPOKEN,
  SPOKEN_ANYWHERE,
  WARNING,
  whereOfPlace,
  written,
} from './level-words.ts';

/** Only its text tells. */
export const UNSURE = -1;

const { classOf, next, firstEnd } = automaton;

const UNDERSCORE = 0x5f;
const SPACE_BYTE = 0x20;
const kindAt = (bytes: Uint8Array, at: number): number => kinds[bytes[at] as number] as number;
const isWordByte = (byte: number): boolean => ((kinds[byte] as number) & (DIGIT | LETTER)) !== 0 || byte === UNDERSCORE;

const areCapitals = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if ((bytes[at] as number) > 90) return false;
  return true;
};

/** Whether a time ends before a word: a digit, what closes it, and what parts it from the word. Undefined where only the text tells. */
const standsBehindTime = (bytes: Uint8Array, word: number, from: number): boolean | undefined => {
  let at = word - 1;
  if (at >= from && bytes[at] === 0x5b) at--;
  const parted = at;
  while (at >= from && kindAt(bytes, at) & PARTS) at--;
  if (at >= from && (bytes[at] as number) >= 0x80) return undefined;
  if (at === parted) return false;
  const closing = bytes[at];
  if (at >= from && (closing === 0x5d || closing === 0x29 || closing === 0x22 || closing === 0x27)) at--;
  if (at >= from && (bytes[at] === 0x5a || bytes[at] === 0x7a)) at--;
  return at >= from && (kindAt(bytes, at) & DIGIT) !== 0;
};

/** `no errors`, `errors: 0`, and whatever looks a little like them. */
const mayBeDenied = (bytes: Uint8Array, from: number, word: number, end: number, to: number): boolean => {
  const before = word - 2 >= from ? (bytes[word - 2] as number) | 0x20 : 0;
  if (bytes[word - 1] === 0x20 && (before === 0x6f || before === 0x30 || before === 0x74)) return true;
  const after = end < to && ((bytes[end] as number) | 0x20) === 0x73 ? end + 1 : end;
  return after < to && (bytes[after] === 0x3d || bytes[after] === 0x3a);
};

/** Of a request for a page, by the three digits of its answer at `at`: 0 where there are none. */
const ofAnswer = (bytes: Uint8Array, at: number, to: number): number => {
  if (at + 5 > to || bytes[at + 3] !== 0x20) return 0;
  const first = (bytes[at] as number) - 0x30;
  if (first < 1 || first > 5 || !(kindAt(bytes, at + 1) & kindAt(bytes, at + 2) & DIGIT)) return 0;
  if (bytes[at + 4] !== 0x2d && !(kindAt(bytes, at + 4) & DIGIT)) return 0;
  return first === 5 ? ERROR : first === 4 ? WARNING : INFO;
};

/** The level that stands behind `level=`; what was looked through ends where the word does. */
const named = (bytes: Buffer, at: number, to: number): { readonly level: number; readonly end: number } => {
  const from = at < to && (bytes[at] === 0x22 || bytes[at] === 0x27) ? at + 1 : at;
  let end = from;
  while (end < to && end - from < 13 && kindAt(bytes, end) & LETTER) end++;
  return { level: codeOf(levelOfWord(bytes.toString('latin1', from, end))), end };
};

const isNamed = (bytes: Uint8Array, word: number, from: number, isLevel: boolean): boolean => {
  if (word === from || !isWordByte(bytes[word - 1] as number)) return true;
  // `loglevel=`
  const log = word - 3;
  const isLog =
    isLevel &&
    log >= from &&
    ((bytes[log] as number) | 0x20) === 0x6c &&
    ((bytes[log + 1] as number) | 0x20) === 0x6f &&
    ((bytes[log + 2] as number) | 0x20) === 0x67;
  return isLog && (log === from || !isWordByte(bytes[log - 1] as number));
};

/** `12345:M ` or `[12345] 01 `: a line of Redis begins so. */
const beginsWithProcess = (bytes: Uint8Array, from: number, to: number): boolean => {
  const isBracketed = bytes[from] === 0x5b;
  let at = isBracketed ? from + 1 : from;
  while (at < to && kindAt(bytes, at) & DIGIT) at++;
  if (at + 2 >= to) return false;
  if (isBracketed) return bytes[at] === 0x5d && bytes[at + 1] === SPACE_BYTE && (kindAt(bytes, at + 2) & DIGIT) !== 0;
  return bytes[at] === 0x3a && (kindAt(bytes, at + 1) & LETTER) !== 0 && bytes[at + 2] === SPACE_BYTE;
};

/** Begins with what other rules tell a level by. */
const beginsOtherwise = (bytes: Uint8Array, from: number, to: number): boolean => {
  const first = bytes[from] as number;
  if (first === 0x7b || first === 0x3c) return true;
  if (from + 5 >= to) return false;
  if (beginsWithProcess(bytes, from, to)) return true;
  if (first === 0x49 || first === 0x57 || first === 0x45 || first === 0x46)
    return (kindAt(bytes, from + 1) & DIGIT) !== 0;
  return bytes[from + 2] === 0x2d && bytes[from + 5] === 0x20 && (kindAt(bytes, from) & DIGIT) !== 0;
};

/** Lines with these are told by their text, wherever it stands in them. */
const byText = ['<Level>', ' type="', '| {', '\u001b', PROXY];
/** In front of the answer to a request for a page. */
const QUOTED = '" ';

/** Tells of the lines of a text, in order, in which of them another text stands. */
class Finder {
  readonly #bytes: Buffer;
  readonly #text: Buffer;
  #next = -1;

  constructor(bytes: Buffer, text: string) {
    this.#bytes = bytes;
    this.#text = Buffer.from(text);
  }

  /** Its first place from `from` on; behind all where there is none. */
  from(from: number): number {
    if (this.#next < from) {
      const found = this.#bytes.indexOf(this.#text, from);
      this.#next = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#next;
  }
}

/** Of UTF-8, however much of it is damaged. Asked for its lines in order. */
export class LevelScan {
  readonly #bytes: Buffer;
  readonly #byText: readonly Finder[];
  readonly #quoted: Finder;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#byText = byText.map((text) => new Finder(bytes, text));
    this.#quoted = new Finder(bytes, QUOTED);
  }

  /** Code of the level of the line between these places, or `UNSURE`. */
  levelOf(from: number, to: number): number {
    if (from === to) return 0;
    if (beginsOtherwise(this.#bytes, from, to)) return UNSURE;
    for (const finder of this.#byText) if (finder.from(from) < to) return UNSURE;
    const head = Math.min(to, from + HEAD);
    const level = levelIn(this.#bytes, from, head, to > head);
    if (level === UNSURE || level >= SAID) return level === UNSURE ? level : level - SAID;
    for (let at = this.#quoted.from(from); at < to; at = this.#quoted.from(at + 1)) {
      const answered = ofAnswer(this.#bytes, at + QUOTED.length, to);
      if (answered !== 0) return answered;
    }
    return level === DENIED ? UNSURE : level;
  }
}

/** Added to a level that counts whatever else there is. */
const SAID = 16;
/** An error of which the line may say that there was none. */
const DENIED = 8;

/** `isCut`: the line goes on behind `to`. A level that is only spoken of, or one that is said. */
const levelIn = (bytes: Buffer, from: number, to: number, isCut: boolean): number => {
  const classes = classOf;
  const states = next;
  const ends = firstEnd;
  let behind = 0;
  let spoken = 0;
  let spokenFrom = to;
  let isDenied = false;
  let passed = from;
  let high = 0;
  let state = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    high |= byte;
    state = states[state + (classes[byte] as number)] as number;
    if (state < ends) continue;
    const end = at + 1;
    const after = end < to ? (bytes[end] as number) : SPACE_BYTE;
    if (isCut && high >= 0x80) return UNSURE;
    for (const place of automaton.wordsAt(state)) {
      const where = whereOfPlace[place] as number;
      const level = levelOfPlace[place] as number;
      const word = end - (lengthOfPlace[place] as number);
      if (where & NAMES) {
        if (word < passed || !isNamed(bytes, word, from, place === levelPlace)) continue;
        const found = named(bytes, end, to);
        if (found.level !== 0) return SAID + found.level;
        if (found.end > end) passed = found.end;
        continue;
      }
      const before = word > from ? (bytes[word - 1] as number) : SPACE_BYTE;
      if (where & SPOKEN_ANYWHERE) {
        if (word < spokenFrom) [spoken, spokenFrom] = [level, word];
        continue;
      }
      if (before >= 0x80 || after >= 0x80) return UNSURE;
      if (where & AS_IT_IS) {
        if (word >= passed && (kinds[before] as number) & OPENS && areCapitals(bytes, word, end)) return SAID + level;
        continue;
      }
      if (where & written && word >= passed) {
        const isInBrackets = ((kinds[before] as number) & OPENS_BRACKET) !== 0 && word > from;
        // [finely]
        if (place === finePlace && isInBrackets && (kinds[after] as number) & LETTER) return UNSURE;
        if (where & IN_CAPITALS && (kinds[before] as number) & OPENS && areCapitals(bytes, word, end)) {
          if (end >= to || (kinds[after] as number) & CLOSES) return SAID + level;
          const isNumbered = place === debugPlace && ((kinds[after] as number) & DIGIT) !== 0;
          if (isNumbered && (end + 1 >= to || kindAt(bytes, end + 1) & CLOSES)) return SAID + level;
          if (isNumbered && (bytes[end + 1] as number) >= 0x80) return UNSURE;
        }
        if (where & IN_BRACKETS && isInBrackets && end < to && (kinds[after] as number) & CLOSES_BRACKET)
          return SAID + level;
      }
      if (place === errorPlace) isDenied ||= mayBeDenied(bytes, from, word, end, to);
      if (end < to && isWordByte(after)) continue;
      if (behind === 0 && where & BEHIND_TIME) {
        const isBehind = standsBehindTime(bytes, word, from);
        if (isBehind === undefined) return UNSURE;
        if (isBehind) behind = level;
      }
      if (where & SPOKEN && word < spokenFrom && (word === from || !isWordByte(before)))
        [spoken, spokenFrom] = [level, word];
    }
  }
  // There are fewer characters than bytes: what is to be looked at does not end here.
  if (isCut && high >= 0x80) return UNSURE;
  if (behind !== 0) return SAID + behind;
  return spoken === ERROR && isDenied ? DENIED : spoken;
};
