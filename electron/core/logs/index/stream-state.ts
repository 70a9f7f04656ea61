/** What is known of a stream, as bytes that are kept from one start to the next. */
import { endianness } from 'node:os';
import * as z from 'zod';
import { gapKinds } from '#shared/logs/line.ts';

const count = z.int().min(0);

const partSchema = z.object({
  /** Id of its segment. */
  segment: count,
  generation: count,
  firstLine: count,
  firstBlock: count,
  /** Lines of its generation that lie in segments before it. */
  linesBefore: count,
  /** Of places in its file, each at the end of a line: where, and a hash of what stands before. */
  checks: z.array(z.tuple([count, z.string()])),
});

const headSchema = z.object({
  version: z.literal(3),
  littleEndian: z.boolean(),
  parts: z.array(partSchema),
  /** Of generations that are in no file any more: how many lines they had. */
  ended: z.array(z.tuple([count, count])),
  blocks: count,
  lines: count,
  openFrom: count,
  end: count,
  /** Lines until the next block. */
  left: count,
  /** Base64: of a character that came in part. */
  odd: z.string(),
  bytes: count,
  classified: count,
  orders: count,
  sampled: count,
  sample: z.array(z.string()),
  newest: z.number(),
  events: z.array(z.object({ line: count, kind: z.enum(gapKinds), at: z.number(), drained: count, from: z.string() })),
  /** Of each segment, its file as it was then; ms of the wall clock: when it was written, and when anything was done to it. */
  files: z.array(
    z.object({ segment: count, name: z.string(), size: count, changedAt: z.number(), touchedAt: z.number() }),
  ),
});

export type KeptPart = z.infer<typeof partSchema>;

export interface StreamState extends Omit<
  z.infer<typeof headSchema>,
  'version' | 'littleEndian' | 'blocks' | 'orders' | 'files'
> {
  /** Of blocks: where they begin in their files, and with which line. */
  readonly offsets: Float64Array;
  readonly firstLines: Float64Array;
  /** Of the first blocks: by what their first line is put in order. */
  readonly orders: Float64Array;
  /** What is known of each line, up to `classified`. */
  readonly known: Uint8Array;
}

/** What is kept of a stream, and of the files that it was read from. */
export interface KeptLines extends StreamState {
  readonly files: z.infer<typeof headSchema>['files'];
}

const isLittle = endianness() === 'LE';

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Two lines a byte: of what is known of a line, half a byte is used. */
const halved = (known: Uint8Array): Uint8Array => {
  const packed = new Uint8Array(Math.ceil(known.length / 2));
  for (let line = 0; line < known.length; line++)
    packed[line >> 1] = (packed[line >> 1] ?? 0) | (((known[line] ?? 0) & 15) << ((line & 1) * 4));
  return packed;
};

export const encodeState = ({ offsets, firstLines, orders, known, ...rest }: KeptLines): readonly Uint8Array[] => {
  const said: z.infer<typeof headSchema> = {
    ...rest,
    version: 3,
    littleEndian: isLittle,
    blocks: offsets.length,
    orders: orders.length,
  };
  const head = Buffer.from(JSON.stringify(said));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return [length, head, bytesOf(offsets), bytesOf(firstLines), bytesOf(orders), halved(known)];
};

/** Undefined where it is of another version or machine, or was not written by `encodeState`. */
export const decodeState = (bytes: Buffer): KeptLines | undefined => {
  if (bytes.length < 4) return undefined;
  let at = 4 + bytes.readUInt32LE();
  if (at > bytes.length) return undefined;
  let head: z.infer<typeof headSchema>;
  try {
    head = headSchema.parse(JSON.parse(bytes.toString('utf8', 4, at)));
  } catch {
    return undefined;
  }
  const { version: _version, littleEndian, blocks, orders, ...rest } = head;
  const packed = Math.ceil(head.classified / 2);
  if (littleEndian !== isLittle || bytes.length !== at + 16 * blocks + 8 * orders + packed) return undefined;
  const floats = (length: number): Float64Array => {
    // Copied, so that they lie where numbers of eight bytes may.
    const values = new Float64Array(length);
    bytesOf(values).set(bytes.subarray(at, at + 8 * length));
    at += 8 * length;
    return values;
  };
  const [starts, firstLines, ordered] = [floats(blocks), floats(blocks), floats(orders)];
  const known = new Uint8Array(head.classified);
  for (let line = 0; line < known.length; line++)
    known[line] = ((bytes[at + (line >> 1)] ?? 0) >> ((line & 1) * 4)) & 15;
  return { ...rest, offsets: starts, firstLines, orders: ordered, known };
};
