/** How well a document answers what was asked, as numbers only. */

/** Among a handful of documents no word can be told to be rare: they are judged as if there were so many, and the others held none of them. */
const AS_IF = 100;

/** The rarer in `total` documents, the more it says; 0 for what stands in none. */
export const rarity = (total: number, holding: number): number =>
  holding === 0 ? 0 : Math.log(1 + Math.max(0, Math.max(AS_IF, total) - holding + 0.5) / (holding + 0.5));

/** How much a word says by where it stands: an article says in its first lines what it is about. */
export const placeWeights = { title: 4, row: 2, lead: 2, body: 1 } as const;

/** How far the first lines of a body reach, in words. */
export const LEAD = 60;

/** How fast repetition stops to count, and how much a long text is held against it. */
const REPETITION = 4;
const LENGTH_SHARE = 0.7;

/** 0 to 1. `listed`: what was found in title and row, `text` in the body, by `placeWeights`; `length` is that of the document beside the average one. */
export const occurrence = (listed: number, text: number, length: number): number => {
  const times = listed + text / (1 - LENGTH_SHARE + LENGTH_SHARE * length);
  return times / (times + REPETITION);
};

/** What votes have to come to, to be half of all that votes can say. */
const HALF_PAST = 0.4;

/** Votes of similar tickets, each of its likeness 0 to 1: the second says less than the first. 0 to 1. */
export const pastUse = (likenesses: readonly number[]): number => {
  const votes = likenesses.reduce((sum, likeness) => sum + likeness, 0);
  return votes / (votes + HALF_PAST);
};

/** What a score has to be, in words that stand in one document each, to be half of all likeness. */
const HALF_LIKE = 1.2;

/** How like two tickets are, 0 to 1: by the share of what was asked that both say, and by how much that is. */
export const likenessOf = (score: number, whole: number, rarest: number): number =>
  whole === 0 ? 0 : Math.sqrt((score / whole) * (score / (score + HALF_LIKE * rarest)));

export interface Evidence {
  /** What the text comes to, and what it would come to if the article said all that was asked. */
  readonly text: number;
  readonly whole: number;
  /** What a word comes to that stands in one article only: what scores are measured by, so that they mean the same on every desk. */
  readonly rarest: number;
  /** How many words and codes it shares; a code counts as enough. */
  readonly shared: number;
  /** 0 to 1, of `pastUse`. */
  readonly past: number;
  readonly isSameCategory: boolean;
}

/** In rare words, as the bounds below. */
const PAST_WEIGHT = 2.7;
const SAME_CATEGORY = 1.1;
export const total = (evidence: Evidence): number =>
  evidence.text * (evidence.isSameCategory ? SAME_CATEGORY : 1) + PAST_WEIGHT * evidence.past * evidence.rarest;

/** Below this an article has only words in common with the ticket: nothing is better than noise. */
const LEAST = 0.7;
const LEAST_SHARE = 0.06;
/** Beside the best one. */
const LEAST_OF_BEST = 0.45;
/** One word in common is a coincidence, unless it says this much: the name of a program in both titles does. */
const LEAST_SHARED = 2;
const LEAST_ALONE = 1.3;
/** From here on what others did says enough. */
const TRUSTED_PAST = 0.35;

export const isWorthShowing = (evidence: Evidence, best: number): boolean => {
  const { past, text, whole, shared, rarest } = evidence;
  const score = total(evidence);
  if (score < LEAST * rarest || score < LEAST_OF_BEST * best) return false;
  if (past >= TRUSTED_PAST) return true;
  return text >= LEAST_SHARE * whole && (shared >= LEAST_SHARED || text >= LEAST_ALONE * rarest);
};
