/**
 * Markdown as a service desk writes it: CommonMark with tables and strikethrough, except where its rules would ruin what people paste.
 * What is left out stays text as it was typed: HTML, entities, backslash escapes (`C:\*.log`), underscores (`__init__`), indented code,
 * underlined headings and references.
 */
import MarkdownIt, { type MarkdownIt as Parser, type StateBlock, type StateInline } from 'markdown-it';
import { safeHref } from './safe-href.ts';

/** Deeper nesting is shown as plain text: nobody writes it, and the parser leaves it out. */
export const MAX_NESTING = 20;

type BlockRule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean;

const lineAt = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

const isEnd = (state: StateBlock, line: number): boolean => line < 0 || line >= state.lineMax || state.isEmpty(line);

const opensBlock = /^(?:[-*] |\d{1,9}[.)] |>|\||```|#{1,6} )/;
const heading = /^(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$/;

/** A heading begins a part of the text. With a single `#` it stands by itself, for a script's comment and root's prompt look the same. */
const headingRule: BlockRule = (state, startLine, _endLine, silent) => {
  if (silent || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const found = heading.exec(lineAt(state, startLine));
  if (!found || !isEnd(state, startLine - 1)) return false;
  const next = startLine + 1;
  const isAlone = found[1] !== '#' || isEnd(state, next) || opensBlock.test(lineAt(state, next));
  if (!isAlone) return false;
  const tag = `h${found[1]?.length ?? 1}`;
  state.line = startLine + 1;
  state.push('heading_open', tag, 1);
  const inline = state.push('inline', '', 0);
  inline.content = found[2] ?? '';
  inline.map = [startLine, state.line];
  inline.children = [];
  state.push('heading_close', tag, -1);
  return true;
};

/** Three characters between blank lines; a longer row of dashes belongs to what was pasted. */
const ruleRule: BlockRule = (state, startLine, _endLine, silent) => {
  if (silent || !/^(?:---|\*\*\*)[ \t]*$/.test(lineAt(state, startLine))) return false;
  if (!isEnd(state, startLine - 1) || !isEnd(state, startLine + 1)) return false;
  state.line = startLine + 1;
  state.push('hr', 'hr', 0);
  return true;
};

/** Lines that were pasted, under the first of them in `env.pasted`. */
const pastedRule: BlockRule = (state, startLine, endLine, silent) => {
  if (state.level > 0 && !silent) return false;
  const end = (state.env['pasted'] as ReadonlyMap<number, number>).get(startLine);
  if (end === undefined || end > endLine) return false;
  if (silent) return true;
  const token = state.push('pasted', '', 0);
  token.content = state.getLines(startLine, end, 0, false);
  state.line = end;
  return true;
};

/** A paragraph keeps the indentation of all its lines. */
const paragraphRule: BlockRule = (state, startLine, endLine) => {
  const ends = state.md.block.ruler.getRules('paragraph');
  const parent = state.parentType;
  state.parentType = 'paragraph';
  let line = startLine + 1;
  while (line < endLine && !state.isEmpty(line)) {
    const at = line;
    const indent = state.sCount[at] ?? 0;
    if (indent >= 0 && indent - state.blkIndent < 4 && ends.some((rule) => rule(state, at, endLine, true))) break;
    line++;
  }
  state.line = line;
  state.push('paragraph_open', 'p', 1);
  const inline = state.push('inline', '', 0);
  inline.content = state.getLines(startLine, line, state.blkIndent, false).trimEnd();
  inline.map = [startLine, line];
  inline.children = [];
  state.push('paragraph_close', 'p', -1);
  state.parentType = parent;
  return true;
};

/** Each line break is one, and the spaces after it stay. */
const newlineRule = (state: StateInline, silent: boolean): boolean => {
  if (state.src.charCodeAt(state.pos) !== 10) return false;
  if (!silent) state.push('softbreak', 'br', 0);
  state.pos++;
  return true;
};

/** Code within a line ends in that line: two backticks far apart in a script are no code. */
const backtickRule = (state: StateInline, silent: boolean): boolean => {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== 96) return false;
  let open = pos;
  while (open < posMax && src.charCodeAt(open) === 96) open++;
  const length = open - pos;
  const newline = src.indexOf('\n', open);
  const end = newline < 0 ? posMax : Math.min(newline, posMax);
  // Runs that were looked for in vain up to this place: each length is looked for once in a line.
  const vain = state.cache as Record<string, number>;
  const key = `\`${length}`;
  if ((vain[key] ?? -1) < open) {
    for (let at = src.indexOf('`', open); at >= 0 && at < end; at = src.indexOf('`', at)) {
      const from = at;
      while (at < end && src.charCodeAt(at) === 96) at++;
      if (at - from !== length) continue;
      if (!silent) {
        const token = state.push('code_inline', 'code', 0);
        const content = src.slice(open, from);
        token.content = /^ .*\S.* $/.test(content) ? content.slice(1, -1) : content;
      }
      state.pos = at;
      return true;
    }
    vain[key] = end;
  }
  if (!silent) state.pending += src.slice(pos, open);
  state.pos = open;
  return true;
};

