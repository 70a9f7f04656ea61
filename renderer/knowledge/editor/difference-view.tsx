import { useState } from 'react';
import { VisuallyHidden } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { langOf } from '#renderer/ui/text-lang.ts';
import type { DiffPiece, DiffRow } from './difference.ts';
import classes from './difference.module.css';

const signs = { same: '', added: '+', removed: '−', changed: '±' } as const;

/** Underlined what came, struck out what went: told apart without colour, and named for screen readers. */
export const Pieces = ({ pieces }: { readonly pieces: readonly DiffPiece[] }) =>
  pieces.map(({ kind, text }, place) => {
    const Tag = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span';
    // oxlint-disable-next-line react/no-array-index-key
    return <Tag key={place}>{text}</Tag>;
  });

const Line = ({ row }: { readonly row: Exclude<DiffRow, { readonly kind: 'folded' }> }) => {
  const { t } = useTranslation('knowledgeEditor');
  const { kind } = row;
  const text = kind === 'changed' ? row.pieces.map((piece) => piece.text).join('') : row.text;
  return (
    <div className={classes['line']} data-kind={kind} lang={langOf(text)}>
      <span className={classes['sign']} aria-hidden>
        {signs[kind]}
      </span>
      {kind === 'same' ? null : <VisuallyHidden>{t(kind)}: </VisuallyHidden>}
      <span className={classes['words']}>
        {kind === 'changed' ? (
          <Pieces pieces={row.pieces} />
        ) : kind === 'added' ? (
          <ins>{row.text}</ins>
        ) : kind === 'removed' ? (
          <del>{row.text}</del>
        ) : (
          row.text
        )}
      </span>
    </div>
  );
};

const Folded = ({ row }: { readonly row: Extract<DiffRow, { readonly kind: 'folded' }> }) => {
  const { t } = useTranslation('knowledgeEditor');
  const [isOpen, setOpen] = useState(false);
  const headings = row.headings.join(' · ');
  return (
    <>
      <button type="button" className={classes['fold']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <IconChevronRight size={14} stroke={1.6} aria-hidden />
        <span className="num">{t('unchangedLines', { count: row.lines.length })}</span>
        {headings !== '' && (
          <span className="cut" lang={langOf(headings)}>
            {headings}
          </span>
        )}
      </button>
      {isOpen &&
        row.lines.map((text, place) => (
          // oxlint-disable-next-line react/no-array-index-key
          <Line key={place} row={{ kind: 'same', text }} />
        ))}
    </>
  );
};

/** What became of a text, line by line; what stayed is folded below its headings. */
export const DifferenceView = ({ rows }: { readonly rows: readonly DiffRow[] }) => (
  <div className={classes['difference']}>
    {rows.map((row, place) =>
      // oxlint-disable-next-line react/no-array-index-key
      row.kind === 'folded' ? <Folded key={place} row={row} /> : <Line key={place} row={row} />,
    )}
  </div>
);
