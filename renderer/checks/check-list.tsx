import { useEffect, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { CheckList as Checks, ListedCheck } from '#shared/checks/operations.ts';
import { inLanguage } from '#shared/services/service.ts';
import { CheckStateMark } from './outcome-mark.tsx';
import { Strip } from './strip.tsx';
import { useCheckWords } from './use-check-words.ts';
import classes from './checks.module.css';

const rowDomId = (checkId: string): string => `row-${checkId.replace(':', '-')}`;

interface CheckListProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly checks: readonly ListedCheck[];
  readonly names: Checks['names'];
  readonly focusId: string | null;
  readonly openId: string | undefined;
  readonly onFocus: (checkId: string) => void;
  readonly onOpen: (checkId: string) => void;
}

/** At most two hundred checks as one grid with one tab stop. */
export const CheckList = ({ ref, checks, names, focusId, openId, onFocus, onOpen }: CheckListProps) => {
  const { t } = useTranslation('checks');
  const { language } = useFormat();
  const words = useCheckWords();
  const focused = checks.find(({ check }) => check.id === focusId) ?? checks[0];
  const focusedDom = focused && rowDomId(focused.check.id);
  useEffect(() => {
    if (focusedDom !== undefined)
      document.querySelector(`#${CSS.escape(focusedDom)}`)?.scrollIntoView({ block: 'nearest' });
  }, [focusedDom]);
  useEffect(() => {
    const active = document.activeElement;
    if (active === document.body || active?.matches('main, nav *')) ref.current?.focus({ preventScroll: true });
  }, [ref]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const end = event.key === 'Home' ? checks[0] : event.key === 'End' ? checks.at(-1) : undefined;
    if (!end) return;
    onFocus(end.check.id);
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-check]') : null;
    const id = row?.dataset['check'];
    if (id !== undefined) onOpen(id);
  };
  return (
    <div
      ref={ref}
      className={classes['grid']}
      role="grid"
      tabIndex={0}
      aria-label={t('title')}
      aria-rowcount={checks.length + 1}
      aria-activedescendant={focusedDom}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="rowgroup">
        <div role="row" className={`${classes['row']} ${classes['head']}`}>
          <span role="columnheader">{t('column.check')}</span>
          <span role="columnheader">{t('column.state')}</span>
          <span role="columnheader" data-strip>
            {t('column.results')}
          </span>
          <span role="columnheader" data-wide>
            {t('column.subject')}
          </span>
          <span role="columnheader" data-figure data-wide>
            {t('column.every')}
          </span>
        </div>
      </div>
      <div role="rowgroup">
        {checks.map((listed, place) => {
          const { check, results } = listed;
          const { id, title, diagnostic, subject, everyMinutes } = check;
          const last = results.at(-1);
          const after = [subject.assetId, subject.siteId].flatMap((each) => {
            const name = each === null ? undefined : names[each];
            return name ? [inLanguage(name, language)] : [];
          });
          return (
            <div
              key={id}
              id={rowDomId(id)}
              role="row"
              aria-rowindex={place + 2}
              aria-selected={id === openId}
              className={classes['row']}
              data-check={id}
              data-focused={id === focused?.check.id || undefined}
              data-open={id === openId || undefined}
            >
              <span role="gridcell" className={classes['two']}>
                <span className="cut" lang={langOf(title)} title={title}>
                  {title}
                </span>
                <span className="cut muted">{words.what(diagnostic)}</span>
              </span>
              <span role="gridcell" className={classes['two']}>
                <CheckStateMark {...listed} />
                {last && (
                  <span className="cut muted num" title={t(`means.${last.meaning}`)}>
                    {t(`means.${last.meaning}`)}
                  </span>
                )}
              </span>
              <span role="gridcell" data-strip>
                <Strip results={results} />
              </span>
              <span role="gridcell" className={`${classes['two']} soft`} data-wide>
                {after.length === 0
                  ? '–'
                  : after.map((name) => (
                      <span key={name} className="cut" title={name}>
                        {name}
                      </span>
                    ))}
              </span>
              <span role="gridcell" className="num soft" data-figure data-wide>
                {words.every(everyMinutes)}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
};
