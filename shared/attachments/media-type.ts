/** What files are taken for, by their first bytes; their names promise anything. */
export const mediaTypes = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
  'image/avif',
  'image/heic',
  'image/tiff',
  'text/plain',
  'message/rfc822',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/x-ole-storage',
  'application/zip',
  'application/gzip',
  'application/x-7z-compressed',
  'application/vnd.rar',
  'video/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/wav',
  'audio/ogg',
  'application/vnd.microsoft.portable-executable',
  'application/x-elf',
  'application/octet-stream',
] as const;
export type MediaType = (typeof mediaTypes)[number];

/** Pictures that every window of the console can draw. SVG is text: it can hold scripts. */
export const isPicture = (mediaType: string): boolean => /^image\/(?:png|jpeg|gif|webp|bmp|avif)$/.test(mediaType);
export const isText = (mediaType: string): boolean => mediaType === 'text/plain' || mediaType === 'message/rfc822';

const latin1 = (bytes: Uint8Array, from: number, to: number): string => {
  let text = '';
  for (const byte of bytes.subarray(from, to)) text += String.fromCharCode(byte);
  return text;
};

const magic: readonly (readonly [start: string, type: MediaType])[] = [
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
  ['%PDF-', 'application/pdf'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/x-ole-storage'],
  ['\x1f\x8b\x08', 'application/gzip'],
  ["7z\xbc\xaf'\x1c", 'application/x-7z-compressed'],
  ['Rar!\x1a\x07', 'application/vnd.rar'],
  ['\x1aE\xdf\xa3', 'video/webm'],
  ['ID3', 'audio/mpeg'],
  ['OggS', 'audio/ogg'],
  ['\x7fELF', 'application/x-elf'],
];

/** What a zip holds shows in the names of its first members. */
const zipped = (head: string): MediaType => {
  if (head.includes('mimetypeapplication/vnd.oasis.opendocument.text'))
    return 'application/vnd.oasis.opendocument.text';
  const office = head.includes('[Content_Types].xml') || head.includes('_rels/');
  if (office && head.includes('word/'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (office && head.includes('xl/')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  if (office && head.includes('ppt/'))
    return 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
  return 'application/zip';
};

const boxed = (brand: string): MediaType | undefined => {
  if (/^avi[fs]/.test(brand)) return 'image/avif';
  if (/^(?:hei[cx]|hev[cx]|mif1|msf1)/.test(brand)) return 'image/heic';
  return /^(?:isom|iso\d|mp4\d|avc1|M4V |M4A |dash|qt {2}|3gp)/.test(brand) ? 'video/mp4' : undefined;
};

const MAIL_FIELD =
  /^(?:received|return-path|delivered-to|message-id|mime-version|from|to|subject|date|x-[a-z0-9-]+): /imu;
const MAIL_START = /^(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}/u;

/** Header fields right at the start, and among them some that only mail has. */
const isMail = (head: string): boolean =>
  MAIL_START.test(head) && (head.match(new RegExp(MAIL_FIELD, 'gimu'))?.length ?? 0) >= 3;

/** Written with signs that text has: no NUL and hardly a control character, or UTF-16 that says so. */
const isWritten = (bytes: Uint8Array): boolean => {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return bytes.length % 2 === 0;
  let odd = 0;
  for (const byte of bytes) {
    if (byte === 0) return false;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) odd++;
  }
  return odd * 200 <= bytes.length;
};

/** Takes the first bytes of a file (SNIFF_BYTES are enough) for what they are. An empty file is text. */
export const sniffMediaType = (head: Uint8Array): MediaType => {
  const start = latin1(head, 0, 16);
  const known = magic.find(([mark]) => start.startsWith(mark));
  if (known) return known[1];
  if (start.startsWith('PK\x03\x04')) return zipped(latin1(head, 0, head.length));
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'image/webp';
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WAVE') return 'audio/wav';
  if (start.slice(4, 8) === 'ftyp') return boxed(start.slice(8, 12)) ?? 'application/octet-stream';
  if (start.startsWith('BM') && head.length > 26 && latin1(head, 6, 10) === '\0\0\0\0') return 'image/bmp';
  if (start.startsWith('MZ') && !isWritten(head)) return 'application/vnd.microsoft.portable-executable';
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && (head[1] ?? 0) !== 0xff && !isWritten(head))
    return 'audio/mpeg';
  if (!isWritten(head)) return 'application/octet-stream';
  return isMail(latin1(head, 0, head.length)) ? 'message/rfc822' : 'text/plain';
};
