import { useEffect, useLayoutEffect, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ListedDocument } from '#shared/documents/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { StateMark } from './state-mark.tsx';
import type { useDocumentWords } from './use-document-words.ts';
import classes from './documents.module.css';

/** Two lines: what it is called, and the file. */
const ROW_HEIGHT = 48;
const HEAD_HEIGHT = 28;

const rowDomId = (documentId: string): string => `row-${documentId.replace(':', '-')}`;

interface DocumentListProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly documents: readonly ListedDocument[];
  readonly words: ReturnType<typeof useDocumentWords>;
  readonly focusId: string | null;
  readonly openId: string | undefined;
  readonly onFocus: (index: number) => void;
  readonly onOpen: (documentId: string) => void;
}

/** Documents of any number as one scrolling grid with one tab stop. */
export const DocumentList = ({ ref, documents, words, focusId, openId, onFocus, onOpen }: DocumentListProps) => {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const at = Math.max(
    0,
    documents.findIndex(({ id }) => id === focusId),
  );
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
  useEffect(() => {
    const active = document.activeElement;
    if (active === document.body || active?.matches('main, nav *')) ref.current?.focus({ preventScroll: true });
  }, [ref]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
    const places: Readonly<Record<string, number>> = {
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: documents.length - 1,
    };
    const place = places[event.key];
    if (place === undefined) return;
    onFocus(Math.max(0, Math.min(place, documents.length - 1)));
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    const clicked = row && documents[Number(row.dataset['index'])];
    if (clicked) onOpen(clicked.id);
  };
  const focused = documents[at];
  return (
    <div
      ref={ref}
      className={classes['grid']}
      role="grid"
      tabIndex={0}
      aria-label={t('title')}
      aria-rowcount={documents.length + 1}
      aria-activedescendant={focused && rowDomId(focused.id)}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
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
              id={rowDomId(id)}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={id === openId}
              className={classes['row']}
              data-index={item.index}
              data-focused={item.index === at || undefined}
              data-open={id === openId || undefined}
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
