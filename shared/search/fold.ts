/** How search compares texts: what a reader takes for the same is the same. No list of words and no language lives here. */

/** Ideographs, kana and hangul stand for themselves; most of a Chinese text needs no look-up. */
const standsForItself = (code: number): boolean =>
  (code >= 0x3041 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3);

/** Latin, Greek and Cyrillic letters and the marks that stand on them: the only ones that lose their accents. */
const losesAccents = (code: number): boolean => code < 0x0530 || (code >= 0x1e00 && code <= 0x1fff);

const marks = /\p{M}+/gu;
/** Soft hyphens, marks of direction, joiners, spaces without width: copied along with texts, and seen by nobody. */
const unseen = /\p{Default_Ignorable_Code_Point}/u;
const known: string[] = [];

const foldUnit = (code: number): string => {
  const before = known[code];
  if (before !== undefined) return before;
  const unit = String.fromCharCode(code);
  // Halves of a surrogate pair have no case that matters and stay whole.
  const folded =
    code >= 0xd800 && code <= 0xdfff
      ? unit
      : unseen.test(unit)
        ? ''
        : losesAccents(code)
          ? unit.normalize('NFKD').replace(marks, '').toLowerCase().replace(marks, '')
          : unit.normalize('NFKC').toLowerCase();
  known[code] = folded;
  return folded;
};

const staysAsItIs = (code: number): boolean => (code < 0x80 ? code < 0x41 || code > 0x5a : standsForItself(code));

/** Lower case, without accents and what cannot be seen, full-width and compatibility forms as their usual ones (ＶＰＮ → vpn, ㈱ → (株), É → e). */
export const fold = (text: string): string => {
  let folded = '';
  let from = 0;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (staysAsItIs(code)) continue;
    folded += text.slice(from, place) + foldUnit(code);
    from = place + 1;
  }
  return from === 0 ? text : folded + text.slice(from);
};

/** A folded text and where each of its units came from: `places[i]` is the index in the text as written; one more than units, the last is its length. */
export interface FoldedText {
  readonly folded: string;
  readonly places: readonly number[];
}

export const foldWithPlaces = (text: string): FoldedText => {
  let folded = '';
  const places: number[] = [];
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    const unit = staysAsItIs(code) ? (text[place] ?? '') : foldUnit(code);
    for (let count = 0; count < unit.length; count++) places.push(place);
    folded += unit;
  }
  places.push(text.length);
  return { folded, places };
};
