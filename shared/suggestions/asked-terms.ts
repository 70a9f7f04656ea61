import { fold } from '../search/fold.ts';
import { eachToken, isIdeograph } from '../search/tokens.ts';
import { isFiller } from './filler-words.ts';
import { stemOf } from './word-stem.ts';

/** What a ticket says, as far as it is known yet. */
export interface TicketText {
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
}

export type TermSource = 'code' | 'title' | 'category' | 'description';

/** One thing to look for. */
export interface AskedTerm {
  /** As the index holds it. */
  readonly token: string;
  /** What it counts beside the others, before its rarity. */
  readonly weight: number;
  /** Where it counts most. */
  readonly source: TermSource;
  /** The code that it stands for; null for a word. */
  readonly code: string | null;
  /** What other forms of the word begin with; null if it has none. */
  readonly stem: string | null;
}

/** How codes are found in a folded text, and what the index calls them. */
export interface CodeReader {
  codesIn(folded: string): readonly string[];
  tokenOf(code: string): string;
}

/** Where a stop screen is spoken of, people leave `0x` out: `1a`, `9f`, `124`. */
const stopScreen = /蓝屏|蓝了|就蓝|停止代码|blue\s?screen|bsod|bug\s?check|stop\s?code|\bstop [0-9a-f]{2,3}\b/u;
const bareCode = /^(?=.*[0-9])(?:(?=.*[a-f])[0-9a-f]{2,4}|[1-9][0-9]{2})$/u;
const BARE_CODE = 1.6;

/** A Chinese word is one pair or two, and pairs lie across words. */
const PAIR = 0.6;

const weights = { code: 4, title: 2, category: 0.7, description: 1 } as const satisfies Record<TermSource, number>;

/** A log may be pasted: what stands this far down, in tokens, counts half as much as what the person wrote first. */
const HALVED_AFTER = 80;
/** What is read of a description, characters. */
const READ = 6_000;

/** A letter alone is a drive or a list mark, an ideograph alone the rest of a run; long runs of digits are addresses and times. */
const saysNothing = (token: string): boolean =>
  (isIdeograph(token) ? Array.from(token).length < 2 : token.length < 2 || /^\d{5,}$/u.test(token)) || isFiller(token);

/** Everything a ticket says that may be found in an article, each thing once, in no particular order. */
export const askedTerms = ({ title, description, category }: TicketText, codes: CodeReader): readonly AskedTerm[] => {
  const found = new Map<string, { weight: number; source: TermSource; best: number; code: string | null }>();
  const add = (token: string, weight: number, source: TermSource, code: string | null): void => {
    const known = found.get(token);
    if (!known) found.set(token, { weight, source, best: weight, code });
    // Said twice is meant more, but not twice as much.
    else if (weight > known.best) Object.assign(known, { weight: weight + known.best / 4, source, best: weight });
    else known.weight = Math.min(known.weight + weight / 4, known.best * 1.5);
  };
  const isOfStopScreen = stopScreen.test(fold(`${title} ${description.slice(0, READ)}`));
  const read = (text: string, source: Exclude<TermSource, 'code'>): void => {
    const folded = fold(text);
    for (const code of codes.codesIn(folded)) {
      const weight = source === 'description' ? weights.code * 0.75 : weights.code;
      add(codes.tokenOf(code), weight, 'code', code);
    }
    eachToken(folded, 0, (token, position) => {
      if (saysNothing(token)) return;
      const damped = source === 'description' ? HALVED_AFTER / (HALVED_AFTER + position) : 1;
      add(token, weights[source] * damped * (isIdeograph(token) ? PAIR : 1), source, null);
      if (isOfStopScreen && bareCode.test(token))
        add(codes.tokenOf(`0x${token}`), BARE_CODE * damped, 'code', `0x${token}`);
    });
  };
  read(title, 'title');
  read(description.slice(0, READ), 'description');
  if (category !== null) read(category, 'category');
  return [...found].map(([token, { weight, source, code }]) => ({
    token,
    weight,
    source,
    code,
    stem: code === null ? stemOf(token) : null,
  }));
};
