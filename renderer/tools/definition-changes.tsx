import { VisuallyHidden } from '@mantine/core';
import { diffArrays } from 'diff';
import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { approvedPart } from '#shared/tools/digest.ts';
import type { ToolDefinition } from '#shared/tools/tool.ts';
import { definitionLines } from './definition-lines.ts';
import classes from './tools.module.css';

interface DefinitionChangesProps {
  readonly toolId: string;
  readonly definition: ToolDefinition;
}

const concerns = ({ name }: Notice): boolean => name === 'tools.changed';

/** What differs from the definition that was approved on this laptop last, line by line. Nothing where none was, or nothing does. */
export const DefinitionChanges = ({ toolId, definition }: DefinitionChangesProps) => {
  const { t } = useTranslation('tools');
  const format = useFormat();
  const now = useNow();
  const { value: approved } = useQuery('tools.approved', { toolId }, concerns);
  if (!approved) return null;
  const parts = diffArrays(
    [...definitionLines(approved.definition, t)],
    [...definitionLines(approvedPart(definition), t)],
  );
  const changed = parts.filter(({ added, removed }) => added || removed);
  if (changed.length === 0) return null;
  return (
    <section className={classes['state']} aria-label={t('changesTitle')}>
      <p className="muted small">{t('changesSince', { name: approved.by, when: format.dateTime(approved.at, now) })}</p>
      <ol className={classes['changes']}>
        {changed.flatMap(({ value, removed }) =>
          value.map((line) => (
            <li key={`${removed ? '-' : '+'} ${line}`} data-change={removed ? 'removed' : 'added'}>
              <span aria-hidden>{removed ? '−' : '+'}</span>
              <VisuallyHidden>{t(removed ? 'changeRemoved' : 'changeAdded')}</VisuallyHidden>
              {line}
            </li>
          )),
        )}
      </ol>
    </section>
  );
};
