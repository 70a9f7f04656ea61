import { useLayoutEffect, type RefObject } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useListGrid } from '#renderer/ui/use-list-grid.ts';
import type { ListedDocument } from '#shared/documents/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { StateMark } from './state-mark.tsx';
import type { useDocumentWords } from './use-document-words.ts';
import classes from './documents.module.css';

/** Two lines: what it is called, and the file. */
const ROW_HEIGHT = 48;
const HEAD_HEIGHT = 28;

const pageOf = ({ clientHeight }: Element): number =>
  Math.max(1, Math.floor((clientHeight - HEAD_HEIGHT) / ROW_HEIGHT) - 1);

interface DocumentListProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly documents: readonly ListedDocument[];
  readonly words: ReturnType<typeof useDocumentWords>;
  readonly focusId: string | null;
  readonly openId: string | undefined;
  readonly onFocus: (documentId: string) => void;
  readonly onOpen: (documentId: string) => void;
}

/** Documents of any number as one scrolling grid with one tab stop. */
export const DocumentList = ({ ref, documents, words, focusId, openId, onFocus, onOpen }: DocumentListProps) => {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { at, gridProps, rowProps } = useListGrid(ref, {
    label: t('title'),
    ids: documents.map(({ id }) => id),
    focusId,
    openId,
    pageOf,
    onFocus,
    onOpen,
  });
  const virtualizer = useVirtualizer({
    count: documents.length,
    getScrollElement: () => ref.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    useFlushSync: false,
  });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const top = at * ROW_HEIGHT;
    const view = element.clientHeight - HEAD_HEIGHT;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW_HEIGHT > element.scrollTop + view) element.scrollTop = top + ROW_HEIGHT - view;
  }, [ref, at]);
  return (
    <div ref={ref} className={classes['grid']} {...gridProps}>
      <div role="rowgroup" className={classes['headGroup']}>
        <div role="row" className={`${classes['row']} ${classes['head']}`}>
          <span role="columnheader">{t('column.document')}</span>
          <span role="columnheader">{t('column.state')}</span>
          <span role="columnheader" data-wide>
            {t('column.belongsTo')}
          </span>
          <span role="columnheader" data-wide>
            {t('column.owner')}
          </span>
          <span role="columnheader" data-figure data-wide>
            {t('column.size')}
          </span>
        </div>
      </div>
      <div role="rowgroup" className={classes['body']} style={{ height: documents.length * ROW_HEIGHT }}>
        {virtualizer.getVirtualItems().map((item) => {
          const document = documents[item.index];
          if (!document) return null;
          const { id, title, states, owner, bytes } = document;
          const belongsTo = words.belongsTo(document);
          const under = [
            shortNumber(document.number),
            words.kind(document.kind),
            document.label,
            document.fileName ?? '',
          ];
          return (
            <div
              key={id}
              role="row"
              className={classes['row']}
              {...rowProps(item.index)}
              style={{ top: item.start, height: item.size }}
            >
              <span role="gridcell" className={classes['two']}>
                <span className="cut" lang={langOf(title)} title={title}>
                  {title}
                </span>
                <span className="cut muted num">{under.filter((part) => part !== '').join(' · ')}</span>
              </span>
              <span role="gridcell" className={classes['two']}>
                {states.slice(0, 2).map((state) => (
                  <StateMark key={state} state={state} />
                ))}
              </span>
              <span role="gridcell" className={`${classes['two']} soft`} data-wide>
                {belongsTo.length === 0
                  ? '–'
                  : belongsTo.slice(0, 2).map((name) => (
                      <span key={name} className="cut" title={name}>
                        {name}
                      </span>
                    ))}
              </span>
              <span role="gridcell" className="cut soft" data-wide>
                {owner ?? '–'}
              </span>
              <span role="gridcell" className="num soft" data-figure data-wide>
                {bytes === null ? '–' : format.bytes(bytes)}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
};
