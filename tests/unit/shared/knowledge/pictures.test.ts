import { expect, it } from 'vitest';
import {
  MAX_PICTURE_BYTES,
  mayHoldPictures,
  pictureAddress,
  picturesIn,
  readPictureAddress,
} from '#shared/knowledge/pictures.ts';

const tray = 'a'.repeat(64);
const dock = '0123456789abcdef'.repeat(4);

it('an address says which picture and how large it is drawn, and is read back as that', () => {
  for (const ref of [
    { sha256: tray, size: null },
    { sha256: dock, size: { width: 640, height: 360 } },
  ])
    expect(readPictureAddress(pictureAddress(ref))).toEqual(ref);
});

it('what names no picture of an article is no address of one', () => {
  for (const text of [
    'https://example.org/a.png',
    `attachment:${tray}:0x20`,
    `attachment:${tray}0`,
    `attachment:${tray.toUpperCase()}`,
    `attachment:${tray}?x`,
    'attachment:../../etc/passwd',
    '',
  ])
    expect(readPictureAddress(text), text).toBeUndefined();
});

it('a size beyond measure is none, so that no text can claim a wall', () => {
  expect(readPictureAddress(`attachment:${tray}:99999x2`)).toEqual({ sha256: tray, size: null });
});

it('finds each picture of a text once, whatever stands around it', () => {
  const body = `![a](attachment:${tray}:6x4) and ![](attachment:${dock})\n\`attachment:${tray}\` attachment:${tray}ff`;
  expect(picturesIn(body)).toEqual(new Set([tray, dock]));
});

it('pictures of one text have a limit together', () => {
  expect(mayHoldPictures(MAX_PICTURE_BYTES).ok).toBe(true);
  expect(mayHoldPictures(MAX_PICTURE_BYTES + 1)).toMatchObject({ failure: { code: 'article.pictures-too-large' } });
});
