import { useTranslation } from 'react-i18next';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { intoView } from '#renderer/ui/into-view.ts';
import { ListTable } from '#renderer/ui/list-table.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { RuleView } from '#shared/alerts/operations.ts';
import { wordsIn } from '#shared/alerts/rule.ts';
import { SeverityMark } from './severity-mark.tsx';
import classes from './alerts.module.css';

interface RuleTableProps {
  readonly rules: readonly RuleView[];
  readonly openCode: string | undefined;
  readonly hasDraft: (code: string) => boolean;
  readonly onOpen: (code: string) => void;
}

export const RuleTable = ({ rules, openCode, hasDraft, onOpen }: RuleTableProps) => {
  const { t } = useTranslation('alerts');
  const { t: templates } = useTranslation('templates');
  const format = useFormat();
  return (
    <div className={classes['scroll']}>
      <ListTable
        className={classes['table']}
        data-of="rules"
        columns={[
          { label: t('problem') },
          { label: t('code') },
          { label: t('platforms') },
          { label: t('state') },
          { label: t('title'), isFigure: true },
        ]}
      >
        {rules.map((rule) => {
          const name = wordsIn(rule.name, format.language);
          const state = [
            t(`origin.${rule.origin}`),
            ...(rule.active ? [] : [t('off')]),
            ...(hasDraft(rule.code) ? [templates('hasDraft')] : []),
          ].join(' · ');
          return (
            <tr
              key={rule.code}
              ref={rule.code === openCode ? intoView : undefined}
              data-selected={rule.code === openCode || undefined}
              data-over={!rule.active || undefined}
              onClick={() => onOpen(rule.code)}
            >
              <td>
                <span className={classes['problem']}>
                  <SeverityMark severity={rule.severity} />
                  <button type="button" title={name} lang={langOf(name)} onClick={() => onOpen(rule.code)}>
                    {name}
                  </button>
                  {(rule.aside || rule.shippedSince) && (
                    <span className={classes['aside']}>
                      <RiskGlyph />
                      {rule.aside ? t('aside') : t('twoVersions')}
                    </span>
                  )}
                </span>
              </td>
              <td className="mono" title={rule.code}>
                {rule.code}
              </td>
              <td>{format.series(rule.platforms.map((each) => t(`platform.${each}`)))}</td>
              <td title={state}>{state}</td>
              <td data-figure className="num">
                {rule.open === 0 ? '–' : format.number(rule.open)}
              </td>
            </tr>
          );
        })}
      </ListTable>
    </div>
  );
};
