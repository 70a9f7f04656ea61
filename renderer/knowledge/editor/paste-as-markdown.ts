import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';

interface Node {
  readonly type: string;
  tagName?: string;
  readonly children?: readonly Node[];
}

const named = (node: Node, name: string): readonly Node[] => [
  ...(node.tagName === name ? [node] : []),
  ...(node.children ?? []).flatMap((child) => named(child, name)),
];

/** The first row of a table is its head, also where a spreadsheet does not say so. */
const headTables = () => (tree: Node) => {
  for (const table of named(tree, 'table')) {
    const [first] = named(table, 'tr');
    if (first && named(table, 'th').length === 0) for (const cell of named(first, 'td')) cell.tagName = 'th';
  }
};

const processor = unified()
  .use(rehypeParse, { fragment: true })
  .use(headTables)
  .use(rehypeRemark)
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', emphasis: '*', fences: true, rule: '-', listItemIndent: 'one' });

/** What a page, a document or a table that was copied says, as Markdown; scripts and styles are dropped. */
export const markdownOf = (html: string): string =>
  String(processor.processSync(html.replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/gi, '')))
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
