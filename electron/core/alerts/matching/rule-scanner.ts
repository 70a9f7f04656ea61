/** Looks for known problems in lines as they are read. Pure: runs in whatever thread has the lines, and remembers only the last few of each source. */
import { AROUND, MAX_EXCERPT_LINE, MAX_KEY, MAX_SCANNED } from '#shared/alerts/limits.ts';
import type { AlertExcerpt } from '#shared/alerts/alert.ts';
import { patternsOf, type LogRule } from '#shared/alerts/rule.ts';
import { cutText } from '#shared/base/well-formed.ts';
import type { StoppedRule } from '../../known-problems.ts';
import { eventKey } from './event-key.ts';
import { LiteralSearch } from './literal-search.ts';

export interface ScannedLine {
  readonly text: string;
  /** RFC 3339; null where neither it nor a line before it has a time. */
  readonly at: string | null;
  /** Of an event of Windows `provider`, `eventId`, and `host` where it is known. */
  readonly fields?: Readonly<Record<string, string>> | null;
}

/** Lines of one source that follow each other. */
export interface ScanBatch {
  readonly sourceId: string;
  readonly generation: number;
  /** From 1, within that generation. */
  readonly firstLine: number;
  /** As many lines before it were found to hold nothing; `before`: the texts of the last of them, and what stands above, if any were. */
  readonly passed?: number;
  readonly before?: readonly string[];
  readonly lines: readonly ScannedLine[];
}

export interface Hit {
  readonly code: string;
  readonly key: string;
  readonly line: number;
  readonly at: string | null;
  /** With the last hit of each rule and key of a batch: of several, the last one tells most. */
  readonly excerpt: AlertExcerpt | null;
}

/** Lines that follow an excerpt which ended with its batch. */
export interface Trail {
  readonly code: string;
  readonly key: string;
  /** The line that the excerpt is about. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** What one batch came to; plain values, to be sent to another thread. */
export interface Scan {
  readonly sourceId: string;
  readonly generation: number;
  /** The first that was looked at, those among them that hold nothing. */
  readonly firstLine: number;
  /** The line after the batch. */
  readonly nextLine: number;
  readonly hits: readonly Hit[];
  readonly trails: readonly Trail[];
}

interface CompiledRule {
  readonly rule: LogRule;
  readonly pattern: RegExp;
  readonly except: RegExp | null;
}

interface Tail {
  readonly generation: number;
  readonly nextLine: number;
  readonly lines: readonly string[];
  readonly open: readonly {
    readonly code: string;
    readonly key: string;
    readonly line: number;
    readonly missing: number;
  }[];
}

/** As a record may hold it. */
const cut = (text: string): string =>
  (text.length > MAX_EXCERPT_LINE ? `${cutText(text, MAX_EXCERPT_LINE - 1)}…` : text).toWellFormed();

/** What the groups that took part captured. */
const keyOf = (rule: LogRule, match: RegExpExecArray | null): string =>
  rule.keyedBy === null || match === null
    ? ''
    : cutText(
        match
          .slice(1)
          .filter((part) => part !== undefined && part !== '')
          .join(' · '),
        MAX_KEY,
      ).toWellFormed();

/** The Event Viewer leaves out what the names of most providers begin with, also in what it exports. */
const eventName = (provider: string, id: string | number): string =>
  `${provider.toLowerCase().replace(/^microsoft-windows-/u, '')}\n${id}`;

/** What was found in lines that come one after the other is found in all of them. */
const joined = (first: Scan, others: readonly Scan[]): Scan => {
  const scans = [first, ...others];
  return {
    ...first,
    nextLine: others.at(-1)?.nextLine ?? first.nextLine,
    hits: scans.flatMap(({ hits }) => hits),
    trails: scans.flatMap(({ trails }) => trails),
  };
};

export class RuleScanner {
  readonly #rules: readonly CompiledRule[];
  readonly around = AROUND;
  readonly #literals: LiteralSearch;
  readonly #byEvent = new Map<string, number[]>();
  readonly #tails = new Map<string, Tail>();
  readonly #aside = new Set<CompiledRule>();
  /** What is tried on a line now; left standing where that was stopped. */
  #tried: CompiledRule | undefined;
  #seen = '';

