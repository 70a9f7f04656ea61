import { describe, expect, it } from 'vitest';
import { isPicture, sniffMediaType } from '#shared/attachments/media-type.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('what a file is', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['GIF89a\x01\0', 'image/gif'],
    ['RIFF\x24\0\0\0WEBPVP8 ', 'image/webp'],
    ['\0\0\0\x20ftypavif\0\0', 'image/avif'],
    ['\0\0\0\x20ftypisom\0\0', 'video/mp4'],
    ['%PDF-1.7\n', 'application/pdf'],
    [
      'PK\x03\x04 .. [Content_Types].xml .. word/document.xml',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'PK\x03\x04 .. [Content_Types].xml .. xl/workbook.xml',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['PK\x03\x04 notes.txt', 'application/zip'],
    ['MZ\x90\0\x03\0\0\0', 'application/vnd.microsoft.portable-executable'],
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>', 'text/plain'],
    ['<!doctype html><script>', 'text/plain'],
    ['Ordinary words, 1 of 2\r\n', 'text/plain'],
    ['From: ada@example.org\r\nTo: desk@example.org\r\nSubject: VPN\r\n\r\nIt is down', 'message/rfc822'],
    ['Note: this\nis not mail\n', 'text/plain'],
    ['\xd6\xd0\xce\xc4\xb1\xea\xcc\xe2\r\n', 'text/plain'],
    ['\xff\xfeh\0i\0', 'text/plain'],
    ['', 'text/plain'],
    ['\x01\x02\0\x03', 'application/octet-stream'],
  ])('%j', (head, type) => {
    expect(sniffMediaType(bytes(head))).toBe(type);
  });

  it('is no picture where it can hold scripts', () => {
    expect(isPicture('image/svg+xml')).toBe(false);
    expect(isPicture('image/png')).toBe(true);
  });
});
