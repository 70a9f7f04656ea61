import { attributeOf, findNode, isElement, mapTree, wordsOf, type HtmlNode } from './html-tree.ts';

/** What never is a text: sanitising would keep the words within. */
const NO_TEXT = [
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'canvas',
  'audio',
  'video',
  'textarea',
  'select',
  'button',
  'dialog',
  'head',
  'title',
  'link',
  'meta',
  'base',
  'frameset',
  'applet',
];
/** Around the text of a page. */
const AROUND = ['nav', 'aside', 'footer'];

/** Of these what is said to be removed is worth a word: a page could have done something with them. */
const UNSAFE = ['script', 'iframe', 'object', 'embed', 'applet', 'form'];

/** Title of a whole page, as it names itself. */
export const pageTitle = (root: HtmlNode): string | null => {
  const title = findNode(root, (node) => isElement(node, 'title'));
  const words = title ? wordsOf(title).replaceAll(/\s+/g, ' ').trim() : '';
  return words === '' ? null : words;
};

/** How many parts of the tree could run or send something; they go, here or in sanitising. */
export const countUnsafe = (root: HtmlNode): number => {
  let count = 0;
  mapTree(root, (node) => {
    const names = Object.keys(node.properties ?? {});
    const runs =
      names.some((name) => /^on/i.test(name)) || /^(?:javascript|vbscript|data):/i.test(attributeOf(node, 'href'));
    if (isElement(node, ...UNSAFE) || runs) count++;
    return [node];
  });
  return count;
};

/** Leaves the text: of a page with a main part that part, without what stands around it. */
export const keepText = (root: HtmlNode): void => {
  mapTree(root, (node) =>
    isElement(node, ...NO_TEXT) || node.type === 'comment' || node.type === 'doctype' ? [] : [node],
  );
  const main =
    findNode(root, (node) => isElement(node, 'main') || node.properties?.['role'] === 'main') ??
    findNode(root, (node) => isElement(node, 'article'));
  if (main) root.children = [...(main.children ?? [])];
  mapTree(root, (node) => (isElement(node, ...AROUND) ? [] : [node]));
};
