/** What one window looks at: some logs as one list of lines. */
import { succeed, type Result } from '#shared/base/result.ts';
import type { Search } from '#shared/logs/filter.ts';
import { levels, type Gap, type Level, type LogLine } from '#shared/logs/line.ts';
import type { LevelCounts, ViewState } from '#shared/logs/notices.ts';
import { MAX_WHOLE_TEXT } from '#shared/logs/limits.ts';
import type { Excerpt, Histogram, ViewContent, WholeLine } from '#shared/logs/operations.ts';
import type { LogStream } from '../index/log-stream.ts';
import { compilePattern, guarded, type Pattern } from '../match/pattern.ts';
import { fieldsOf } from '../read/json-line.ts';
import { codeOf } from '../read/level.ts';
import type { LinePlace } from '../thread/messages.ts';
import { compileFilters, type Compiled } from './compiled-filters.ts';
import { excerptOf } from './excerpt.ts';
import { histogramOf } from './histogram.ts';
import { countHits, findHit, nextOfLevel, type Steps } from './hits.ts';
import { fileIn, lineOf } from './line-of.ts';
import { Merge, type Bounds, type Part } from './merge.ts';
import { Picked, type Choice } from './picked.ts';
import { placeIn } from './place-in.ts';

/** What a view needs of a log. */
export interface ViewSource {
  readonly id: string;
  readonly name: string;
  /** Of a source of several files: the name of this one among them. */
  readonly file: string | null;
  readonly stream: LogStream;
  /** Its lines are events of a system. */
  readonly isEvents?: boolean;
  /** Bytes that are there. */
  readonly bytes: () => number;
  /** Of these, what is no text and was skipped. */
  readonly passed?: () => number;
  /** No more of it is indexed. */
  readonly isStopped?: () => boolean;
}

export class View {
  readonly content: ViewContent;
  /** Why it shows less than was asked for. */
  problem: Result<never> | undefined;
  readonly #choice: Choice;
  readonly #bounds: Bounds;
  readonly #marks: readonly Pattern[];
  #sources: readonly ViewSource[];
  #merge: Merge;
  #version = 1;
  /** Lines of each part, as they were when somebody asked last. */
  #asked: number[];
  /** Before which nothing changed since. */
  #changedFrom: number | null = null;

  static open(content: ViewContent, sources: readonly ViewSource[]): Result<View> {
    const compiled = compileFilters(content);
    return compiled.ok ? succeed(new View(content, sources, compiled.value)) : compiled;
  }

