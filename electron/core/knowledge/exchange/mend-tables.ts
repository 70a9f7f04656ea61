import { element, findNode, isElement, mapTree, textNode, wordsOf, type HtmlNode } from './html-tree.ts';

/** Blocks that run on as words within a cell. */
const BLOCKS = ['p', 'div', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'section', 'figure', 'figcaption', 'br'];
/** What no line of a table can say. */
const NO_CELL = ['table', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr'];
/** Words in a cell past which it is a text of its own. */
const MAX_CELL = 1_200;

const ENDS = /[\p{P}\p{S}]\s*$/u;
const HAN = /\p{Script=Han}/u;

/** What stands between two pieces that were lines of their own. */
const between = (before: string, after: string): string => {
  if (before.trim() === '') return '';
  if (ENDS.test(before)) return ' ';
  return HAN.test(before.trim().slice(-1)) && HAN.test(after) ? '；' : '; ';
};

/** The content of a cell on one line. */
const onOneLine = (nodes: readonly HtmlNode[]): HtmlNode[] => {
  const line: HtmlNode[] = [];
  let wantsBreak = false;
  const add = (node: HtmlNode): void => {
    const words = wordsOf(node);
    if (words.trim() === '') {
      if (!wantsBreak && line.length > 0 && node.type === 'text') line.push(textNode(' '));
      return;
    }
    if (wantsBreak) line.push(textNode(between(line.map(wordsOf).join('').slice(-40), words)));
    wantsBreak = false;
    line.push(node.type === 'text' ? textNode((node.value ?? '').replaceAll(/\s+/g, ' ')) : node);
  };
  const walk = (node: HtmlNode): void => {
    if (!isElement(node, ...BLOCKS)) return add(node);
    wantsBreak ||= line.length > 0;
    for (const child of node.children ?? []) walk(child);
    wantsBreak ||= line.length > 0;
  };
  for (const node of nodes) walk(node);
  return line;
};

const cellsOf = (row: HtmlNode): HtmlNode[] => (row.children ?? []).filter((cell) => isElement(cell, 'td', 'th'));

const rowsOf = (table: HtmlNode): HtmlNode[] => {
  const rows: HtmlNode[] = [];
  const walk = (node: HtmlNode): void => {
    for (const child of node.children ?? []) {
      if (isElement(child, 'tr')) rows.push(child);
      else if (isElement(child, 'thead', 'tbody', 'tfoot')) walk(child);
    }
  };
  walk(table);
  return rows;
};

const isHead = (row: HtmlNode): boolean =>
  cellsOf(row).length > 0 && cellsOf(row).every((cell) => isElement(cell, 'th'));

/** Each row as a section: the cells one below the other, each under the head of its column. */
const asSections = (table: HtmlNode): HtmlNode[] => {
  const [first, ...others] = rowsOf(table);
  if (!first) return [];
  const heads = isHead(first) ? cellsOf(first).map((cell) => wordsOf(cell).replaceAll(/\s+/g, ' ').trim()) : [];
  return (heads.length > 0 ? others : [first, ...others]).flatMap((row) =>
    cellsOf(row).flatMap((cell, column) => {
      const head = heads[column];
      const content = cell.children ?? [];
      return [...(head ? [element('p', [element('strong', [textNode(head)])])] : []), element('div', content)];
    }),
  );
};

/**
 * Tables as Markdown can have them: one line a row. Lists and paragraphs within a cell run on with semicolons; a table whose cells hold
 * code, headings, tables or long texts, or that has one column only, becomes what it holds.
 */
export const mendTables = (root: HtmlNode): void => {
  mapTree(root, (node) => {
    if (!isElement(node, 'table')) return [node];
    const rows = rowsOf(node);
    const cells = rows.flatMap(cellsOf);
    const isText = cells.some(
      (cell) =>
        findNode(cell, (inner) => isElement(inner, ...NO_CELL)) !== undefined || wordsOf(cell).length > MAX_CELL,
    );
    if (isText || rows.every((row) => cellsOf(row).length <= 1)) return asSections(node);
    for (const cell of cells) cell.children = onOneLine(cell.children ?? []);
    return [node];
  });
};
