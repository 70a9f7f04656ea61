import { deflateSync } from 'node:zlib';
import type { Locator, Page } from 'playwright/test';

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc = (bytes: Buffer): number => {
  let c = 0xffffffff;
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};
const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
};

/** A real PNG: bands of colour, as large as asked. */
export const makePng = (width: number, height: number, tint = 80): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows.set([(x * 255) / width, tint, (y * 255) / height], y * (1 + width * 3) + 1 + x * 3);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

export interface GivenFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** What a browser makes of files let go over the element, or of a paste into it; `type` is the event. */
export const giveFiles = async (
  target: Locator,
  type: 'drop' | 'paste' | 'dragenter',
  files: readonly GivenFile[],
): Promise<void> =>
  target.evaluate(
    (element, { type, files }) => {
      const data = new DataTransfer();
      for (const { name, mime, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mime }));
      }
      const shared = { bubbles: true, cancelable: true } as const;
      element.dispatchEvent(
        type === 'paste'
          ? new ClipboardEvent('paste', { ...shared, clipboardData: data })
          : new DragEvent(type, { ...shared, dataTransfer: data }),
      );
    },
    { type, files: files.map(({ name, type: mime, content }) => ({ name, mime, base64: content.toString('base64') })) },
  );

/** The bytes of the download that `act` brings about, and the name it is offered under. */
export const downloadOf = async (
  page: Page,
  act: () => Promise<void>,
): Promise<{ readonly name: string; readonly content: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return { name: download.suggestedFilename(), content: Buffer.concat(parts) };
};
