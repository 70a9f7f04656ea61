/** The packet of RFC 5905 §7.3 and the sums of its §8 (RFC 4330 §5), apart from any socket. Instants in ms since 1970. */

export const PACKET_BYTES = 48;
const SECONDS_1900_TO_1970 = 2_208_988_800;
const ERA_SECONDS = 4_294_967_296;
/** Seconds of an era that has not begun by now stand for the next one, which begins in February 2036. */
const HALF_ERA = ERA_SECONDS / 2;

/**
 * What a client sends: version 4, mode 3, and in place of its own time a number that nobody can guess, which the answer has to repeat: nothing
 * else is told of this laptop, and no answer to another question is taken.
 */
export const askForTime = (nonce: Uint8Array): Buffer => {
  const packet = Buffer.alloc(PACKET_BYTES);
  packet[0] = (4 << 3) | 3;
  packet.set(nonce.subarray(0, 8), 40);
  return packet;
};

/** A timestamp as ms since 1970, of the era that is nearest to `now`. */
export const timeAt = (packet: Buffer, place: number, now: number): number => {
  const seconds = packet.readUInt32BE(place);
  const fraction = packet.readUInt32BE(place + 4) / ERA_SECONDS;
  const here = now / 1000 + SECONDS_1900_TO_1970;
  const era = Math.round((here - seconds) / ERA_SECONDS);
  const near = seconds + era * ERA_SECONDS;
  const settled = near - here > HALF_ERA ? near - ERA_SECONDS : near;
  return (settled + fraction - SECONDS_1900_TO_1970) * 1000;
};

export type TimeAnswer =
  | { readonly kind: 'time'; readonly offsetMs: number; readonly roundTripMs: number; readonly stratum: number }
  /** The server tells clients to go away: `RATE`, `DENY`, `RSTR`. It must not be asked again at once. */
  | { readonly kind: 'kiss'; readonly code: string }
  /** It says itself that it does not know the time. */
  | { readonly kind: 'unsynchronised'; readonly stratum: number }
  /** No answer to this question. */
  | { readonly kind: 'other' };

/** `sentAt`, `arrivedAt`: by the clock of this laptop. offset = ((t2 − t1) + (t3 − t4)) / 2, delay = (t4 − t1) − (t3 − t2). */
export const readAnswer = (packet: Buffer, nonce: Uint8Array, sentAt: number, arrivedAt: number): TimeAnswer => {
  const [head = 0, stratum = 0] = packet;
  const isAnswer =
    packet.length >= PACKET_BYTES && (head & 7) === 4 && packet.subarray(24, 32).equals(nonce.subarray(0, 8));
  if (!isAnswer) return { kind: 'other' };
  if (stratum === 0) return { kind: 'kiss', code: packet.toString('latin1', 12, 16).replaceAll(/[^ -~]/g, '') };
  const isBlank = packet.readUInt32BE(40) === 0 && packet.readUInt32BE(44) === 0;
  if (head >> 6 === 3 || stratum > 15 || isBlank) return { kind: 'unsynchronised', stratum };
  const [received, sent] = [timeAt(packet, 32, arrivedAt), timeAt(packet, 40, arrivedAt)];
  return {
    kind: 'time',
    offsetMs: (received - sentAt + (sent - arrivedAt)) / 2,
    roundTripMs: Math.max(0, arrivedAt - sentAt - (sent - received)),
    stratum,
  };
};
