/** Pictures that come in with articles, and leave with them. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepFiles } from '#core/attachments/sweep-files.ts';
import { makeArchive } from '#core/knowledge/exchange/make-archive.ts';
import { MAX_FILE_BYTES } from '#shared/attachments/limits.ts';
import { pictureAddress } from '#shared/knowledge/pictures.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../../support/desk-folder.ts';
import { knowledgeOn } from '../../../../support/knowledge-on.ts';
import { valueOf } from '../../imports/importing.ts';
import { articlesOn, articleTitled, exchanger, type Folder } from './exchanging.ts';

const ambient = testAmbient('2026-10-01T09:00:00.000Z');
let folder: DeskFolder;
let exchange: ReturnType<typeof exchanger>;

beforeEach(async () => {
  folder = await deskFolder(ambient);
  exchange = exchanger(folder.desk);
});
afterEach(() => folder.remove());

/** The beginning of a picture of that size, and words that make it another. */
const png = (width: number, height: number, words: string): Buffer => {
  const head = Buffer.alloc(24);
  head.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return Buffer.concat([head, Buffer.from(words)]);
};
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

const window = png(640, 360, 'a window');
const button = png(16, 16, 'a button');
const windowAt = pictureAddress({ sha256: hashOf(window), size: { width: 640, height: 360 } });
const buttonAt = pictureAddress({ sha256: hashOf(button), size: { width: 16, height: 16 } });

const kb: Folder = {
  'kb/docs/reset.md': '# Reset a dock\n\n![Window](../media/window.png)\n\nPress ![Button](<../media/a button.png>).',
  'kb/docs/power.md': '# Power a dock\n\n![Window again](../media/window.png) ![Gone](gone.png)',
  'kb/media/window.png': window,
  'kb/media/a button.png': button,
  'kb/media/unused.png': png(1, 1, 'nobody shows it'),
  'kb/media/page.png': Buffer.from('<svg onload="alert(1)">'),
};

const isKept = (content: Buffer, { desk } = folder): Promise<boolean> =>
  desk.blobs.read(hashOf(content), () => Promise.resolve(true)).catch(() => false);
const sweep = () => sweepFiles(folder.desk, { onlyUnfinished: false, isStopped: () => false });

it('come in with the articles that show them, by what they are', async () => {
  const preview = valueOf(await exchange.lookAt(kb));
  expect(preview).toMatchObject({
    counts: { create: 2, refuse: 0 },
    pictures: 2,
    leftOut: 2,
    problems: [{ code: 'pictures-missing', files: 1 }],
  });
  const batch = valueOf(await exchange.run(preview));
  expect(batch).toMatchObject({ state: 'done', pictures: 2 });
  const reset = articleTitled(folder.desk, 'Reset a dock');
  expect(reset.published?.body).toBe(`![Window](${windowAt})\n\nPress ![Button](${buttonAt}).`);
  expect(articleTitled(folder.desk, 'Power a dock').published?.body).toBe(
    `![Window again](${windowAt}) (Picture not imported: Gone, gone.png)`,
  );
  const read = knowledgeOn(folder.desk)['knowledge.picture'];
  const piece = valueOf(await read({ articleId: reset.id, sha256: hashOf(window), from: 0 }, exchange.context));
  expect(Buffer.from(piece.base64, 'base64')).toEqual(window);
  expect(await sweep()).toBe(0);
});

it('go again with the import that is taken back, unless something else shows them', async () => {
  const batch = await exchange.bringIn(kb);
  const knowledge = knowledgeOn(folder.desk);
  const content = { title: 'Mine', body: `![x](${buttonAt})`, category: null, tags: [], audience: 'internal' as const };
  const begun = { kind: 'howto', language: 'en', content, translates: null } as const;
  valueOf(await knowledge['knowledge.begin'](begun, exchange.context));
  valueOf(await exchange.undo(batch.id));
  expect(await sweep()).toBe(1);
  expect([await isKept(window), await isKept(button)]).toEqual([false, true]);
});

it('of the text before stay while an update can be taken back, and of the update go with it', async () => {
  await exchange.bringIn(kb);
  const update = await exchange.bringIn({
    ...kb,
    'kb/docs/reset.md': '# Reset a dock\n\n![New](../media/unused.png)',
  });
  expect(update).toMatchObject({ counts: { update: 1 }, pictures: 1 });
  expect(await sweep()).toBe(0);
  valueOf(await exchange.undo(update.id));
  expect(await sweep()).toBe(1);
  expect([await isKept(window), await isKept(button), await isKept(png(1, 1, 'nobody shows it'))]).toEqual([
    true,
    true,
    false,
  ]);
});

