import { keptText } from '#shared/logs/bookmark.ts';
import type { LogStream } from '../index/log-stream.ts';
import type { LinePlace } from '../thread/messages.ts';
import { isoOf } from './iso.ts';

/** Where a line stands in its log; null where it is not there. One of that generation comes first: others may have a line like it. */
export const placeIn = (stream: LogStream, { generation, line, text, at }: LinePlace): number | null => {
  const files = [...stream.index.beginnings()];
  const isIt = (place: number, isSame: boolean): boolean => {
    const read = stream.lineAt(place);
    if (read === undefined) return false;
    if (text !== null) return keptText(read.text) === text;
    return at === null ? isSame : isoOf(read.at) === at;
  };
  for (const isSame of [true, false]) {
    for (const [index, { segment, firstLine }] of files.entries()) {
      if ((segment.generation === generation) !== isSame) continue;
      const place = firstLine + line - stream.index.nameOf(firstLine).line;
      const end = files[index + 1]?.firstLine ?? stream.lines;
      if (place >= firstLine && place < end && isIt(place, isSame)) return place;
    }
  }
  return null;
};
