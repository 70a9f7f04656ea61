import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './templates.module.css';

interface ItemHeadProps {
  readonly title: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** Names one of several steps or questions, with what moves it and takes it away. */
export const ItemHead = ({ title, isFirst, isLast, onMove, onRemove }: ItemHeadProps) => {
  const { t } = useTranslation('templates');
  return (
    <div className={classes['groupHead']}>
      <h3 className="cut">{title}</h3>
      <Tooltip label={t('up')}>
        <ActionIcon size={22} aria-label={t('up')} disabled={isFirst} onClick={() => onMove(-1)}>
          <IconArrowUp size={14} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('down')}>
        <ActionIcon size={22} aria-label={t('down')} disabled={isLast} onClick={() => onMove(1)}>
          <IconArrowDown size={14} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('remove')}>
        <ActionIcon size={22} aria-label={t('remove')} onClick={onRemove}>
          <IconX size={14} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
};
