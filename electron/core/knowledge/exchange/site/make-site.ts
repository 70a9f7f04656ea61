import { createHash } from 'node:crypto';
import type { ExportedArticle } from '#shared/knowledge/exchange/exported.ts';
import { TRAINING_MARK } from '#shared/practice/mark.ts';
import { trainingEnvelope } from '#shared/practice/training-file.ts';
import type { ExportedPictures } from '../export-pictures.ts';
import { escapeHtml, renderBody, type BodyPlace } from './render-body.ts';
import { siteScript } from './script.ts';
import { siteStyle } from './style.ts';
import { siteWords, type SiteLanguage, type SiteWord } from './words.ts';

export interface SiteTask {
  readonly articles: readonly ExportedArticle[];
  readonly pictures: ExportedPictures;
  /** Of the words around the articles when the page opens. */
  readonly language: SiteLanguage;
  /** Whose knowledge it is. */
  readonly desk: string;
  /** `YYYY-MM-DD` */
  readonly madeOn: string;
  /** Of a training desk: the page says so to who reads it, and to who would import it. */
  readonly isPractice: boolean;
}

const languages = Object.keys(siteWords) as SiteLanguage[];

/** A word in both languages, of which the page shows one. */
const say = (word: SiteWord): string =>
  languages.map((of) => `<span data-of="${of}" lang="${of}">${escapeHtml(siteWords[of][word])}</span>`).join('');

const label = (language: SiteLanguage, word: SiteWord, ...names: readonly string[]): string => {
  const own = names.map((name) => `${name}="${escapeHtml(siteWords[language][word])}"`).join(' ');
  return `${own} data-en-label="${escapeHtml(siteWords.en[word])}" data-zh-label="${escapeHtml(siteWords['zh-CN'][word])}"`;
};

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** Nothing is fetched, sent, framed or run but the one script and the one style of the page. */
const policy = [
  "default-src 'none'",
  `script-src ${hashOf(siteScript)}`,
  `style-src ${hashOf(siteStyle)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const originOf = ({ licence, attribution, url }: ExportedArticle): string => {
  const source = url === null ? '' : `<a href="${escapeHtml(url)}" rel="noreferrer noopener">${escapeHtml(url)}</a>`;
  const from = [attribution === null ? '' : escapeHtml(attribution), source].filter(Boolean).join(', ');
  const lines = [
    from === '' ? '' : `${say('from')}: ${from}`,
    licence === null ? '' : `${say('licence')}: ${escapeHtml(licence)}`,
  ];
  const said = lines.filter(Boolean).join(' · ');
  return said === '' ? '' : `<p class="origin">${said}</p>\n`;
};

const articleOf = (article: ExportedArticle, place: Omit<BodyPlace, 'language'>): string => {
  const { number, language, title, version, tags, publishedAt } = article;
  const date = publishedAt === null ? '' : ` · ${publishedAt.slice(0, 10)}`;
  return `<article id="${escapeHtml(number)}" lang="${escapeHtml(language)}" data-tags="${escapeHtml(tags.join(' '))}">
<h2>${escapeHtml(title)}</h2>
<p class="meta"><span class="num">${escapeHtml(number)}</span> · ${say('version')} ${version}${date}</p>
${renderBody(article.body, { ...place, language })}${originOf(article)}</article>
`;
};

const contentsOf = (articles: readonly ExportedArticle[]): string => {
  const parts = new Map<string, ExportedArticle[]>();
  for (const article of articles) {
    const key = article.category ?? '';
    parts.set(key, [...(parts.get(key) ?? []), article]);
  }
  return [...parts]
    .map(([category, all]) => {
      const items = all.map(
        ({ number, language, title }) =>
          `<li lang="${escapeHtml(language)}"><a href="#${escapeHtml(number)}">${escapeHtml(title)}</a></li>`,
      );
      return `<section><h2>${category === '' ? say('other') : escapeHtml(category)}</h2><ul>\n${items.join('\n')}\n</ul></section>`;
    })
    .join('\n');
};

/** Pictures as addresses that hold their bytes, each made once. */
const addresses = (pictures: ExportedPictures): BodyPlace['pictureOf'] => {
  const made = new Map<string, string>();
  return (sha256) => {
    const picture = pictures.get(sha256);
    if (!picture) return undefined;
    const address =
      made.get(sha256) ?? `data:${picture.mediaType};base64,${Buffer.from(picture.bytes.buffer).toString('base64')}`;
    made.set(sha256, address);
    return address;
  };
};

const languageNames: Readonly<Record<string, string>> = { en: 'English', 'zh-CN': '中文', 'zh-TW': '繁體中文' };

/** All of it in one file, which opens from a disk: it needs no server and no other file. */
export const makeSite = ({ articles, pictures, language, desk, madeOn, isPractice }: SiteTask): Uint8Array => {
  const place = { numbers: new Set(articles.map(({ number }) => number)), pictureOf: addresses(pictures) };
  const spoken = [...new Set(articles.map((article) => article.language))];
  const options = spoken.map(
    (of) => `<option value="${escapeHtml(of)}">${escapeHtml(languageNames[of] ?? of)}</option>`,
  );
  const page = `<!doctype html>
<html lang="${language}" data-words="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">${isPractice ? `\n<meta name="${trainingEnvelope.articleField}" content="${TRAINING_MARK}">` : ''}
<title>${escapeHtml(`${isPractice ? `${TRAINING_MARK} · ` : ''}${desk} · ${siteWords[language].title}`)}</title>
<style>${siteStyle}</style>
</head>
<body>${isPractice ? `\n<p class="training">${TRAINING_MARK}</p>` : ''}
<header>
<h1 id="name">${escapeHtml(desk)} · ${say('title')}</h1>
<input id="search" type="search" autocomplete="off" ${label(language, 'search', 'placeholder', 'aria-label')}>
<select id="language" ${label(language, 'language', 'aria-label')}><option value="">${escapeHtml(`${siteWords.en.all} · ${siteWords['zh-CN'].all}`)}</option>${options.join('')}</select>
<button id="words" type="button"><span data-of="en" lang="zh-CN">中文</span><span data-of="zh-CN" lang="en">English</span></button>
</header>
<main>
<div id="start">
<p id="status" class="meta status" role="status" hidden data-en-found="${siteWords.en.found}" data-zh-found="${siteWords['zh-CN'].found}" data-en-none="${siteWords.en.none}" data-zh-none="${siteWords['zh-CN'].none}"></p>
<ul id="hits" class="hits" hidden></ul>
<nav id="contents" class="contents" ${label(language, 'contents', 'aria-label')}>
${contentsOf(articles)}
</nav>
</div>
<p id="back" class="back" hidden><a href="#">${say('back')}</a></p>
${articles.map((article) => articleOf(article, place)).join('')}</main>
<footer>${escapeHtml(String(articles.length))} ${say('count')} · ${say('made')} ${escapeHtml(madeOn)}</footer>
<script>${siteScript}</script>
</body>
</html>
`;
  return Buffer.from(page, 'utf8');
};
