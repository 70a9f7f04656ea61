/** How large a picture is drawn, read from its first bytes: no decoder, and no trust in what they say beyond a number. */
import type { PictureRef } from '#shared/knowledge/pictures.ts';

type Size = NonNullable<PictureRef['size']>;

/** A text can claim no more digits. */
const MAX_SIDE = 20_000;
/** Segments of a JPEG before its frame: a photo has a dozen. */
const MAX_SEGMENTS = 200;

/** Undefined past the end. */
const reader = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fits = (at: number, length: number): boolean => at >= 0 && at + length <= bytes.length;
  return {
    u8: (at: number) => (fits(at, 1) ? view.getUint8(at) : 0),
    u16: (at: number, little = false) => (fits(at, 2) ? view.getUint16(at, little) : 0),
    u24: (at: number) => (fits(at, 3) ? view.getUint16(at, true) | (view.getUint8(at + 2) << 16) : 0),
    u32: (at: number, little = false) => (fits(at, 4) ? view.getUint32(at, little) : 0),
    text: (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length)),
  };
};
type Reader = ReturnType<typeof reader>;

/** Turned by a quarter, as the camera noted it: orientations 5 to 8 of the first directory of Exif. */
const isTurned = ({ u16, u32, text }: Reader, at: number): boolean => {
  if (text(at, 4) !== 'Exif') return false;
  const start = at + 6;
  const little = text(start, 2) === 'II';
  const directory = start + u32(start + 4, little);
  const entries = Math.min(u16(directory, little), 64);
  for (let entry = 0; entry < entries; entry++) {
    const field = directory + 2 + entry * 12;
    if (u16(field, little) === 0x0112) return u16(field + 8, little) >= 5;
  }
  return false;
};

const jpeg = (bytes: Reader): Size | null => {
  let at = 2;
  let turned = false;
  for (let segment = 0; segment < MAX_SEGMENTS && bytes.u8(at) === 0xff; segment++) {
    const mark = bytes.u8(at + 1);
    if (mark === 0xe1) turned ||= isTurned(bytes, at + 4);
    const isFrame = mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;
    if (isFrame) {
      const [height, width] = [bytes.u16(at + 5), bytes.u16(at + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
    at += 2 + bytes.u16(at + 2);
  }
  return null;
};

const webp = ({ u16, u24, u32, text }: Reader): Size | null => {
  switch (text(12, 4)) {
    case 'VP8X':
      return { width: u24(24) + 1, height: u24(27) + 1 };
    case 'VP8L':
      return { width: (u32(21, true) & 0x3fff) + 1, height: ((u32(21, true) >>> 14) & 0x3fff) + 1 };
    case 'VP8 ':
      return { width: u16(26, true) & 0x3fff, height: u16(28, true) & 0x3fff };
    default:
      return null;
  }
};

const read = (bytes: Reader, mediaType: string): Size | null => {
  switch (mediaType) {
    case 'image/png':
      return { width: bytes.u32(16), height: bytes.u32(20) };
    case 'image/gif':
      return { width: bytes.u16(6, true), height: bytes.u16(8, true) };
    case 'image/bmp':
      // Rows from the top down are said by a height below zero.
      return { width: bytes.u32(18, true), height: Math.abs(bytes.u32(22, true) | 0) };
    case 'image/jpeg':
      return jpeg(bytes);
    case 'image/webp':
      return webp(bytes);
    default:
      return null;
  }
};

/** Null where it is not said, or cannot be so. */
export const pictureSize = (content: Uint8Array, mediaType: string): Size | null => {
  const size = read(reader(content), mediaType);
  return size && Math.min(size.width, size.height) > 0 && Math.max(size.width, size.height) <= MAX_SIDE ? size : null;
};