it('are no reason to write what was imported before', async () => {
  await exchange.bringIn(kb);
  expect(valueOf(await exchange.lookAt(kb))).toMatchObject({ counts: { update: 0, unchanged: 2 }, pictures: 0 });
});

describe('are only named', () => {
  const shown = async (content: Buffer): Promise<string | undefined> => {
    await exchange.bringIn({ 'kb/a.md': '# A\n\n![P](p.png)', 'kb/p.png': content });
    return articleTitled(folder.desk, 'A').published?.body;
  };

  it('where they are no picture, whatever they are called', async () => {
    expect(await shown(Buffer.from('%PDF-1.7'))).toBe('(Picture not imported: P, p.png)');
  });

  it('where one is larger than the editor takes', async () => {
    expect(await shown(Buffer.concat([window, Buffer.alloc(MAX_FILE_BYTES)]))).toBe('(Picture not imported: P, p.png)');
  });

  it('where an archive has a link to another file in their place', async () => {
    const files = [
      { path: 'kb/a.md', content: '# A\n\n![P](p.png)' },
      { path: 'kb/p.png', content: window },
    ];
    const zip = Buffer.from(makeArchive(files));
    const second = zip.indexOf(Buffer.from('504b0102', 'hex'), zip.indexOf(Buffer.from('504b0102', 'hex')) + 4);
    zip.writeUInt8(3, second + 5);
    zip.writeUInt32LE((0o120777 << 16) >>> 0, second + 38);
    const preview = valueOf(await exchange.lookIn(zip));
    expect(preview).toMatchObject({ counts: { create: 1, refuse: 0 }, pictures: 0, leftOut: 1 });
  });
});

it('leave with the articles and come in again as they were', async () => {
  await exchange.bringIn(kb, { audience: 'internal' });
  const wish = { articleIds: null, audience: 'internal', language: 'en', format: 'markdown' } as const;
  const made = valueOf(await exchange.exports['knowledgeExport.make'](wish, exchange.context));
  expect(made).toMatchObject({ articles: 2, picturesMissing: 0 });
  const archive = await exchange.fetch(made.exportId, made.bytes);
  const other = await deskFolder(ambient);
  try {
    const again = exchanger(other.desk);
    const preview = valueOf(await again.lookIn(archive));
    expect(preview).toMatchObject({ counts: { create: 2 }, pictures: 2, leftOut: 0, problems: [] });
    valueOf(await again.run(preview));
    const bodies = (desk: typeof other.desk) => new Set(articlesOn(desk).map(({ published }) => published?.body));
    expect(bodies(other.desk)).toEqual(bodies(folder.desk));
    expect(await isKept(window, other)).toBe(true);
  } finally {
    await other.remove();
  }
});

it('stand in the site itself, which fetches nothing', async () => {
  await exchange.bringIn(kb);
  const wish = { articleIds: null, audience: 'internal', language: 'en', format: 'site' } as const;
  const made = valueOf(await exchange.exports['knowledgeExport.make'](wish, exchange.context));
  const page = (await exchange.fetch(made.exportId, made.bytes)).toString();
  const address = `data:image/png;base64,${window.toString('base64')}`;
  expect(page).toContain(`<img src="${address}" alt="Window" width="640" height="360">`);
  expect(page.match(/<img/g)).toHaveLength(3);
  expect(page).toContain("default-src 'none'; ");
  expect(page).toContain('img-src data:; ');
});

it('that are not on this laptop are told of, and named in the file', async () => {
  await exchange.bringIn({ 'kb/a.md': '# A\n\n![Gone](p.png)', 'kb/p.png': window });
  const { desk } = folder;
  await desk.blobs.sweep(() => true, [hashOf(window)]);
  const wish = { articleIds: null, audience: 'internal', language: 'en', format: 'site' } as const;
  const made = valueOf(await exchange.exports['knowledgeExport.make'](wish, exchange.context));
  expect(made.picturesMissing).toBe(1);
  expect((await exchange.fetch(made.exportId, made.bytes)).toString()).toContain('<em>Gone</em>');
});

it('a path that an archive has twice is one article, the last, and told of', async () => {
  const twice = Buffer.from(
    makeArchive([
      { path: 'kb/a.md', content: '# A\n\nfirst' },
      { path: 'kb/b.md', content: '# A\n\nsecond' },
    ]),
  );
  for (let at = twice.indexOf('kb/b.md'); at >= 0; at = twice.indexOf('kb/b.md', at + 1)) twice.write('kb/a.md', at);
  const preview = valueOf(await exchange.lookIn(twice));
  expect(preview).toMatchObject({ counts: { create: 1, refuse: 0 }, problems: [{ code: 'path-twice', files: 1 }] });
  valueOf(await exchange.run(preview));
  expect(articlesOn(folder.desk).map(({ published }) => published?.body)).toEqual(['second']);
});
