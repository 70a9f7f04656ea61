import type { Mentioned } from '#shared/watching/mentions.ts';
import type { Token } from 'markdown-it';
import type { Block, CellAlign, Inline, ListItem, TableCell } from './markdown-tree.ts';
import { deskMarkdown, MAX_NESTING } from './markdown-rules.ts';
import { endBlocks, pastedRuns } from './pasted-lines.ts';
import { hostOf, safeHref } from './safe-href.ts';
import { linkText } from './text-links.ts';

const markdown = deskMarkdown();

/** More pieces than anybody formats by hand; drawing them would hold the window up, so such a text is shown as it was typed. */
const MAX_PIECES = 8_000;

/** Reads tokens one after the other; what opens is read to where it closes. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #people: readonly Mentioned[];
  #at = 0;

  constructor(tokens: readonly Token[], people: readonly Mentioned[]) {
    this.#tokens = tokens;
    this.#people = people;
  }

  blocks(end?: string): readonly Block[] {
    const blocks: Block[] = [];
    for (let token = this.#next(); token && token.type !== end; token = this.#next()) {
      const block = this.#block(token);
      if (block) blocks.push(block);
    }
    return blocks;
  }

  inlines(end?: string): readonly Inline[] {
    const inlines: Inline[] = [];
    let text = '';
    const endText = () => {
      if (text !== '') inlines.push(...linkText(text, this.#people));
      text = '';
    };
    for (let token = this.#next(); token && token.type !== end; token = this.#next()) {
      if (token.type === 'text' || token.type === 'text_special') text += token.content;
      else if (token.type === 'softbreak' || token.type === 'hardbreak') text += '\n';
      else {
        endText();
        const inline = this.#inline(token);
        if (inline) inlines.push(inline);
      }
    }
    endText();
    return inlines;
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #block(token: Token): Block | undefined {
    switch (token.type) {
      case 'pasted':
        return { kind: 'lines', children: linkText(token.content, this.#people) };
      case 'paragraph_open':
        return { kind: 'lines', children: this.#line('paragraph_close') };
      case 'heading_open':
        return { kind: 'heading', level: Number(token.tag.slice(1)), children: this.#line('heading_close') };
      case 'fence':
        return {
          kind: 'code',
          text: token.content.replace(/\n$/, ''),
          language: token.info.trim() || null,
        };
      case 'blockquote_open':
        return { kind: 'quote', children: this.blocks('blockquote_close') };
      case 'bullet_list_open':
        return this.#list(null, 'bullet_list_close');
      case 'ordered_list_open':
        return this.#list(Number(token.attrGet('start') ?? 1), 'ordered_list_close');
      case 'table_open':
        return this.#table();
      case 'hr':
        return { kind: 'rule' };
      default:
        return undefined;
    }
  }

  /** The one inline token up to `end`. */
  #line(end: string): readonly Inline[] {
    let children: readonly Inline[] = [];
    for (let token = this.#next(); token && token.type !== end; token = this.#next())
      if (token.type === 'inline') children = new Reader(token.children ?? [], this.#people).inlines();
    return children;
  }

  #list(start: number | null, end: string): Block {
    const items: ListItem[] = [];
    let tight = false;
    for (let token = this.#next(); token && token.type !== end; token = this.#next()) {
      if (token.type !== 'list_item_open') continue;
      // Paragraphs of a tight list are marked as hidden.
      if (this.#tokens[this.#at]?.hidden === true) tight = true;
      items.push(taskItem(this.blocks('list_item_close')));
    }
    return { kind: 'list', start, tight, items };
  }

  #table(): Block {
    const rows: TableCell[][] = [];
    for (let token = this.#next(); token && token.type !== 'table_close'; token = this.#next()) {
      if (token.type === 'tr_open') rows.push([]);
      else if (token.type === 'th_open' || token.type === 'td_open') {
        const align = (/text-align:(left|center|right)/.exec(String(token.attrGet('style') ?? ''))?.[1] ??
          null) as CellAlign;
        rows.at(-1)?.push({ align, children: this.#line(token.type.replace('open', 'close')) });
      }
    }
    const [head = [], ...body] = rows;
    return { kind: 'table', head, rows: body };
  }

  #inline(token: Token): Inline | undefined {
    switch (token.type) {
      case 'strong_open':
        return { kind: 'strong', children: this.inlines('strong_close') };
      case 'em_open':
        return { kind: 'em', children: this.inlines('em_close') };
      case 's_open':
        return { kind: 'del', children: this.inlines('s_close') };
      case 'code_inline':
        return { kind: 'code', text: token.content };
      case 'image': {
        const href = safeHref(String(token.attrGet('src') ?? ''));
        return href === undefined
          ? { kind: 'text', text: token.content }
          : { kind: 'picture', href, alt: token.content.trim() };
      }
      case 'link_open':
        return this.#link(String(token.attrGet('href') ?? ''));
      default:
        return undefined;
    }
  }

  #link(address: string): Inline {
    const children = this.inlines('link_close').map(withoutLink);
    const href = safeHref(address);
    if (href === undefined) return { kind: 'strong', children };
    const words = plainText(children);
    const host = hostOf(href);
    return { kind: 'link', href, host: host !== null && !words.includes(host) ? host : null, children };
  }
}

/** A link holds no other link. */
const withoutLink = (inline: Inline): Inline =>
  inline.kind === 'link' || inline.kind === 'record' || inline.kind === 'mention' || inline.kind === 'picture'
    ? { kind: 'text', text: plainText([inline]) }
    : inline;

const plainText = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => ('children' in inline ? plainText(inline.children) : 'text' in inline ? inline.text : inline.alt))
    .join('');

const box = /^\[([ xX])\] /;

/** `- [ ] step` is a step to be done, `- [x] step` one that was. */
const taskItem = (children: readonly Block[]): ListItem => {
  const [first, ...rest] = children;
  const text = first?.kind === 'lines' ? first.children[0] : undefined;
  const mark = text?.kind === 'text' ? box.exec(text.text)?.[1] : undefined;
  if (first?.kind !== 'lines' || text?.kind !== 'text' || mark === undefined) return { checked: null, children };
  const words: Inline = { kind: 'text', text: text.text.slice(4) };
  return { checked: mark !== ' ', children: [{ ...first, children: [words, ...first.children.slice(1)] }, ...rest] };
};

const isTooMuch = (tokens: readonly Token[]): boolean => {
  let pieces = 0;
  for (const { level, children } of tokens) {
    pieces += 1 + (children?.length ?? 0);
    if (pieces > MAX_PIECES || level >= MAX_NESTING - 1) return true;
  }
  return false;
};

/**
 * Reads a text in linear time and never throws; what is nested or formatted beyond measure comes back as the lines that were typed. `people`
 * are those whom the text mentions.
 */
export const parseMarkdown = (text: string, people: readonly Mentioned[] = []): readonly Block[] => {
  const byLength = people.toSorted((left, right) => right.name.length - left.name.length);
  const typed = text.replaceAll(/\r\n?/g, '\n').split('\n');
  const lines = endBlocks(typed, pastedRuns(typed));
  const tokens = markdown.parse(lines.join('\n'), { pasted: pastedRuns(lines) });
  if (isTooMuch(tokens)) return [{ kind: 'lines', children: linkText(typed.join('\n'), byLength) }];
  return new Reader(tokens, byLength).blocks();
};