  private constructor(content: ViewContent, sources: readonly ViewSource[], { choice, marks }: Compiled) {
    this.content = content;
    this.#sources = sources;
    this.#choice = choice;
    this.#marks = marks;
    this.#bounds = {
      from: content.timeFrom === null ? null : Date.parse(content.timeFrom),
      to: content.timeTo === null ? null : Date.parse(content.timeTo),
    };
    this.#merge = new Merge(
      sources.map((source) => this.#newPart(source)),
      this.#bounds,
    );
    this.#asked = sources.map(() => 0);
  }

  #newPart({ id, file, stream, isEvents = false }: ViewSource): Part {
    return { sourceId: id, file, isEvents, stream, picked: new Picked(stream, this.#choice) };
  }

  /** One of its sources has these files now. */
  replace(sourceId: string, files: readonly ViewSource[]): void {
    const order = this.content.sourceIds;
    const others = this.#sources.filter(({ id }) => id !== sourceId);
    this.#sources = [...others, ...files].toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
    const known = new Map(this.#merge.parts.map((part) => [part.stream, part]));
    const parts = this.#sources.map((source) => known.get(source.stream) ?? this.#newPart(source));
    this.#merge = new Merge(parts, this.#bounds);
    this.#asked = parts.map(() => 0);
    this.#changedFrom = 0;
    this.#version++;
  }

  get sourceIds(): readonly string[] {
    return this.content.sourceIds;
  }

  /** Lines of this log, from one on, are others than they were; undefined: new ones came. */
  changed(stream: LogStream, from: number | undefined): void {
    this.#version++;
    if (from === undefined) return;
    for (const [place, part] of this.#merge.parts.entries()) {
      if (part.stream !== stream) continue;
      part.picked.forget(from);
      this.#asked[place] = Math.min(this.#asked[place] ?? 0, from);
      if (from === 0) this.#changedFrom = 0;
    }
  }

  /** Judges some more lines. Answers whether there are more that could be judged now. */
  advance(): boolean {
    if (this.problem) return false;
    let more = false;
    for (const { picked } of this.#merge.parts) {
      const before = picked.done;
      const step = picked.advance();
      if (!step.ok) {
        this.problem = step;
        this.#version++;
        return false;
      }
      if (picked.done !== before) this.#version++;
      more ||= step.value;
    }
    return more;
  }

  get version(): number {
    return this.#version;
  }

  /** Counters, and what changed since they were asked for last. */
  state(): ViewState {
    const { total } = this.#merge;
    let changedFrom = this.#changedFrom;
    for (const [place, part] of this.#merge.parts.entries()) {
      const asked = this.#asked[place] ?? 0;
      const { lines } = part.stream;
      // Of one log new lines stand at the end; among those of others they may stand before what is there.
      if (this.#merge.parts.length > 1 && asked < lines && asked > 0) {
        const rank = this.#merge.rankOf(part, asked);
        if (rank < total) changedFrom = Math.min(changedFrom ?? rank, rank);
      }
      this.#asked[place] = lines;
    }
    this.#changedFrom = null;
    const counts: Record<Level, number> = { error: 0, warning: 0, info: 0, debug: 0 };
    let readBytes = 0;
    let totalBytes = 0;
    for (const [place, { stream, bytes, passed, isStopped }] of this.#sources.entries()) {
      for (const level of levels) counts[level] += stream.counts[level];
      const total = Math.max(bytes(), stream.bytes);
      totalBytes += total;
      if (isStopped?.() === true) {
        readBytes += total;
        continue;
      }
      const picked = this.#merge.parts[place]?.picked;
      const lines = Math.max(1, stream.lines);
      readBytes += passed?.() ?? 0;
      readBytes += Math.floor((stream.bytes * Math.min(picked?.done ?? 0, stream.classified)) / lines);
    }
    const view: LevelCounts = counts;
    return {
      viewId: this.content.viewId,
      version: this.#version,
      total,
      levels: view,
      readBytes,
      totalBytes,
      changedFrom,
    };
  }

  lines(from: number, count: number, withFields: boolean, search: Pattern | null): Result<readonly LogLine[]> {
    const places = this.#merge.places(from, count);
    const patterns = search ? [...this.#marks, search] : this.#marks;
    return guarded(patterns, () =>
      places.flatMap((place, offset) => lineOf(place, from + offset, withFields, patterns) ?? []),
    );
  }

  /** What happened to files between these ranks, the end of the view included. */
  gaps(from: number, count: number): readonly Gap[] {
    const { total } = this.#merge;
    return this.#merge.parts
      .flatMap((part) =>
        part.stream.events.map(({ line, kind, at, drained, from: file }): Gap => {
          const beforeRank = line >= part.stream.lines ? total : this.#merge.rankOf(part, line);
          return {
            beforeRank,
            sourceId: part.sourceId,
            ...fileIn(part),
            kind,
            at: new Date(at).toISOString(),
            drained,
            from: file,
          };
        }),
      )
      .filter(({ beforeRank }) => beforeRank >= from && beforeRank <= from + count)
      .toSorted((left, right) => left.beforeRank - right.beforeRank);
  }

  find(search: Search, from: number, backwards: boolean): Result<Steps<{ rank: number | null; scannedTo: number }>> {
    const pattern = compilePattern(search);
    return pattern.ok ? succeed(this.#throughout((merge) => findHit(merge, pattern.value, from, backwards))) : pattern;
  }

  count(search: Search): Result<Steps<{ count: number }>> {
    const pattern = compilePattern(search);
    return pattern.ok ? succeed(this.#throughout((merge) => countHits(merge, pattern.value))) : pattern;
  }

  /** Begins anew where files come or go meanwhile: lines stand at other places then. */
  *#throughout<T>(search: (merge: Merge) => Steps<T>): Steps<T> {
    for (;;) {
      const merge = this.#merge;
      const steps = search(merge);
      for (let step = steps.next(); merge === this.#merge; step = steps.next()) {
        if (step.done === true) return step.value;
        yield step.value;
      }
    }
  }

  nextLevel(wanted: readonly Level[], from: number, backwards: boolean): number | null {
    return nextOfLevel(this.#merge, new Set(wanted.map(codeOf)), from, backwards);
  }

  rankAt(at: number): number {
    return Math.min(this.#merge.total, this.#merge.rankAt(at));
  }

  /** Null where the line is not shown. */
  rankOf(wanted: LinePlace): number | null {
    for (const part of this.#merge.parts) {
      if (part.sourceId !== wanted.sourceId || (wanted.file !== null && wanted.file !== part.file)) continue;
      const line = placeIn(part.stream, wanted);
      if (line !== null) return part.picked.has(line) ? this.#merge.rankOf(part, line) : null;
    }
    return null;
  }

  whole(rank: number): WholeLine | null {
    const [place] = this.#merge.places(rank, 1);
    if (!place) return null;
    const text = place.part.stream.wholeTextOf(place.line);
    const isCut = text.length > MAX_WHOLE_TEXT;
    return { text: isCut ? text.slice(0, MAX_WHOLE_TEXT) : text, fields: fieldsOf(text), isCut };
  }

  histogram(count: number): Histogram {
    return histogramOf(this.#merge, count);
  }

  excerpt(ranks: readonly (readonly [from: number, count: number])[]): Excerpt {
    const places = ranks.flatMap(([from, count]) => this.#merge.places(from, count));
    return excerptOf(places, (sourceId) => this.#sources.find(({ id }) => id === sourceId)?.name ?? '');
  }
}
