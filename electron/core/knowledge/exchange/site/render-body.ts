import MarkdownIt from 'markdown-it';
import { isOutsideAddress } from '#shared/base/outside-address.ts';
import { readPictureAddress } from '#shared/knowledge/pictures.ts';
import { siteWords, type SiteLanguage, type SiteWord } from './words.ts';

/** What a body is shown among. */
export interface BodyPlace {
  /** Numbers of the articles of the same site. */
  readonly numbers: ReadonlySet<string>;
  readonly language: string;
  /** What shows the picture of that hash; undefined for one that is not there. */
  readonly pictureOf: (sha256: string) => string | undefined;
}

const MAX_NESTING = 40;
/** The title of an article is an `h2`: what is below it begins at `h3`. */
const BELOW = 2;
const LOWEST = 6;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: MAX_NESTING });
markdown.validateLink = (address) =>
  isOutsideAddress(address) || /^(?:article:KB-[\w-]+|#)/.test(address) || readPictureAddress(address) !== undefined;
const { escapeHtml } = markdown.utils;
const { rules } = markdown.renderer;

const numberIn = (address: string): string | undefined => /^article:(KB-[\w-]+)$/.exec(address)?.[1];

markdown.core.ruler.push('site', (state) => {
  const { place } = state.env as { readonly place: BodyPlace };
  const { numbers, language } = place;
  const levels = [
    ...new Set(state.tokens.flatMap(({ type, tag }) => (type === 'heading_open' ? [tag] : []))),
  ].toSorted();
  state.tokens.forEach((token, at) => {
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(LOWEST, levels.indexOf(token.tag) + 1 + BELOW)}`;
    // No style may stand in the page: columns say their side by class.
    const side = /text-align:(right|center)/.exec(String(token.attrGet('style') ?? ''))?.[1];
    if (token.attrs) token.attrs = token.attrs.filter(([name]) => name !== 'style');
    if (side !== undefined) token.attrSet('class', side);
    if (token.type !== 'inline') return;
    const callout = state.tokens[at - 2]?.type === 'blockquote_open' ? token.children?.[0] : undefined;
    const mark =
      callout?.type === 'text' ? /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*/i.exec(callout.content) : null;
    if (callout && mark) {
      const words = siteWords[(language.startsWith('zh') ? 'zh-CN' : 'en') satisfies SiteLanguage];
      callout.type = 'callout';
      callout.info = words[(mark[1] ?? 'note').toLowerCase() as SiteWord];
      callout.content = callout.content.slice(mark[0].length);
    }
    const open: boolean[] = [];
    for (const child of token.children ?? []) {
      if (child.type === 'link_open') {
        const href = String(child.attrGet('href') ?? '');
        const number = numberIn(href);
        const isHere = number !== undefined && numbers.has(number);
        const leads = isHere || isOutsideAddress(href);
        if (isHere) child.attrs = [['href', `#${number}`]];
        else if (leads) child.attrSet('rel', 'noreferrer noopener');
        else child.hidden = true;
        open.push(leads);
      } else if (child.type === 'link_close') child.hidden = open.pop() === false;
    }
  });
});

const asIs = (open: string, close: string) => {
  rules['link_open'] = (tokens, at, options, _env, self) =>
    tokens[at]?.hidden ? '' : self.renderToken(tokens, at, options);
  rules['link_close'] = (tokens, at, options, _env, self) =>
    tokens[at]?.hidden ? '' : self.renderToken(tokens, at, options);
  rules['table_open'] = () => open;
  rules['table_close'] = () => close;
};
asIs('<div class="table"><table>\n', '</table></div>\n');
rules['callout'] = (tokens, at) => {
  const token = tokens[at];
  return `<strong>${escapeHtml(token?.info ?? '')}</strong><br>${escapeHtml(token?.content ?? '')}`;
};
rules['image'] = (tokens, at, _options, env) => {
  const token = tokens[at];
  const { place } = env as { readonly place: BodyPlace };
  const ref = readPictureAddress(String(token?.attrGet('src') ?? ''));
  const address = ref && place.pictureOf(ref.sha256);
  const words = escapeHtml(token?.content ?? '');
  if (!ref || address === undefined) return `<em>${words}</em>`;
  const size = ref.size ? ` width="${ref.size.width}" height="${ref.size.height}"` : '';
  return `<img src="${address}" alt="${words}"${size}>`;
};

/** The text as HTML: nothing but elements of text, links outside or to articles of the site, and no attribute that could do more. */
export const renderBody = (text: string, place: BodyPlace): string => markdown.render(text, { place });

export { escapeHtml };
