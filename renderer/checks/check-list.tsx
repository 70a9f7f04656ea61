import { useEffect, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { ListTable } from '#renderer/ui/list-table.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useListGrid } from '#renderer/ui/use-list-grid.ts';
import type { CheckList as Checks, ListedCheck } from '#shared/checks/operations.ts';
import { inLanguage } from '#shared/services/service.ts';
import { CheckStateMark } from './outcome-mark.tsx';
import { Strip } from './strip.tsx';
import { useCheckWords } from './use-check-words.ts';
import classes from './checks.module.css';

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
  const { gridProps, rowProps } = useListGrid(ref, {
    label: t('title'),
    ids: checks.map(({ check }) => check.id),
    focusId,
    openId,
    onFocus,
    onOpen,
  });
  const { 'aria-activedescendant': focusedDom } = gridProps;
  useEffect(() => {
    if (focusedDom !== undefined)
      document.querySelector(`#${CSS.escape(focusedDom)}`)?.scrollIntoView({ block: 'nearest' });
  }, [focusedDom]);
  return (
    <div className={classes['scroll']}>
      <ListTable
        ref={ref}
        className={classes['table']}
        {...gridProps}
        columns={[
          { label: t('column.check') },
          { label: t('column.state') },
          { label: t('column.results') },
          { label: t('column.subject'), isWide: true },
          { label: t('column.every'), isWide: true, isFigure: true },
        ]}
      >
        {checks.map((listed, place) => {
          const { check, results, assetEnd } = listed;
          const { id, title, diagnostic, subject, everyMinutes } = check;
          const last = results.at(-1);
          const after = [subject.assetId, subject.siteId].flatMap((each) => {
            const name = each === null ? undefined : names[each];
            return name ? [inLanguage(name, language)] : [];
          });
          return (
            <tr key={id} {...rowProps(place)}>
              <td>
                <div className="cut" lang={langOf(title)} title={title}>
                  {title}
                </div>
                <div className="cut muted small" title={words.what(diagnostic)}>
                  {words.what(diagnostic)}
                </div>
                {assetEnd && <div className="cut small risk-ink">{t(`assetEnd.${assetEnd}`)}</div>}
              </td>
              <td>
                <CheckStateMark {...listed} />
                {last && (
                  <div className="cut muted small" title={t(`means.${last.meaning}`)}>
                    {t(`means.${last.meaning}`)}
                  </div>
                )}
              </td>
              <td>
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
      </ListTable>
    </div>
  );
};
