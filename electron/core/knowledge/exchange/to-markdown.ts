import rehypeParse from 'rehype-parse';
import rehypeRaw from 'rehype-raw';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { MAX_DEPTH } from '#shared/knowledge/exchange/limits.ts';
import { depthOf, type HtmlNode } from './html-tree.ts';
import { mendEmphasis } from './mend-emphasis.ts';
import { mendLinks, type LostLinks, type Surroundings } from './mend-links.ts';
import { mendTables } from './mend-tables.ts';
import { countUnsafe, keepText, pageTitle } from './page-text.ts';

/** The text nests deeper than any page that people read. */
export class TooDeep extends Error {}

export interface Converted extends LostLinks {
  readonly markdown: string;
  /** As a page of HTML names itself; null for Markdown. */
  readonly pageTitle: string | null;
  /** Parts that could run or send something, and are gone. */
  readonly unsafe: number;
}

/** Names and ids are of the page that was; nothing of this one may be called by them. */
const schema = {
  ...defaultSchema,
  attributes: { ...defaultSchema.attributes, '*': [], img: ['src', 'alt'] },
  protocols: {
    ...defaultSchema.protocols,
    href: ['http', 'https', 'mailto', 'tel', 'article'],
    // What is still a picture here lies in the desk: all others became links or words.
    src: ['attachment'],
  },
};

const readMarkdown = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .freeze();
const readHtml = unified().use(rehypeParse).freeze();
const clean = unified().use(rehypeSanitize, schema).freeze();
/** Lines that a writer of Markdown broke are kept; those of HTML mean nothing. */
const writer = (newlines: boolean) =>
  unified()
    .use(rehypeRemark, { newlines })
    // A table that is aligned grows with its widest cell times its rows.
    .use(remarkGfm, { tablePipeAlign: false })
    .use(remarkStringify, { bullet: '-', rule: '-', fences: true, listItemIndent: 'one' })
    .freeze();
const writers = { markdown: writer(true), html: writer(false) };

type Tree = Parameters<typeof clean.runSync>[0];

const parse = (text: string, kind: 'markdown' | 'html'): HtmlNode => {
  if (kind === 'html') return readHtml.parse(text);
  const tree = readMarkdown.parse(text);
  if (depthOf(tree) > MAX_DEPTH) throw new TooDeep();
  return readMarkdown.runSync(tree);
};

/** `> [!NOTE]` sets a remark off; written out, its bracket was escaped, and its line run on. */
const withCallouts = (markdown: string): string =>
  markdown.replaceAll(
    /^((?:> ?)+)\\\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?=(\S)?)/gim,
    (_mark, quote: string, tone: string, more: string | undefined) =>
      `${quote}[!${tone.toUpperCase()}]${more === undefined ? '' : `\n${quote}`}`,
  );

/**
 * The text as plain Markdown, GFM for its tables: no HTML, no script, no address that could run one. Throws `TooDeep`. Works on one file at
 * a time and takes as long as that needs: run it where nobody waits.
 */
export const toMarkdown = (text: string, kind: 'markdown' | 'html', around: Surroundings): Converted => {
  const tree = parse(text, kind);
  if (depthOf(tree) > MAX_DEPTH) throw new TooDeep();
  const title = kind === 'html' ? pageTitle(tree) : null;
  const unsafe = countUnsafe(tree);
  keepText(tree);
  const mended = mendLinks(tree, around);
  mendTables(tree);
  mendEmphasis(tree);
  const safe = clean.runSync(tree as Tree);
  const write = writers[kind];
  const markdown = withCallouts(write.stringify(write.runSync(safe)).trim());
  return { ...mended, markdown, pageTitle: title, unsafe };
};
