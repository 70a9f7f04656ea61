import { readFileSync } from 'node:fs';
import type { EventReader, LogEvent } from '#core/logs/commands/event.ts';

export const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../../fixtures/logs/${name}`, import.meta.url));

/** All events of a stream that comes in the given pieces. */
export const readPieces = (reader: EventReader, pieces: Iterable<Uint8Array>): LogEvent[] => {
  const events: LogEvent[] = [];
  for (const piece of pieces) {
    // The memory of a piece is used again, as that of a pipe is.
    const borrowed = Uint8Array.from(piece);
    events.push(...reader.take(borrowed));
    borrowed.fill(0x3c);
  }
  return [...events, ...reader.end()];
};

export const readWhole = (reader: EventReader, bytes: Uint8Array): LogEvent[] => readPieces(reader, [bytes]);

/** Two pieces, cut at each place in turn, as events of the whole. */
export function* cutAnywhere(bytes: Uint8Array): Generator<readonly [Uint8Array, Uint8Array]> {
  for (let at = 0; at <= bytes.length; at++) yield [bytes.subarray(0, at), bytes.subarray(at)];
}

export function* inSteps(bytes: Uint8Array, step: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

export const byteByByte = (bytes: Uint8Array): Iterable<Uint8Array> => inSteps(bytes, 1);
