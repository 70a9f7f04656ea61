/** The text of a tree as a person writes it: YAML of the plainest kind, every value a text, nothing said by reference. */
import {
  Alias,
  isMap,
  isNode,
  isPair,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type ErrorCode,
} from 'yaml';
import { isWellFormed } from '#shared/base/well-formed.ts';
import { checkTree, type CheckedTree } from '#shared/diagnosis/check-tree.ts';
import type { PlaceOf, TreeProblem, TreeProblemCode } from '#shared/diagnosis/problem.ts';

/** Most mistakes of writing that are told at once: one early on makes many later. */
const MOST_SYNTAX_PROBLEMS = 5;

const codes: Readonly<Partial<Record<ErrorCode, TreeProblemCode>>> = {
  DUPLICATE_KEY: 'duplicate',
  TAB_AS_INDENT: 'tab',
  BAD_INDENT: 'indent',
  MISSING_CHAR: 'quote',
  BAD_DQ_ESCAPE: 'quote',
  BAD_SCALAR_START: 'quote',
  BLOCK_AS_IMPLICIT_KEY: 'colon',
  MULTILINE_IMPLICIT_KEY: 'colon',
  MULTIPLE_DOCS: 'several-documents',
  BAD_ALIAS: 'alias',
  ALIAS_PROPS: 'alias',
  MULTIPLE_ANCHORS: 'alias',
};

const nothing: CheckedTree = { tree: null, outline: null, problems: [] };

const placeIn =
  (document: Document, lines: LineCounter): PlaceOf =>
  (path, part) => {
    const placeAt = (offset: number) => {
      const { line, col } = lines.linePos(offset);
      return { line: Math.max(line, 1), column: Math.max(col, 1) };
    };
    for (let length = path.length; length > 0; length--) {
      const steps = path.slice(0, length);
      const parent: unknown = length === 1 ? document.contents : document.getIn(steps.slice(0, -1), true);
      const step = steps.at(-1);
      // Where the field itself is not there, the name of what it should be in is what to look at.
      const wantsName = part === 'name' || length < path.length;
      if (isMap(parent)) {
        const pair = parent.items.find(({ key }) => isNode(key) && key.toJSON() === step);
        const at = pair && (wantsName || !isNode(pair.value) ? pair.key : pair.value);
        if (isNode(at) && at.range) return placeAt(at.range[0]);
      }
      if (isSeq(parent) && typeof step === 'number') {
        const item = parent.items[step];
        if (isNode(item) && item.range) return placeAt(item.range[0]);
      }
    }
    return { line: 1, column: 1 };
  };

const references = (document: Document): readonly number[] => {
  const found: number[] = [];
  visit(document, (_key, node) => {
    if (isPair(node) || !isNode(node)) return;
    const isReference = node instanceof Alias || ('anchor' in node && node.anchor !== undefined);
    if (isReference && node.range) found.push(node.range[0]);
  });
  return found;
};

/** Texts with half of a character: an escape can write one, and no server takes a record that holds it (FORMATS.md §5). */
const halves = (document: Document): readonly number[] => {
  const found: number[] = [];
  visit(document, {
    Scalar: (_key, { value, range }) => {
      if (range && !isWellFormed(value)) found.push(range[0]);
    },
  });
  return found;
};

/** Where a quote was opened that nothing closes before the text ends; the mistake is there, not where it was noticed. */
const openQuote = (document: Document, end: number): number | undefined => {
  let found: number | undefined;
  visit(document, {
    Scalar: (_key, { type, range }) => {
      if (range && type?.startsWith('QUOTE') === true && range[1] >= end) found = range[0];
    },
  });
  return found;
};

const parse = (text: string): CheckedTree => {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const problemAt = (code: TreeProblemCode, offset: number): TreeProblem => {
    const { line, col } = lines.linePos(offset);
    return { code, line: Math.max(line, 1), column: Math.max(col, 1), node: null, details: {} };
  };
  const quote = document.errors.length > 0 ? openQuote(document, text.trimEnd().length) : undefined;
  if (quote !== undefined) return { ...nothing, problems: [problemAt('quote', quote)] };
  if (document.errors.length > 0)
    return {
      ...nothing,
      problems: document.errors
        .slice(0, MOST_SYNTAX_PROBLEMS)
        .map(({ code, pos }) => problemAt(codes[code] ?? 'syntax', pos[0])),
    };
  const referring = references(document);
  if (referring.length > 0)
    return { ...nothing, problems: referring.slice(0, MOST_SYNTAX_PROBLEMS).map((at) => problemAt('alias', at)) };
  const broken = halves(document);
  if (broken.length > 0)
    return { ...nothing, problems: broken.slice(0, MOST_SYNTAX_PROBLEMS).map((at) => problemAt('quote', at)) };
  const value: unknown = document.toJS();
  if (value === null || value === '') return { ...nothing, problems: [problemAt('empty-file', 0)] };
  return checkTree(value, placeIn(document, lines));
};

/** Never throws: a text that cannot be read has problems. */
export const readTree = (text: string): CheckedTree => {
  try {
    return parse(text);
  } catch (error) {
    // Nested deeper than the reader goes.
    if (!(error instanceof RangeError)) throw error;
    return { ...nothing, problems: [{ code: 'syntax', line: 1, column: 1, node: null, details: {} }] };
  }
};

/** The same text with this number of its version, whatever stood there. Only for a text that reads. */
export const withVersion = (text: string, version: number): string => {
  const document = parseDocument(text, { schema: 'failsafe' });
  const held: unknown = document.getIn(['version'], true);
  if (!isNode(held) || !held.range) throw new Error('a tree that reads has a version');
  const [from, to] = held.range;
  return text.slice(0, from) + String(version) + text.slice(to);
};
