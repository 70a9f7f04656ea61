import { bookmarkPrefix, type LogBookmark } from '#shared/logs/bookmark.ts';
import type { LogFilter } from '#shared/logs/filter.ts';
import type { LogSource } from '#shared/logs/source.ts';
import type { Desk } from '../desk.ts';

const byAge = (left: { readonly id: string }, right: { readonly id: string }): number => (left.id < right.id ? -1 : 1);

/** Sources, saved filters and bookmarks of this laptop as they stand in the records. */
export class SourceBook {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  #all<R extends LogSource | LogFilter | LogBookmark>(type: R['type'], prefix = `${type}:`): readonly R[] {
    return this.#desk.records
      .idsWithPrefix(prefix)
      .flatMap((id) => this.#desk.records.get<R>(type, id) ?? [])
      .toSorted(byAge);
  }

  sources(): readonly LogSource[] {
    return this.#all<LogSource>('logSource');
  }

  source(id: string): LogSource | undefined {
    return this.#desk.records.get<LogSource>('logSource', id);
  }

  filters(): readonly LogFilter[] {
    return this.#all<LogFilter>('logFilter');
  }

  bookmarks(): readonly LogBookmark[] {
    return this.#all<LogBookmark>('logBookmark');
  }

  bookmarksOf(sourceId: string): readonly LogBookmark[] {
    return this.#all<LogBookmark>('logBookmark', bookmarkPrefix(sourceId));
  }
}
