/**
 * Change sets as bytes: what a journal frame holds. Records stay JSON text from end to end, so that reading a journal back
 * slices and never parses. Numbers are little-endian; ids, types and log names are ASCII.
 *
 * Change set: sequence u48, counts of puts, removes and appends u32 each, then
 * puts (id length u16, type length u16, JSON length u32, id, type, JSON), removes (length u16, id),
 * appends (name length u16, line length u32, name, line).
 */
import { ByteWriter } from './byte-writer.ts';
import type { ChangeSet } from './store.ts';

/** A change set on its way to the writer: flat lists of strings cross to another thread fastest. */
export interface WireChange {
  /** id, type, JSON; id, type, JSON; … */
  readonly puts: readonly string[];
  readonly removes: readonly string[];
  /** log, line; log, line; … */
  readonly appends: readonly string[];
}

const printable = /^[\x21-\x7e]{1,1000}$/;
const loneSurrogate = /[\ud800-\udfff]/u;

const mustBeName = (name: string, what: string): void => {
  if (!printable.test(name))
    throw new TypeError(`${what} must be 1 to 1000 printable ASCII characters: ${JSON.stringify(name)}`);
};

/** Throws `TypeError` if the change set could not be read back exactly: that is a mistake of the caller, not a state of the disk. */
export const toWire = (changes: ChangeSet): WireChange => {
  const puts: string[] = [];
  for (const record of changes.puts) {
    mustBeName(record.id, 'an id');
    mustBeName(record.type, 'a type');
    puts.push(record.id, record.type, JSON.stringify(record));
  }
  for (const id of changes.removes) mustBeName(id, 'an id');
  const appends: string[] = [];
  for (const { log, line } of changes.appends) {
    mustBeName(log, 'the name of a log');
    if (line.includes('\n')) throw new TypeError('a log line holds no line feed');
    if (loneSurrogate.test(line)) throw new TypeError('a log line is well-formed Unicode');
    appends.push(log, line);
  }
  return { puts, removes: changes.removes, appends };
};

const encodeChange = (into: ByteWriter, sequence: number, change: WireChange): void => {
  const { puts, removes, appends } = change;
  into.u48(sequence);
  into.u32(puts.length / 3);
  into.u32(removes.length);
  into.u32(appends.length / 2);
  for (let index = 0; index + 2 < puts.length; index += 3) {
    const id = puts[index] ?? '';
    const type = puts[index + 1] ?? '';
    into.u16(id.length);
    into.u16(type.length);
    into.sizedUtf8(puts[index + 2] ?? '', id, type);
  }
  for (const id of removes) {
    into.u16(id.length);
    into.ascii(id);
  }
  for (let index = 0; index + 1 < appends.length; index += 2) {
    const log = appends[index] ?? '';
    into.u16(log.length);
    into.sizedUtf8(appends[index + 1] ?? '', log);
  }
};

export interface ChangeVisitor {
  /** `json` is a view into the payload. */
  put?(id: string, type: string, json: Buffer): void;
  remove?(id: string): void;
  append?(log: string, line: Buffer): void;
}

/** Walks the change sets of a payload in order. Returns the sequence of the last one. The payload must be authentic. */
export const visitChanges = (payload: Buffer, visitor: ChangeVisitor): number => {
  let at = 0;
  let sequence = 0;
  const ascii = (length: number): string => payload.toString('latin1', at, (at += length));
  while (at < payload.length) {
    sequence = payload.readUIntLE(at, 6);
    const puts = payload.readUInt32LE(at + 6);
    const removes = payload.readUInt32LE(at + 10);
    const appends = payload.readUInt32LE(at + 14);
    at += 18;
    for (let index = 0; index < puts; index++) {
      const idLength = payload.readUInt16LE(at);
      const typeLength = payload.readUInt16LE(at + 2);
      const jsonLength = payload.readUInt32LE(at + 4);
      at += 8;
      if (visitor.put) {
        const id = ascii(idLength);
        const type = ascii(typeLength);
        visitor.put(id, type, payload.subarray(at, at + jsonLength));
      } else at += idLength + typeLength;
      at += jsonLength;
    }
    for (let index = 0; index < removes; index++) {
      const idLength = payload.readUInt16LE(at);
      at += 2;
      const id = ascii(idLength);
      visitor.remove?.(id);
    }
    for (let index = 0; index < appends; index++) {
      const logLength = payload.readUInt16LE(at);
      const lineLength = payload.readUInt32LE(at + 2);
      at += 6;
      const log = ascii(logLength);
      visitor.append?.(log, payload.subarray(at, at + lineLength));
      at += lineLength;
    }
  }
  return sequence;
};

/** About this much goes into one frame: large enough to be cheap, small enough that a bad sector costs little. */
const FRAME_BYTES = 64 << 10;

/** Payloads for change sets numbered from `sequence`, none of them divided between two. */
export const encodeBatch = (changes: readonly WireChange[], sequence: number): readonly Uint8Array[] => {
  const payloads: Uint8Array[] = [];
  let writer = new ByteWriter();
  for (const [index, change] of changes.entries()) {
    encodeChange(writer, sequence + index, change);
    if (writer.length < FRAME_BYTES) continue;
    payloads.push(writer.view());
    writer = new ByteWriter();
  }
  if (writer.length > 0) payloads.push(writer.view());
  return payloads;
};
