import type { StreamState } from './stream-state.ts';

/** From one place up to another. */
type Range = readonly [from: number, to: number];

const within = (ranges: readonly Range[], place: number): boolean =>
  ranges.some(([from, to]) => place >= from && place < to);

/** How far a place moves up when what lies in `ranges` goes. */
const moved = (ranges: readonly Range[], place: number): number =>
  place - ranges.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, place) - from), 0);

const floatsWithout = (values: Float64Array, gone: readonly Range[], of: (value: number) => number): Float64Array => {
  const kept = new Float64Array(moved(gone, values.length));
  let next = 0;
  for (const [place, value] of values.entries()) if (!within(gone, place)) kept[next++] = of(value);
  return kept;
};

/**
 * A stream without the lines of some segments, which are in no file any more. The others keep their names: numbers of lines go on behind those
 * that are gone. `endOf`: where a segment that stays ends.
 */
export const withoutParts = (
  state: StreamState,
  isGone: (segment: number) => boolean,
  endOf: (segment: number) => number,
): StreamState => {
  const { parts, offsets, firstLines, orders, known, lines, classified } = state;
  const lineRange = (place: number): Range => [parts[place]?.firstLine ?? 0, parts[place + 1]?.firstLine ?? lines];
  const goneParts = parts.flatMap(({ segment }, place) => (isGone(segment) ? [place] : []));
  if (goneParts.length === 0) return state;
  const goneLines = goneParts.map(lineRange);
  const goneBlocks = goneParts.map((place): Range => [
    parts[place]?.firstBlock ?? 0,
    parts[place + 1]?.firstBlock ?? offsets.length,
  ]);
  const ended = new Map(state.ended);
  for (const place of goneParts) {
    const { generation, linesBefore } = parts[place] ?? { generation: 0, linesBefore: 0 };
    const [from, to] = lineRange(place);
    ended.set(generation, linesBefore + to - from);
  }
  const stay = parts
    .filter(({ segment }) => !isGone(segment))
    .map((part) => ({
      ...part,
      firstLine: moved(goneLines, part.firstLine),
      firstBlock: moved(goneBlocks, part.firstBlock),
    }));
  const keptKnown = new Uint8Array(moved(goneLines, classified));
  let next = 0;
  for (let place = 0; place < parts.length; place++) {
    const [from, to] = lineRange(place);
    if (goneParts.includes(place) || from >= classified) continue;
    const part = known.subarray(from, Math.min(to, classified));
    keptKnown.set(part, next);
    next += part.length;
  }
  const last = stay.at(-1);
  // Where the newest part is gone, what stays is ended.
  const isOpen = last !== undefined && last.segment === parts.at(-1)?.segment;
  const end = last ? endOf(last.segment) : 0;
  return {
    ...state,
    ...(isOpen ? {} : { openFrom: end, end, odd: '' }),
    parts: stay,
    ended: [...ended],
    offsets: floatsWithout(offsets, goneBlocks, (offset) => offset),
    firstLines: floatsWithout(firstLines, goneBlocks, (line) => moved(goneLines, line)),
    orders: floatsWithout(orders, goneBlocks, (order) => order),
    known: keptKnown,
    lines: moved(goneLines, lines),
    classified: keptKnown.length,
    events: state.events
      .filter(({ line }) => !within(goneLines, line))
      .map((event) => ({ ...event, line: moved(goneLines, event.line) })),
  };
};
