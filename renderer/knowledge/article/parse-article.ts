import { calloutTones, type Block, type CalloutTone, type Inline } from '#renderer/writing/markdown-tree.ts';
import { excessOf, TokenReader, type ReadingRules } from '#renderer/writing/read-tokens.ts';
import { linkText } from '#renderer/writing/text-links.ts';
import { readPictureAddress } from '#shared/knowledge/pictures.ts';
import { articleMarkdown, MAX_NESTING } from './article-rules.ts';
import { nameHeadings, type ArticleHeading } from './headings.ts';

/** An article's text, read. */
export interface ArticleText {
  readonly blocks: readonly Block[];
  /** In the order of the text; none where it is shown as it was typed. */
  readonly headings: readonly ArticleHeading[];
  /** Why it is shown as it was typed; undefined where it is not. */
  readonly excess: 'nesting' | 'pieces' | undefined;
}

const markdown = articleMarkdown();

/** A manual with a table of 20,000 cells has some 80,000; past this the window would be held up for seconds. */
const MAX_PIECES = 200_000;

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

/** A line that was broken for the writer's eye is no space in Chinese. */
const lineEnd = (before: string, after: string): string =>
  wide.test(before.slice(-1)) && wide.test(after.slice(0, 1)) ? '' : ' ';

const ownLink = (address: string, children: readonly Inline[]): Inline | undefined => {
  const [scheme = '', to = ''] = address.split(/[:#](.*)/s);
  if (address.startsWith('#')) return { kind: 'anchor', to: decoded(to), children };
  if (scheme === 'article') return { kind: 'article', to: to.includes('-') ? to : address, children };
  return undefined;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const ownPicture = (address: string, alt: string): Inline | undefined =>
  readPictureAddress(address) ? { kind: 'attachment', id: address, alt } : undefined;

const rules: ReadingRules = { words: (text) => linkText(text, []), lineEnd, ownLink, ownPicture };

const toneOf: ReadonlyMap<string, CalloutTone> = new Map(
  calloutTones.map((tone) => [`[!${tone.toUpperCase()}]`, tone]),
);
const mark = /^\[![A-Z]+\]/;

/** `> [!NOTE]` sets a remark off, as GitHub and Microsoft write it. */
const withCallouts = (blocks: readonly Block[]): readonly Block[] =>
  blocks.map((block) => {
    if (block.kind !== 'quote') return block;
    const [first, ...rest] = block.children;
    const [text, ...more] = first?.kind === 'lines' ? first.children : [];
    const written = text?.kind === 'text' ? mark.exec(text.text)?.[0] : undefined;
    const tone = written === undefined ? undefined : toneOf.get(written);
    if (tone === undefined || written === undefined || text?.kind !== 'text') return block;
    const words = text.text.slice(written.length).trimStart();
    const line: readonly Inline[] = [...(words === '' ? [] : [{ kind: 'text', text: words } as const]), ...more];
    return {
      kind: 'callout',
      tone,
      children: [...(line.length === 0 ? [] : [{ kind: 'lines', children: line } as const]), ...rest],
    };
  });

/** Lines that are drawn as one piece of a text shown as it was typed. */
const LINES_AT_ONCE = 200;

const asTyped = (text: string): readonly Block[] => {
  const lines = text.split('\n');
  return Array.from({ length: Math.ceil(lines.length / LINES_AT_ONCE) }, (_, part) => ({
    kind: 'lines',
    children: [{ kind: 'text', text: lines.slice(part * LINES_AT_ONCE, (part + 1) * LINES_AT_ONCE).join('\n') }],
  }));
};

/** Reads an article. Never throws; what is nested or marked up beyond measure comes back as it was typed, and says why. */
export const parseArticle = (text: string): ArticleText => {
  const typed = text.replaceAll(/\r\n?/g, '\n');
  const tokens = markdown.parse(typed, {});
  const excess = excessOf(tokens, MAX_NESTING, MAX_PIECES);
  if (excess) return { blocks: asTyped(typed), headings: [], excess };
  return { ...nameHeadings(withCallouts(new TokenReader(tokens, rules).blocks())), excess: undefined };
};
