import { isElement, mapTree, textNode, wordsOf, type HtmlNode } from './html-tree.ts';

const EMPHASES = ['strong', 'b', 'em', 'i', 'del', 's', 'strike'];
const PUNCTUATION = /^[\p{P}\p{S}]$/u;
const SPACE = /^\s$/u;

const isEmphasis = (node: HtmlNode | undefined): node is HtmlNode => node !== undefined && isElement(node, ...EMPHASES);

const firstOf = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 32);
const lastOf = (text: string): string => Array.from(text.slice(-2)).at(-1) ?? ' ';

/** Takes space off one end of an element, down to the text that has it. Returns whether there was any. */
const trimEnd = (node: HtmlNode, end: 'first' | 'last'): boolean => {
  if (node.type === 'text') {
    const value = node.value ?? '';
    node.value = end === 'first' ? value.trimStart() : value.trimEnd();
    return node.value !== value;
  }
  const child = end === 'first' ? node.children?.[0] : node.children?.at(-1);
  if (!child || isElement(child, 'code')) return false;
  return trimEnd(child, end);
};

/** Neighbours of the same name are one. */
const joined = (children: readonly HtmlNode[]): HtmlNode[] => {
  const all: HtmlNode[] = [];
  for (const child of children) {
    const before = all.at(-1);
    if (isEmphasis(child) && before && before.tagName === child.tagName)
      before.children = [...(before.children ?? []), ...(child.children ?? [])];
    else all.push(child);
  }
  return all;
};

/** A mark next to a letter marks nothing where what it closes or opens is punctuation. */
const needsSpace = (inside: string, outside: string): boolean =>
  PUNCTUATION.test(inside) && !PUNCTUATION.test(outside) && !SPACE.test(outside);

/**
 * Emphasis as Markdown can have it: no space within its ends, and one outside where otherwise its marks would mean nothing (`**(a)**b`),
 * which is common in Chinese. Without that a writer of Markdown spells the neighbouring letter as a code, where no search finds it.
 */
export const mendEmphasis = (root: HtmlNode): void => {
  const mend = (node: HtmlNode): readonly HtmlNode[] => {
    if (!node.children?.some(isEmphasis)) return [node];
    const children = joined(node.children);
    node.children = children.flatMap((child, at) => {
      if (!isEmphasis(child)) return [child];
      if (wordsOf(child).trim() === '') return [textNode(wordsOf(child) === '' ? '' : ' ')];
      const led = trimEnd(child, 'first');
      const trailed = trimEnd(child, 'last');
      const words = wordsOf(child);
      const before = children[at - 1];
      const after = children[at + 1];
      const outsideLeft = before ? lastOf(wordsOf(before)) : ' ';
      const outsideRight = after ? firstOf(wordsOf(after)) : ' ';
      return [
        ...(led || needsSpace(firstOf(words), outsideLeft) ? [textNode(' ')] : []),
        child,
        ...(trailed || needsSpace(lastOf(words), outsideRight) ? [textNode(' ')] : []),
      ];
    });
    return [node];
  };
  mapTree(root, mend);
  mend(root);
};
