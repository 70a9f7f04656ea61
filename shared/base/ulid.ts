const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Crockford base32 ULID: 48 bits of `time` (ms since epoch), then 80 bits taken from `random` (10 bytes).
 * Same inputs, same output; callers own the clock and the randomness.
 */
export const encodeUlid = (time: number, random: Uint8Array): string => {
  let head = '';
  let rest = time;
  for (let digit = 0; digit < 10; digit++) {
    head = ALPHABET.charAt(rest % 32) + head;
    rest = Math.floor(rest / 32);
  }
  let tail = '';
  let bits = 0;
  let held = 0;
  for (const byte of random.subarray(0, 10)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      tail += ALPHABET.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return head + tail;
};

/** Milliseconds since epoch that a ULID was made at. */
export const ulidTime = (ulid: string): number => {
  let time = 0;
  for (const character of ulid.slice(0, 10)) time = time * 32 + ALPHABET.indexOf(character);
  return time;
};

/** Four characters of Crockford base32 that name a device in ticket numbers. */
export const encodeDeviceCode = (random: Uint8Array): string =>
  [...random.subarray(0, 4)].map((byte) => ALPHABET.charAt(byte % 32)).join('');
