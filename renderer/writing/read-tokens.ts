import type { Token } from 'markdown-it';
import { plainText, type Block, type CellAlign, type Inline, type ListItem, type TableCell } from './markdown-tree.ts';
import { hostOf, safeHref } from './safe-href.ts';

/** What a kind of text makes of that in which texts differ. */
export interface ReadingRules {
  /** Words between marks: addresses, numbers and names in them told apart. */
  readonly words: (text: string) => readonly Inline[];
  /** What stands for the end of a line within a paragraph, between these two texts. */
  readonly lineEnd: (before: string, after: string) => string;
  /** Leads within the console; undefined: an outside address, or nothing that may be followed. */
  readonly ownLink?: (address: string, children: readonly Inline[]) => Inline | undefined;
  /** Kept with the text; undefined: it lies elsewhere. */
  readonly ownPicture?: (address: string, alt: string) => Inline | undefined;
}

/** Reads tokens one after the other; what opens is read to where it closes. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  readonly #rules: ReadingRules;
  #at = 0;

  constructor(tokens: readonly Token[], rules: ReadingRules) {
    this.#tokens = tokens;
    this.#rules = rules;
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
      if (text !== '') inlines.push(...this.#rules.words(text));
      text = '';
    };
    for (let token = this.#next(); token && token.type !== end; token = this.#next()) {
      if (token.type === 'text' || token.type === 'text_special') text += token.content;
      else if (token.type === 'hardbreak') text += '\n';
      else if (token.type === 'softbreak') text += this.#rules.lineEnd(text, this.#tokens[this.#at]?.content ?? '');
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
        return { kind: 'lines', children: this.#rules.words(token.content) };
      case 'paragraph_open':
        return { kind: 'lines', children: this.#line('paragraph_close') };
      case 'heading_open':
        return { kind: 'heading', level: Number(token.tag.slice(1)), id: null, children: this.#line('heading_close') };
      case 'fence':
      case 'code_block':
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
      if (token.type === 'inline') children = new TokenReader(token.children ?? [], this.#rules).inlines();
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
      case 'image':
        return this.#picture(String(token.attrGet('src') ?? ''), token.content);
      case 'link_open':
        return this.#link(String(token.attrGet('href') ?? ''));
      default:
        return undefined;
    }
  }

  #picture(address: string, alt: string): Inline {
    const own = this.#rules.ownPicture?.(address, alt.trim());
    if (own) return own;
    const href = safeHref(address);
    return href === undefined ? { kind: 'text', text: alt } : { kind: 'picture', href, alt: alt.trim() };
  }

  #link(address: string): Inline {
    const children = this.inlines('link_close').map(withoutLink);
    const own = this.#rules.ownLink?.(address, children);
    if (own) return own;
    const href = safeHref(address);
    if (href === undefined) return { kind: 'strong', children };
    const words = plainText(children);
    const host = hostOf(href);
    return { kind: 'link', href, host: host !== null && !words.includes(host) ? host : null, children };
  }
}

const leading: ReadonlySet<Inline['kind']> = new Set([
  'link',
  'anchor',
  'article',
  'attachment',
  'picture',
  'record',
  'mention',
]);

/** A link holds no other link. */
const withoutLink = (inline: Inline): Inline =>
  leading.has(inline.kind) ? { kind: 'text', text: plainText([inline]) } : inline;

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

/** What is the matter with a text that cannot be drawn as it is meant: nested as deep as the parser reads, or in more pieces than that. */
export const excessOf = (
  tokens: readonly Token[],
  maxNesting: number,
  maxPieces: number,
): 'nesting' | 'pieces' | undefined => {
  let pieces = 0;
  for (const { level, children } of tokens) {
    pieces += 1 + (children?.length ?? 0);
    if (pieces > maxPieces) return 'pieces';
    if (level >= maxNesting - 1 || children?.some((child) => child.level >= maxNesting) === true) return 'nesting';
  }
  return undefined;
};