const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const opensBefore = /[\s([{"'“‘«（【《「『、，。：；！？—*~]/u;
const closesAfter = /[\s)\]}"'”’»）】》」』、，。：；！？,.:;!?—*~]/u;
const beginsWith = /[\p{L}\p{N}"'“‘（【《「『([`*~\p{S}]/u;

const before = (text: string, at: number): string => {
  const code = text.charCodeAt(at - 1);
  return (code & 0xfc00) === 0xdc00 ? text.slice(at - 2, at) : text.slice(at - 1, at);
};
const after = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 32);

/**
 * Where emphasis may begin and end: around words, not in paths, patterns and sums (`/var/log/*.gz`, `2*3*4`). Chinese has no spaces, so
 * any character of it is such a place, whatever punctuation stands within.
 */
class DeskInline extends new MarkdownIt().inline.State {
  override scanDelims(start: number, _canSplitWord: boolean) {
    const { src, posMax } = this;
    const marker = src[start] ?? '';
    let end = start;
    while (end < posMax && src[end] === marker) end++;
    const length = end - start;
    const [previous, next] = [start === 0 ? ' ' : before(src, start), end >= posMax ? ' ' : after(src, end)];
    if (marker === '_' || length > 3) return { can_open: false, can_close: false, length };
    const isBesideHan = han.test(previous) || han.test(next);
    return {
      can_open: beginsWith.test(next) && (isBesideHan || opensBefore.test(previous)),
      can_close: !/\s/.test(previous) && (isBesideHan || closesAfter.test(next)),
      length,
    };
  }
}

/** A block rule of the parser, except for lines that begin with `mark`. */
const unless = (name: 'list' | 'fence', mark: string): BlockRule => {
  const { ruler } = new MarkdownIt().block;
  ruler.enableOnly(name);
  const [rule] = ruler.getRules('');
  if (!rule) throw new Error(`the parser has no rule ${name}`);
  return (state, startLine, endLine, silent) =>
    !lineAt(state, startLine).startsWith(mark) && rule(state, startLine, endLine, silent);
};

export const deskMarkdown = (): Parser => {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: MAX_NESTING });
  markdown.disable(['code', 'html_block', 'lheading', 'reference', 'entity', 'escape', 'html_inline']);
  const { block, inline } = markdown;
  block.ruler.at('heading', headingRule);
  block.ruler.at('hr', ruleRule);
  block.ruler.at('paragraph', paragraphRule);
  // `+` begins the added lines of a difference, a row of `~` parts what is pasted.
  block.ruler.at('list', unless('list', '+'), { alt: ['paragraph', 'blockquote'] });
  block.ruler.at('fence', unless('fence', '~'), { alt: ['paragraph', 'blockquote', 'list'] });
  block.ruler.before('table', 'pasted', pastedRule, { alt: ['paragraph', 'blockquote', 'list', 'table'] });
  inline.ruler.at('newline', newlineRule);
  inline.ruler.at('backticks', backtickRule);
  inline.State = DeskInline;
  markdown.validateLink = (address) => safeHref(address) !== undefined;
  // `safeHref` writes the address its own way; what the parser would do to it beforehand could only differ.
  markdown.normalizeLink = (address) => address;
  markdown.normalizeLinkText = (text) => text;
  return markdown;
};