  /** Takes those that are active. Throws if a pattern cannot be read. */
  constructor(rules: readonly LogRule[]) {
    this.#rules = rules
      .filter(({ active }) => active)
      .map((rule) => ({
        rule,
        pattern: new RegExp(rule.pattern, rule.flags),
        except: rule.except === null ? null : new RegExp(rule.except, rule.flags),
      }));
    this.#literals = new LiteralSearch(this.#rules.map(({ rule }) => rule.literals));
    this.#rules.forEach(({ rule: { windowsEvent } }, owner) => {
      for (const provider of windowsEvent?.providers ?? [])
        for (const id of windowsEvent?.ids ?? []) {
          const name = eventName(provider, id);
          this.#byEvent.set(name, [...(this.#byEvent.get(name) ?? []), owner]);
        }
    });
  }

  /** Batches of a source come in order, those at once of one generation; after a gap, what was remembered of the lines before it is dropped. */
  scan(first: ScanBatch, ...more: readonly ScanBatch[]): Scan {
    return joined(
      this.#scan(first),
      more.map((each) => this.#scan(each)),
    );
  }

  #scan({ sourceId, generation, firstLine, passed = 0, before: above = [], lines }: ScanBatch): Scan {
    const before = this.#tails.get(sourceId);
    const isNext = before?.generation === generation && before.nextLine === firstLine;
    const known = isNext ? before.lines : above.map(cut);
    const hits: Hit[] = [];
    const latest = new Map<string, number>();
    const found: number[] = [];
    lines.forEach((line, index) => {
      found.length = 0;
      this.#matchesOf(line, found, (owner, match) => {
        const { rule } = owner;
        const key = keyOf(rule, match) || eventKey(rule.keyedBy, line);
        latest.set(`${rule.code}\n${key}`, hits.length);
        hits.push({ code: rule.code, key, line: firstLine + index, at: line.at, excerpt: null });
      });
    });
    const nextLine = firstLine + lines.length;
    const open: { code: string; key: string; line: number; missing: number }[] = [];
    const trails: Trail[] = [];
    for (const { code, key, line, missing } of isNext ? before.open : []) {
      if (latest.has(`${code}\n${key}`)) continue;
      const more = lines.slice(0, missing).map(({ text }) => cut(text));
      if (more.length > 0) trails.push({ code, key, line, lines: more });
      if (more.length < missing) open.push({ code, key, line, missing: missing - more.length });
    }
    for (const at of latest.values()) {
      const hit = hits[at];
      if (!hit) continue;
      const index = hit.line - firstLine;
      const own = lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).map(({ text }) => cut(text));
      const lacking = AROUND - Math.min(index, AROUND);
      const earlier = lacking > 0 ? known.slice(-lacking) : [];
      hits[at] = {
        ...hit,
        excerpt: {
          generation,
          firstLine: hit.line - Math.min(index, AROUND) - earlier.length,
          line: hit.line,
          at: hit.at,
          lines: [...earlier, ...own],
        },
      };
      const missing = AROUND - (lines.length - 1 - index);
      if (missing > 0) open.push({ code: hit.code, key: hit.key, line: hit.line, missing });
    }
    const last = lines.slice(-AROUND).map(({ text }) => cut(text));
    this.#tails.set(sourceId, { generation, nextLine, lines: [...known, ...last].slice(-AROUND), open });
    return { sourceId, generation, firstLine: firstLine - passed, nextLine, hits, trails };
  }

  /** An excerpt of the source lacks lines that follow. */
  awaits(sourceId: string): boolean {
    return (this.#tails.get(sourceId)?.open.length ?? 0) > 0;
  }

  /** A place in the first line of this UTF-8 from `from` on that `fits` may be true of, were it no event; -1: there is none. */
  nextPlace(bytes: Buffer, from: number): number {
    return this.#literals.next(bytes, from);
  }

  /** Whether `scan` would find something in this line, were it no event. */
  fits(text: string): boolean {
    let isFitting = false;
    this.#matchesOf({ text, at: null }, [], () => (isFitting = true));
    return isFitting;
  }

  /** The rule in whose midst this was stopped, and what of a line it was tried on; null where it was in none. */
  get stoppedIn(): StoppedRule | null {
    if (!this.#tried) return null;
    const { rule } = this.#tried;
    return { code: rule.code, patterns: patternsOf(rule), text: this.#seen };
  }

  /** Tries the rule in whose midst this was stopped no more. The others go on. */
  putAside(): void {
    if (this.#tried) this.#aside.add(this.#tried);
    this.#tried = undefined;
  }

  /** The source is read no more. */
  forget(sourceId: string): void {
    this.#tails.delete(sourceId);
  }

  #matchesOf(
    { text, fields }: ScannedLine,
    found: number[],
    take: (owner: CompiledRule, match: RegExpExecArray | null) => void,
  ): void {
    const provider = fields?.['provider'];
    const eventId = fields?.['eventId'];
    const isEvent = provider !== undefined && eventId !== undefined;
    this.#tried = undefined;
    if (isEvent) found.push(...(this.#byEvent.get(eventName(provider, eventId)) ?? []));
    const events = found.length;
    const seen = text.length > MAX_SCANNED ? text.slice(0, MAX_SCANNED) : text;
    this.#seen = seen;
    this.#literals.owners(seen, found);
    if (found.length === 0) return;
    for (let at = 0; at < found.length; at++) {
      const owner = this.#rules[found[at] as number];
      if (!owner || found.indexOf(found[at] as number) < at || this.#aside.has(owner)) continue;
      const isByEvent = at < events;
      // An event says itself what it is.
      if (isEvent && !isByEvent && owner.rule.windowsEvent !== null) continue;
      this.#tried = owner;
      const match = owner.pattern.exec(seen);
      if ((match || isByEvent) && owner.except?.test(seen) !== true) take(owner, match);
    }
    this.#tried = undefined;
  }
}
