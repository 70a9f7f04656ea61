/** The tree of a page as the parsers give it, as far as it is read here. */
export interface HtmlNode {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  value?: string;
  children?: HtmlNode[];
}

export const textNode = (value: string): HtmlNode => ({ type: 'text', value });

export const element = (tagName: string, children: HtmlNode[], properties: Record<string, unknown> = {}): HtmlNode => ({
  type: 'element',
  tagName,
  properties,
  children,
});

export const isElement = (node: HtmlNode, ...names: readonly string[]): boolean =>
  node.type === 'element' && names.includes(node.tagName ?? '');

/** As the page has it; empty where it has none. */
export const attributeOf = ({ properties }: HtmlNode, name: string): string => {
  const value = properties?.[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** How many levels deep the tree is, counted without recursion: it may be deeper than any stack. */
export const depthOf = (root: HtmlNode): number => {
  let depth = 0;
  for (let level: HtmlNode[] = [root]; level.length > 0; depth++)
    level = level.flatMap(({ children }) => children ?? []);
  return depth;
};

/** All the words below a node, as one line. */
export const wordsOf = (node: HtmlNode): string => {
  if (node.type === 'text') return node.value ?? '';
  if (isElement(node, 'br')) return ' ';
  return (node.children ?? []).map(wordsOf).join('');
};

/** Replaces each node by what `change` makes of it, children first. */
export const mapTree = (node: HtmlNode, change: (node: HtmlNode) => readonly HtmlNode[]): void => {
  if (!node.children) return;
  node.children = node.children.flatMap((child) => {
    mapTree(child, change);
    return change(child);
  });
};

/** The first that `fits`, outermost first. */
export const findNode = (node: HtmlNode, fits: (node: HtmlNode) => boolean): HtmlNode | undefined => {
  if (fits(node)) return node;
  for (const child of node.children ?? []) {
    const found = findNode(child, fits);
    if (found) return found;
  }
  return undefined;
};
