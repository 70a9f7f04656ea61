import { ActionIcon } from '@mantine/core';
import { IconDeviceDesktop, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import type { Notice } from '#shared/contract/notice.ts';
import classes from './assets.module.css';

interface DraftAssetsProps {
  readonly assetIds: readonly string[];
  readonly onChange: (assetIds: readonly string[]) => void;
}

const concerns = ({ name }: Notice): boolean => name === 'assets.changed';

/** What a ticket that is being written is about; one that is gone shows no more, and is not tied either. */
export const DraftAssets = ({ assetIds, onChange }: DraftAssetsProps) => {
  const { t } = useTranslation('assets');
  return (
    <ul aria-label={t('aboutAsset')}>
      {assetIds.map((id) => (
        <DraftAsset key={id} ciId={id} onRemove={() => onChange(assetIds.filter((each) => each !== id))} />
      ))}
    </ul>
  );
};

const DraftAsset = ({ ciId, onRemove }: { readonly ciId: string; readonly onRemove: () => void }) => {
  const { t } = useTranslation('assets');
  const { value } = useQuery('assets.get', { ciId }, concerns);
  if (!value) return null;
  const { name, number } = value.item;
  return (
    <li className={classes['draftAsset']}>
      <IconDeviceDesktop size={16} stroke={1.6} aria-hidden />
      <span className="muted">{t('aboutAsset')}</span>
      <span className="cut" title={name}>
        {name}
      </span>
      <span className="muted num">{number}</span>
      <ActionIcon size={20} aria-label={t('unlink', { name })} onClick={onRemove}>
        <IconX size={14} stroke={1.6} aria-hidden />
      </ActionIcon>
    </li>
  );
};
