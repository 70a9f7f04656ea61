import { expect, it } from 'vitest';
import { pictureSize } from '#core/knowledge/exchange/picture-size.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const exif = (orientation: string): Buffer =>
  Buffer.concat([
    hex('ffe1 0022'),
    latin1('Exif\0\0MM\0*'),
    hex(`00000008 0001 0112 0003 00000001 ${orientation} 0000 00000000`),
  ]);
const frame = hex('ffc0 0011 08 0168 0280 03 011100 021101 031101');

it.each([
  ['image/png', Buffer.concat([latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), hex('00000280 00000168')])],
  ['image/gif', Buffer.concat([latin1('GIF89a'), hex('8002 6801')])],
  ['image/bmp', Buffer.concat([latin1('BM'), Buffer.alloc(16), hex('80020000 98feffff')])],
  ['image/jpeg', Buffer.concat([hex('ffd8 ffe0 0004 0000'), frame])],
  ['image/jpeg', Buffer.concat([hex('ffd8'), exif('0001'), frame])],
  ['image/webp', Buffer.concat([latin1('RIFF\0\0\0\0WEBPVP8 '), Buffer.alloc(10), hex('8002 6801')])],
  ['image/webp', Buffer.concat([latin1('RIFF\0\0\0\0WEBPVP8L\0\0\0\0/'), hex('7fc25900')])],
  ['image/webp', Buffer.concat([latin1('RIFF\0\0\0\0WEBPVP8X'), Buffer.alloc(8), hex('7f0200 670100')])],
])('reads how large a picture is: %s', (mediaType, content) => {
  expect(pictureSize(content, mediaType)).toEqual({ width: 640, height: 360 });
});

it('turns a photo as the camera was held', () => {
  const photo = Buffer.concat([hex('ffd8'), exif('0006'), frame]);
  expect(pictureSize(photo, 'image/jpeg')).toEqual({ width: 360, height: 640 });
});

it.each([
  ['image/png', latin1('\x89PNG\r\n\x1a\n')],
  ['image/png', Buffer.concat([latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), hex('ffffffff 00000168')])],
  ['image/jpeg', hex('ffd8 ffe1 0000')],
  ['image/jpeg', Buffer.concat([hex('ffd8'), exif('ffff').subarray(0, 12)])],
  ['image/webp', latin1('RIFF\0\0\0\0WEBP')],
  ['image/avif', Buffer.alloc(64)],
  ['text/plain', Buffer.alloc(64)],
])('says nothing where the file does not: %s', (mediaType, content) => {
  expect(pictureSize(content, mediaType)).toBeNull();
});
