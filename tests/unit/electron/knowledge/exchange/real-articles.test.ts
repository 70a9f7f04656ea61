import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '#shared/knowledge/article.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../../support/desk-folder.ts';
import { realData, valueOf } from '../../imports/importing.ts';
import { articlesOn, exchanger, type Folder } from './exchanging.ts';

const bugChecks = realData('kb-zh-windows-bugcheck-ccby');
const tools = realData('kb-en-sysinternals-ccby');

/** All files below a folder, their paths beginning with its name. */
const filesBelow = (url: URL): Folder => {
  const root = fileURLToPath(url);
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(join(root, '..'), path), readFileSync(path)];
    }),
  );
};

const withoutCode = (body: string): string =>
  body.replaceAll(/^( *)(```+|~~~+)[^]*?^\1\2/gm, '').replaceAll(/(`+)[^]*?\1/g, '');

describe.skipIf(!bugChecks || !tools)('540 real articles', () => {
  let folder: DeskFolder;
  let articles: readonly Article[] = [];
  beforeAll(async () => {
    folder = await deskFolder(testAmbient('2026-10-01T09:00:00.000Z'));
    const exchange = exchanger(folder.desk);
    for (const url of [bugChecks, tools]) {
      const preview = valueOf(await exchange.lookAt(url ? filesBelow(url) : {}));
      expect(preview.counts.refuse).toBe(0);
      const { about } = preview;
      expect(about.licence).toBe('CC BY 4.0');
      const run = await exchange.run(preview, { licence: about.licence ?? '', attribution: about.attribution ?? '' });
      expect(valueOf(run).state).toBe('done');
    }
    articles = articlesOn(folder.desk);
  }, 300_000);
  afterAll(() => folder.remove());

  it('are there, each with a text in its language, a licence and a name', () => {
    expect(articles).toHaveLength(540);
    expect(articles.filter(({ language }) => language === 'zh-CN')).toHaveLength(411);
    for (const { published, origin, number } of articles) {
      expect(published?.body.length, number).toBeGreaterThan(20);
      expect(origin).toMatchObject({ licence: 'CC BY 4.0' });
      expect(origin?.attribution).toBeTruthy();
    }
  });

  it('keep their titles, error codes and all', () => {
    const sources = new Map<string, string | Buffer>(
      [bugChecks, tools].flatMap((url) => (url ? Object.entries(filesBelow(url)) : [])),
    );
    const titleIn = (source = ''): string | undefined => /^title: *['"]?(.+?)['"]?\r?$/m.exec(source)?.[1]?.trim();
    let codes = 0;
    for (const { origin, published } of articles) {
      const title = titleIn(sources.get(origin?.path ?? '')?.toString());
      if (title === undefined) continue;
      expect(published?.title, origin?.path).toBe(title);
      if (/0x[0-9A-F]+/i.test(title)) codes++;
    }
    expect(codes).toBeGreaterThan(380);
  });

  it('hold no HTML, no letter spelt as a code, no empty link', () => {
    for (const { published, number } of articles) {
      const prose = withoutCode(published?.body ?? '').replaceAll(/<(?:https?:|mailto:)[^>]*>/g, '');
      expect(/(?<!\\)<\/?[a-z][^>]*>/i.exec(prose)?.[0], number).toBeUndefined();
      expect(/&#x[0-9A-F]{3,};|\[\]\([^)]*\)/.exec(prose)?.[0], number).toBeUndefined();
    }
  });

  it('link to each other and to nothing that is not there', () => {
    const numbers = new Set(articles.map(({ number }) => number));
    const links = articles.flatMap(({ published }) =>
      [...(published?.body ?? '').matchAll(/\]\(article:([^)]*)\)/g)].map(([, number]) => number ?? ''),
    );
    expect(links.length).toBeGreaterThan(500);
    expect(links.filter((number) => !numbers.has(number))).toEqual([]);
  });
});
