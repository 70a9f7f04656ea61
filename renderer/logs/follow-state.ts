import type { SourceRow, SourceState } from '#shared/logs/source.ts';

/**
 * What becomes of lines that are written from now on: `following` all of them are shown, `partly` those of some sources, `waiting` none, as no file is
 * there, `stopped` none, as a person stopped the reading, `unread` none, as nothing can be read.
 */
export type FollowState = 'following' | 'partly' | 'waiting' | 'stopped' | 'unread';

/** `off` is a source that is only about to be read. */
const isRead: ReadonlySet<SourceState> = new Set(['reading', 'following', 'off']);

/** Nothing of this source is read as it stands now. */
export const isBlocked = ({ state }: Pick<SourceRow, 'state'>): boolean => !isRead.has(state);

export const readOf = <S extends Pick<SourceRow, 'state'>>(sources: readonly S[]): readonly S[] =>
  sources.filter((source) => !isBlocked(source));

export const followStateOf = (sources: readonly Pick<SourceRow, 'state'>[]): FollowState => {
  const read = readOf(sources).length;
  if (read === sources.length) return 'following';
  if (read > 0) return 'partly';
  const first = sources[0]?.state;
  const isOne = sources.every(({ state }) => state === first);
  return isOne && (first === 'waiting' || first === 'stopped') ? first : 'unread';
};
