import { useTranslation } from 'react-i18next';
import { intoView } from '#renderer/ui/into-view.ts';
import { ListTable } from '#renderer/ui/list-table.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { inLanguage } from '#shared/services/service.ts';
import type { ListedTool } from '#shared/tools/operations.ts';
import { StandingMark } from './standing-text.tsx';
import classes from './tools.module.css';

interface ToolTableProps {
  readonly tools: readonly ListedTool[];
  readonly openId: string | undefined;
  readonly onOpen: (toolId: string) => void;
}

export const ToolTable = ({ tools, openId, onOpen }: ToolTableProps) => {
  const { t } = useTranslation('tools');
  const { language } = useFormat();
  return (
    <ScrollRegion className={classes['scroll']} label={t('title')}>
      <ListTable
        className={classes['table']}
        columns={[{ label: t('column.tool') }, { label: t('column.state') }, { label: t('column.risk') }]}
      >
        {tools.map((tool) => {
          const { id, definition } = tool;
          return (
            <tr
              key={id}
              ref={id === openId ? intoView : undefined}
              data-selected={id === openId || undefined}
              onClick={() => onOpen(id)}
            >
              <td>
                <button
                  type="button"
                  className={classes['open']}
                  aria-current={id === openId || undefined}
                  onClick={() => onOpen(id)}
                >
                  {inLanguage(definition.name, language)}
                </button>
                <p className="cut muted small">
                  {[t(`class.${definition.toolClass}`), inLanguage(definition.purpose, language)]
                    .filter((words) => words !== '')
                    .join(' · ')}
                </p>
              </td>
              <td>
                <StandingMark tool={tool} />
              </td>
              <td className="soft">{t(`riskShort.${definition.risk}`)}</td>
            </tr>
          );
        })}
      </ListTable>
    </ScrollRegion>
  );
};
