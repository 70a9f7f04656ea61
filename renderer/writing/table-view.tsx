import type { Block, TableCell } from './markdown-tree.ts';
import { inlineNodes } from './inline-views.tsx';
import { useDrawn } from './use-drawn.ts';
import classes from './prose.module.css';

type Table = Extract<Block, { kind: 'table' }>;

const Cell = ({ cell, head }: { readonly cell: TableCell; readonly head?: boolean }) => {
  const Tag = head === true ? 'th' : 'td';
  return <Tag data-align={cell.align ?? undefined}>{inlineNodes(cell.children)}</Tag>;
};

const Row = ({ cells }: { readonly cells: readonly TableCell[] }) => (
  <tr>
    {cells.map((cell, place) => (
      // oxlint-disable-next-line react/no-array-index-key
      <Cell key={place} cell={cell} />
    ))}
  </tr>
);

/** Cells drawn with the first frame. */
const FIRST_CELLS = 600;

export const TableView = ({ table }: { readonly table: Table }) => {
  const drawn = useDrawn(table.rows.length, Math.max(20, Math.floor(FIRST_CELLS / Math.max(1, table.head.length))));
  return (
    // What scrolls can be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['table']} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.head.map((cell, place) => (
              // oxlint-disable-next-line react/no-array-index-key
              <Cell key={place} cell={cell} head />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, drawn).map((cells, row) => (
            // oxlint-disable-next-line react/no-array-index-key
            <Row key={row} cells={cells} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
