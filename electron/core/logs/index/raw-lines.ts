import { unitOf } from '../text/encoding.ts';
import { nextLineFeed } from '../text/lines.ts';
import type { Block } from './line-index.ts';

const PIECE_BYTES = 1024 * 1024;

/** The bytes of a block whose lines are long: of each only the first `most`, so that its size is bounded by the number of its lines. */
export const rawLines = ({ segment, from, to }: Block, most: number): Buffer => {
  const unit = unitOf(segment.encoding);
  const limit = most - (most % unit);
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  const parts: Buffer[] = [];
  let taken = 0;
  for (let at = from; at < to;) {
    const read = segment.read(piece.subarray(0, Math.min(PIECE_BYTES, to - at)), at);
    const bytes = piece.subarray(0, read - (read % unit));
    if (bytes.length === 0) break;
    let start = 0;
    while (start < bytes.length) {
      const feed = nextLineFeed(bytes, start, segment.encoding);
      const end = feed === -1 ? bytes.length : feed;
      const room = Math.min(end - start, limit - taken);
      if (room > 0) parts.push(Buffer.from(bytes.subarray(start, start + room)));
      taken += Math.max(0, room);
      if (feed === -1) break;
      parts.push(Buffer.from(bytes.subarray(feed, feed + unit)));
      taken = 0;
      start = feed + unit;
    }
    at += bytes.length;
  }
  return Buffer.concat(parts);
};
