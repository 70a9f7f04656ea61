/** Rules of one desk, those that ship among them. */
export const MAX_RULES = 500;
export const MAX_RULE_NAME = 120;
export const MAX_RULE_TEXT = 1_000;
export const MAX_PATTERN = 1_000;
export const MAX_LITERALS = 24;
/** Shorter ones stand in nearly every line. */
export const MIN_LITERAL = 2;
export const MAX_EXAMPLE = 2_000;
/** UTF-16 units of a line that patterns see: what bounds the time that one line can take. */
export const MAX_SCANNED = 8_192;
/** Lines that an alert keeps to each side of the one that raised it. */
export const AROUND = 20;
/** UTF-16 units of a line in an excerpt. */
export const MAX_EXCERPT_LINE = 500;
/** Of a key, e.g. the name of a device. */
export const MAX_KEY = 120;
/** A file of rules. */
export const MAX_RULES_TEXT = 1_000_000;
/** What somebody pastes to see which rules fire. */
export const MAX_TRIED = 100_000;
/** Alerts of one rule and source that are open at once, each for its key: a log may name a new key in every line. Further keys are told of together. */
export const MAX_OPEN_KEYS = 20;
/** Of a desk; beyond them keys are told of together at once. */
export const MAX_OPEN_ALERTS = 1_000;
/** Keys that an alert of many names. */
export const MAX_MORE_KEYS = 100;
/** What is counted of one source, and of that for one rule. What was quiet longest goes first, and what was counted of it. */
export const MAX_WINDOWS = 1_000;
export const MAX_WINDOWS_OF_RULE = 250;
/** Times in all windows of a source: they are written with every batch that finds something. */
export const MAX_WINDOW_TIMES = 20_000;
/** Alerts that are moved at once. */
export const MAX_MOVED = 500;
