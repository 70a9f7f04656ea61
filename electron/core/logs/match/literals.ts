/** Which texts every match of an expression must hold. */

/** Shorter ones are found nearly everywhere: looking for them first saves nothing. */
const SHORTEST = 3;
const MOST = 12;

const specials = new Set('.[]()*+?{}|^$\\');

/** Alternatives that stand side by side at the top; undefined where parentheses do not add up. */
const alternatives = (source: string): readonly string[] | undefined => {
  const found: string[] = [];
  let depth = 0;
  let isClass = false;
  let from = 0;
  for (let place = 0; place < source.length; place++) {
    const character = source[place];
    if (character === '\\') place++;
    else if (isClass) isClass = character !== ']';
    else if (character === '[') isClass = true;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) {
      found.push(source.slice(from, place));
      from = place + 1;
    }
  }
  return depth === 0 ? [...found, source.slice(from)] : undefined;
};

/** What stands in one place: one of these texts; or null: something else, or nothing. */
type Atom = readonly string[] | null;

/** What a group says that holds nothing but texts, as `(ion|ed)` does. */
const textsOfGroup = (content: string): Atom => {
  const parts = alternatives(content.startsWith('?:') ? content.slice(2) : content)?.map(atomsOf);
  if (!parts?.flat().every((atom) => atom?.length === 1)) return null;
  return parts.map((atoms) => atoms.flat().join(''));
};

/** Place of the parenthesis that closes the one at `open`. */
const closing = (source: string, open: number): number => {
  let depth = 0;
  let isClass = false;
  for (let place = open; place < source.length; place++) {
    const character = source[place];
    if (character === '\\') place++;
    else if (isClass) isClass = character !== ']';
    else if (character === '[') isClass = true;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return place;
  }
  return source.length;
};

/** What stands behind each other in one alternative. */
const atomsOf = (source: string): readonly Atom[] => {
  const atoms: Atom[] = [];
  for (let place = 0; place < source.length; place++) {
    const character = source[place] ?? '';
    let atom: Atom = specials.has(character) ? null : [character];
    if (character === '\\') {
      const escaped = source[++place] ?? '';
      atom = /[^A-Za-z0-9]/.test(escaped) ? [escaped] : null;
    } else if (character === '[') {
      for (place++; place < source.length && source[place] !== ']'; place++) if (source[place] === '\\') place++;
    } else if (character === '(') {
      const end = closing(source, place);
      atom = textsOfGroup(source.slice(place + 1, end));
      place = end;
    }
    const next = source[place + 1] ?? '';
    // May be absent.
    if (next === '?' || next === '*' || next === '{') atom = null;
    atoms.push(atom);
    if (next === '+') atoms.push(null);
  }
  return atoms;
};

/** Each text more is one more to be looked for: it has to be found less often by so many characters. */
const COST = 2;
/** Of one alternative. */
const MOST_TEXTS = 4;

/** The texts, one of which is in whatever fits one alternative, that are met least. */
const rarest = (source: string): readonly string[] => {
  const atoms = atomsOf(source);
  let best: readonly string[] = [''];
  let most = 0;
  for (let from = 0; from < atoms.length; from++) {
    let texts: readonly string[] = [''];
    for (const atom of atoms.slice(from)) {
      if (atom === null || texts.length * atom.length > MOST_TEXTS) break;
      texts = texts.flatMap((text) => atom.map((more) => text + more));
      const worth = Math.min(...texts.map(({ length }) => length)) - COST * (texts.length - 1);
      if (worth > most) [best, most] = [texts, worth];
    }
  }
  return best;
};

/** Texts, one of which every match holds; undefined where there are none to be had, or they would not help. */
export const requiredLiterals = (source: string): readonly string[] | undefined => {
  // Digits and letters behind these name one character, and are none themselves.
  if (/\\[xucpPk0-9]/.test(source)) return undefined;
  const parts = alternatives(source);
  if (parts === undefined) return undefined;
  const found = parts.flatMap(rarest);
  return found.length <= MOST && found.every((literal) => literal.length >= SHORTEST) ? found : undefined;
};
