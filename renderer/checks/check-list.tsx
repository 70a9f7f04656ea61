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
  readonly ref: RefObject<HTMLTableElement | null>;
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
    <div className={classes['scroll']}>
      <table
        ref={ref}
        className={classes['table']}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table whose rows are gone through by keys is a grid
        role="grid"
        tabIndex={0}
        aria-label={t('title')}
        aria-rowcount={checks.length + 1}
        aria-activedescendant={focusedDom}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <thead>
          <tr>
            <th scope="col">{t('column.check')}</th>
            <th scope="col">{t('column.state')}</th>
            <th scope="col" data-strip>
              {t('column.results')}
            </th>
            <th scope="col" data-wide>
              {t('column.subject')}
            </th>
            <th scope="col" data-wide data-figure>
              {t('column.every')}
            </th>
          </tr>
        </thead>
        <tbody>
          {checks.map((listed, place) => {
            const { check, results } = listed;
            const { id, title, diagnostic, subject, everyMinutes } = check;
            const last = results.at(-1);
            const after = [subject.assetId, subject.siteId].flatMap((each) => {
              const name = each === null ? undefined : names[each];
              return name ? [inLanguage(name, language)] : [];
            });
            return (
              <tr
                key={id}
                id={rowDomId(id)}
                aria-rowindex={place + 2}
                aria-selected={id === openId}
                data-check={id}
                data-focused={id === focused?.check.id || undefined}
                data-selected={id === openId || undefined}
              >
                <td>
                  <div className="cut" lang={langOf(title)} title={title}>
                    {title}
                  </div>
                  <div className="cut muted small" title={words.what(diagnostic)}>
                    {words.what(diagnostic)}
                  </div>
                </td>
                <td>
                  <CheckStateMark {...listed} />
                  {last && (
                    <div className="cut muted small" title={t(`means.${last.meaning}`)}>
                      {t(`means.${last.meaning}`)}
                    </div>
                  )}
                </td>
                <td data-strip>
                  <Strip results={results} />
                </td>
                <td className="soft" data-wide>
                  {after.length === 0
                    ? '–'
                    : after.map((name) => (
                        <div key={name} className="cut" title={name}>
                          {name}
                        </div>
                      ))}
                </td>
                <td className="num soft" data-wide data-figure>
                  {words.every(everyMinutes)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
