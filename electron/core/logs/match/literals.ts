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

/** The longest run of characters in one alternative that stand for themselves, outside of groups. */
const longestRun = (source: string): string => {
  let best = '';
  let run = '';
  let depth = 0;
  const end = (): void => {
    if (run.length > best.length) best = run;
    run = '';
  };
  for (let place = 0; place < source.length; place++) {
    let character = source[place] ?? '';
    let stands = !specials.has(character);
    if (character === '\\') {
      character = source[++place] ?? '';
      stands = /[^A-Za-z0-9]/.test(character);
    } else if (character === '[') {
      for (place++; place < source.length && source[place] !== ']'; place++) if (source[place] === '\\') place++;
    } else if (character === '(') depth++;
    else if (character === ')') depth--;
    if (!stands || depth > 0) {
      end();
      continue;
    }
    const next = source[place + 1] ?? '';
    if (next === '?' || next === '*' || next === '{') {
      // May be absent.
      end();
      continue;
    }
    run += character;
    if (next === '+') end();
  }
  end();
  return best;
};

/** A text for each alternative, one of which every match holds; undefined where there is none to be had, or it would not help. */
export const requiredLiterals = (source: string): readonly string[] | undefined => {
  // Digits and letters behind these name one character, and are none themselves.
  if (/\\[xucpPk0-9]/.test(source)) return undefined;
  const parts = alternatives(source);
  if (parts === undefined || parts.length > MOST) return undefined;
  const found = parts.map(longestRun);
  return found.every((literal) => literal.length >= SHORTEST) ? found : undefined;
};
