import { memo } from 'react';
import { IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SlaGlyph, type SlaShape } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { QueueGroup } from '#shared/queue/operations.ts';
import classes from './grid.module.css';

const shapes = {
  breached: 'breached',
  soon: 'at-risk',
  later: 'running',
  paused: 'paused',
} as const satisfies Partial<Record<QueueGroup['id'], SlaShape>>;

/** What the rows from here on have in common, and how many they are. Nothing where no group begins. */
export const GroupHead = memo(({ group }: { readonly group: QueueGroup | undefined }) => {
  const { t } = useTranslation('queue');
  const format = useFormat();
  if (!group) return null;
  return (
    <div className={classes['group']} role="row" data-group={group.id}>
      {group.id === 'none' ? (
        <IconMinus size={14} stroke={1.6} aria-hidden />
      ) : (
        <SlaGlyph state={shapes[group.id]} share={0.33} />
      )}
      <b role="gridcell">{t(`group.${group.id}`)}</b>
      <span role="gridcell" className="num">
        {format.number(group.count)}
      </span>
    </div>
  );
});
GroupHead.displayName = 'GroupHead';
