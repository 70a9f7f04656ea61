/**
 * Tags and texts of XML as the event log of Windows writes it. Resolves the five named entities and numbers, and nothing else: no declaration is
 * read, so no text can grow, and nothing is ever fetched. What is no XML is passed over up to the next tag.
 */

export interface XmlTaker {
  /** Names are without their prefix. */
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  close(name: string): void;
  text(value: string): void;
}

/** Of a tag, a comment or a marked section; a `<` with no end in sight is text. */
const LONGEST_TAG = 64 * 1024;
const LONGEST_SECTION = 1024 * 1024;
const LONGEST_ENTITY = 12;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const codePoint = (digits: string, radix: number): string => {
  const code = Number.parseInt(digits, radix);
  return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\uFFFD';
};

/** An entity that is not known stays as it is written. */
const resolve = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/gu, (all, decimal, hex, name) => {
        if (typeof decimal === 'string') return codePoint(decimal, 10);
        if (typeof hex === 'string') return codePoint(hex, 16);
        return NAMED[String(name)] ?? all;
      })
    : text;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const NAME = /^[^\s/>=]+/u;
const ATTRIBUTE = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;

const NONE: ReadonlyMap<string, string> = new Map();

const attributesOf = (text: string): ReadonlyMap<string, string> => {
  const attributes = new Map<string, string>();
  if (!text.includes('=')) return NONE;
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE))
    attributes.set(name, resolve(double ?? single ?? ''));
  return attributes;
};

/** Where the tag ends whose `<` stands at `from`; a `>` within quotes does not end it. -1: not yet; -2: never, it is no tag. */
const endOfTag = (text: string, from: number): number => {
  let quote = 0;
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Neither a tag nor a quoted value holds one.
    if (code === LESS) return -2;
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
};

const [LESS, GREATER, QUOTE, APOSTROPHE] = [0x3c, 0x3e, 0x22, 0x27];

/** Sections with an end of their own. `isText`: what is within counts as it stands. */
const SECTIONS = [
  { begin: '<!--', end: '-->', isText: false },
  { begin: '<![CDATA[', end: ']]>', isText: true },
  { begin: '<?', end: '?>', isText: false },
] as const;

export class XmlTokens {
  readonly #taker: XmlTaker;
  #rest = '';

  constructor(taker: XmlTaker) {
    this.#taker = taker;
  }

  push(text: string): void {
    this.#rest += text;
    this.#rest = this.#rest.slice(this.#scan(false));
  }

  /** What is left is text, or the beginning of a tag that never came. */
  end(): void {
    this.#rest = this.#rest.slice(this.#scan(true));
    if (!this.#rest.startsWith('<')) this.#text(this.#rest);
    this.#rest = '';
  }

  /** How far it came. */
  #scan(isLast: boolean): number {
    const text = this.#rest;
    let at = 0;
    while (at < text.length) {
      const tag = text.indexOf('<', at);
      if (tag === -1) return this.#lastText(at, isLast);
      this.#text(text.slice(at, tag));
      const behind = this.#markup(tag);
      if (behind === null) return tag;
      at = behind;
    }
    return at;
  }

  /** Text goes on when more comes, but an entity may be cut in two. */
  #lastText(from: number, isLast: boolean): number {
    const text = this.#rest;
    const entity = text.lastIndexOf('&');
    const isCut = !isLast && entity >= from && text.length - entity < LONGEST_ENTITY && !text.includes(';', entity);
    const to = isCut ? entity : text.length;
    this.#text(text.slice(from, to));
    return to;
  }

  #text(value: string): void {
    if (value !== '') this.#taker.text(resolve(value));
  }

  /** What begins with the `<` at `from`; null: its end has not come. */
  #markup(from: number): number | null {
    const text = this.#rest;
    const second = text[from + 1];
    if (second === undefined) return null;
    if (second === '!' || second === '?') {
      const behind = this.#section(from);
      if (behind !== undefined) return behind;
    }
    const to = endOfTag(text, from);
    if (to === -1) return this.#unlessTooLong(from, LONGEST_TAG);
    if (to === -2) return this.#asText(from);
    this.#tag(text.slice(from + 1, to));
    return to + 1;
  }

  /** undefined: it is none. */
  #section(from: number): number | null | undefined {
    const text = this.#rest;
    for (const { begin, end, isText } of SECTIONS) {
      if (!text.startsWith(begin, from)) {
        if (text.length - from < begin.length && begin.startsWith(text.slice(from))) return null;
        continue;
      }
      const to = text.indexOf(end, from + begin.length);
      if (to === -1) return this.#unlessTooLong(from, LONGEST_SECTION);
      if (isText) this.#taker.text(text.slice(from + begin.length, to));
      return to + end.length;
    }
    return undefined;
  }

  #unlessTooLong(from: number, longest: number): number | null {
    return this.#rest.length - from > longest ? this.#asText(from) : null;
  }

  #asText(from: number): number {
    this.#taker.text('<');
    return from + 1;
  }

  #tag(inner: string): void {
    // A declaration: entities that it may define are not read.
    if (inner.startsWith('!')) return;
    if (inner.startsWith('/')) {
      this.#taker.close(localName(inner.slice(1).trim()));
      return;
    }
    const name = NAME.exec(inner)?.[0];
    if (name === undefined) return;
    this.#taker.open(localName(name), attributesOf(inner.slice(name.length)));
    if (inner.endsWith('/')) this.#taker.close(localName(name));
  }
}
